import re

import pytest

from quizapp.services import study

PAYLOAD = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def take(learner, code, name="Ada"):
    """Answer everything: right, short, wrong, nothing; hand in; give the attempt's path."""
    path = learner.start(code, name)
    learner.answer(f"{path}/1", choice=place_of(learner, f"{path}/1", "The gravity of the Moon"))
    learner.answer(f"{path}/2", text="The gravity of the Moon mainly causes the tides.")
    learner.answer(f"{path}/3", choice=place_of(learner, f"{path}/3", "6 hours"))
    learner.get(f"{path}/check")
    learner.post(f"{path}/finish")
    return path


def place_of(learner, path, words):
    """Give the value of the radio button whose label has these words."""
    html = learner.get(path).html
    labels = re.findall(r'<label class="choice">.*?value="(\d)".*?<span dir="auto">(.*?)</span>', html, re.S)
    return next(value for value, text in labels if text == words)


def answers(store, learner, path):
    attempt = study.open_attempt(store, path.rsplit("/", 1)[1], learner.cookie("quizapp_learner"))
    return [question.answer for question in attempt.questions]


def test_the_home_page_lists_open_quizzes_only(learner, code, desk):
    assert "Tides and the harbour" in learner.get("/").text
    desk.post(f"/teacher/quiz/{code}/unpublish")
    assert "No quiz is open yet" in learner.get("/").text


@pytest.mark.parametrize("typed", [str.lower, lambda code: f" {code[:3]} {code[3:]} "])
def test_a_join_code_leads_to_the_quiz_however_it_is_typed(learner, code, typed):
    page = learner.post("/join", code=typed(code))
    assert page.path == f"/quiz/{code}"
    assert "Tides and the harbour" in page.title


def test_a_wrong_join_code_is_said_beside_the_box_and_kept(learner, code):
    page = learner.post("/join", code="NOPE99")
    assert page.status == 404
    assert page.field("code") == "NOPE99"
    assert "No open quiz has this join code" in page.text


@pytest.mark.parametrize("name", ["", "   ", "\0", "x" * 81])
def test_a_name_is_needed_and_a_refused_one_is_explained(learner, code, name):
    learner.get(f"/quiz/{code}")
    page = learner.post(f"/quiz/{code}", name=name)
    assert page.status == 400
    assert "our name or a pseudonym" in page.text
    assert 'class="error"' in page.html


def test_a_start_form_sent_twice_begins_one_attempt(learner, store, code):
    learner.get(f"/quiz/{code}")
    first = learner.post(f"/quiz/{code}", name="Ada")
    second = learner.post(f"/quiz/{code}", name="Ada")
    assert first.path == second.path
    assert len(study.open_attempts(store, learner.cookie("quizapp_learner"), code)) == 1


def test_an_attempt_under_way_is_offered_again(learner, code):
    path = learner.start(code)
    learner.answer(f"{path}/1", choice="0")
    page = learner.get(f"/quiz/{code}")
    assert "1 of 4 answered" in page.text
    assert learner.get(path).path == f"{path}/2"


def test_the_title_says_where_one_is(learner, code):
    path = learner.start(code)
    assert learner.get(f"{path}/3").title == "Question 3 of 4 – Tides and the harbour – quizapp"


def test_a_page_never_shows_where_the_key_stands_in_the_bank(learner, store, code):
    orders = set()
    for _ in range(12):
        path = learner.start(code, name=f"Ada {len(orders)}{_}")
        page = learner.get(f"{path}/1")
        assert [r["value"] for r in page.all("input") if r["type"] == "radio"] == ["0", "1", "2"]
        orders.add(place_of(learner, f"{path}/1", "The gravity of the Moon"))
    assert len(orders) > 1


def test_an_answer_is_saved_and_shown_again(learner, store, code):
    path = learner.start(code)
    page = learner.answer(f"{path}/2", text="Mostly the Moon.")
    assert page.path == f"{path}/3"
    assert learner.get(f"{path}/2").field("text") == "Mostly the Moon."
    moon = place_of(learner, f"{path}/1", "The gravity of the Moon")
    learner.answer(f"{path}/1", choice=moon)
    assert learner.get(f"{path}/1").field("choice") == moon
    assert answers(store, learner, path)[0].choice == 0


@pytest.mark.parametrize(
    ("go", "where"), [("next", "/3"), ("back", "/1"), ("4", "/4"), ("check", "/check"), ("99", "/check")]
)
def test_every_button_saves_and_leads_where_it_says(learner, store, code, go, where):
    path = learner.start(code)
    assert learner.answer(f"{path}/2", text="The Moon", go=go).path == path + where
    assert answers(store, learner, path)[1].text == "The Moon"


def test_a_form_sent_twice_saves_one_answer(learner, store, code):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The Moon")
    learner.post(f"{path}/2", text="The Moon", before="blank")
    assert [a and a.text for a in answers(store, learner, path)] == [None, "The Moon", None, None]


def test_a_stale_tab_that_nobody_touched_overwrites_nothing(learner, store, code):
    path = learner.start(code)
    stale = learner.get(f"{path}/2")
    learner.answer(f"{path}/2", text="The newer answer")
    learner.post(f"{path}/2", text=stale.field("text"), before=stale.field("before"))
    assert answers(store, learner, path)[1].text == "The newer answer"


def test_an_answer_can_be_taken_back(learner, store, code):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The Moon")
    learner.answer(f"{path}/2", text="")
    assert answers(store, learner, path)[1].is_blank


@pytest.mark.parametrize("letter", ["x", "🌊", "ع"])
def test_a_hundred_thousand_characters_get_a_message_and_are_kept(learner, store, code, letter):
    path = learner.start(code)
    text = letter * 100_000
    page = learner.answer(f"{path}/2", text=text)
    assert page.status == 400
    assert page.field("text") == text
    assert "100,000 characters; at most 5,000" in page.text
    assert page.title.startswith("Error: Question 2")
    assert answers(store, learner, path)[1] is None


def test_nul_html_and_right_to_left_text_are_kept_and_escaped(learner, store, code):
    path = learner.start(code, PAYLOAD[:79])
    learner.answer(f"{path}/2", text=f"a\0b {PAYLOAD} مد וגזר 🌊")
    assert answers(store, learner, path)[1].text == f"ab {PAYLOAD} مد וגזר 🌊"
    learner.get(f"{path}/check")
    pages = [learner.get(f"{path}/2"), learner.get(f"{path}/check"), learner.post(f"{path}/finish")]
    for page in pages:
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "<img" not in page.html


@pytest.mark.parametrize("choice", ["9", "-1", "x", "0x0"])
def test_a_choice_that_is_not_there_is_refused(learner, store, code, choice):
    path = learner.start(code)
    page = learner.answer(f"{path}/1", choice=choice)
    assert page.status == 400
    assert "none of this question" in page.text
    assert answers(store, learner, path)[0] is None


def test_the_last_look_counts_what_is_open(learner, code):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The Moon")
    page = learner.get(f"{path}/check")
    assert "3 questions without an answer" in page.text
    assert "The Moon" in page.text


def test_the_result_says_score_marks_and_sources(learner, code):
    path = take(learner, code)
    page = learner.get(f"{path}/result")
    assert re.search(r"Ada , you earned [\d.]+ of 4 points", page.text)
    assert "Your choice" in page.text
    assert "The source says" in page.text
    assert "<mark>" in page.html
    assert "No answer" in page.text
    assert "percent." in page.text


def test_handing_in_twice_changes_nothing(learner, store, code):
    path = take(learner, code)
    first = study.result(store, path.rsplit("/", 1)[1], learner.cookie("quizapp_learner"))
    assert learner.post(f"{path}/finish").path == f"{path}/result"
    again = study.result(store, path.rsplit("/", 1)[1], learner.cookie("quizapp_learner"))
    assert again == first


def test_after_handing_in_every_page_leads_to_the_result(learner, store, code):
    path = take(learner, code)
    for page in (
        learner.get(f"{path}/2"),
        learner.get(f"{path}/check"),
        learner.post(f"{path}/2", text="too late"),
    ):
        assert page.path == f"{path}/result"
        assert "This attempt is handed in" in page.text
    assert "too late" not in learner.get(f"{path}/result").text


def test_a_result_asked_for_too_early_leads_to_the_last_look(learner, code):
    path = learner.start(code)
    page = learner.get(f"{path}/result")
    assert page.path == f"{path}/check"
    assert "not handed in yet" in page.text


def test_a_receipt_opens_the_attempt_in_another_browser(learner, stranger, code):
    path = take(learner, code)
    receipt = re.search(r'class="receipt">([^<]+)<', learner.get(f"{path}/result").html).group(1)
    assert stranger.get(f"{path}/result").status == 404
    page = stranger.post("/receipt", receipt=receipt.lower().replace("-", " "))
    assert page.path == f"{path}/result"
    assert stranger.get(f"{path}/result").status == 200


def test_a_receipt_of_an_unfinished_attempt_leads_to_the_next_question(learner, stranger, code):
    path = learner.start(code)
    learner.answer(f"{path}/1", choice="0")
    receipt = re.search(r'class="receipt">([^<]+)<', learner.get(f"{path}/1").html).group(1)
    assert stranger.post("/receipt", receipt=receipt).path == f"{path}/2"


@pytest.mark.parametrize("receipt", ["", "nonsense", "0000-0000-0000-0000", "\0", "x" * 5000])
def test_a_wrong_receipt_is_said_beside_the_box(learner, receipt):
    page = learner.post("/receipt", receipt=receipt)
    assert page.status == 404
    assert "No attempt has this receipt" in page.text


def test_guessing_receipts_is_stopped(learner):
    statuses = [learner.post("/receipt", receipt="0000-0000-0000-0000").status for _ in range(70)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_a_quiz_that_was_closed_can_be_finished_but_not_begun(learner, stranger, desk, code):
    path = learner.start(code)
    desk.post(f"/teacher/quiz/{code}/unpublish")
    assert "can still be finished" in learner.get(f"/quiz/{code}").text
    assert stranger.get(f"/quiz/{code}").status == 404
    assert learner.answer(f"{path}/2", text="The Moon").path == f"{path}/3"


@pytest.mark.parametrize("where", ["/0", "/5", "/99999999999999999999", "/x", "/-1"])
def test_a_question_that_is_not_there_is_a_404(learner, code, where):
    path = learner.start(code)
    page = learner.get(path + where)
    assert page.status == 404
    assert "text/html" in page.response.content_type
