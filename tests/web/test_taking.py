"""Settings, practice, one page, contests and the deck, as they come through the pages."""

import re

import pytest
from sqlalchemy import text

from quizapp.model.quiz import Layout, Mode, QuizSettings, Reveal
from quizapp.services import answering, library, quiz_settings, study


@pytest.fixture
def with_settings(store, code, tara):
    """Changes the settings of the quiz; gives its code."""

    def changed(**values):
        quiz_settings.change_settings(store, tara, code, QuizSettings(**values))
        return code

    return changed


def answers(store, learner, path):
    attempt = study.open_attempt(store, path.rsplit("/", 1)[1], learner.cookie("quizapp_learner"))
    return [question.answer for question in attempt.questions]


def test_all_questions_come_on_one_page_and_every_answer_is_saved(learner, store, with_settings):
    path = learner.start(with_settings(layout=Layout.ALL))
    page = learner.get(f"{path}/3")
    assert page.path == f"{path}/all"
    ids = [
        attributes["id"]
        for tag in ("input", "textarea", "h2")
        for attributes in page.all(tag)
        if "id" in attributes
    ]
    assert len(set(ids)) == len(ids) >= 8
    assert page.field("q2-text") == ""
    fields = {"q2-text": "The Moon", "q4-text": "It falls dry", "q3-choice": "0"}
    assert learner.post(f"{path}/all", go="next", **fields).path == f"{path}/check"
    given = answers(store, learner, path)
    assert [answer and (answer.choice, answer.text) for answer in given] == [
        None,
        (None, "The Moon"),
        (0, ""),
        (None, "It falls dry"),
    ]


def test_one_answer_that_is_refused_keeps_the_others_of_the_page(learner, store, with_settings):
    path = learner.start(with_settings(layout=Layout.ALL))
    page = learner.post(f"{path}/all", **{"q2-text": "x" * 5_001, "q4-text": "It falls dry"})
    assert page.status == 400
    assert "5,001 characters" in page.text
    assert page.field("q2-text") == "x" * 5_001
    assert page.field("q4-text") == "It falls dry"
    assert answers(store, learner, path)[3].text == "It falls dry"


def test_a_flag_on_one_page_saves_the_page_too(learner, store, with_settings):
    path = learner.start(with_settings(layout=Layout.ALL))
    page = learner.post(f"{path}/all", go="flag-3", **{"q2-text": "The Moon"})
    assert page.path == f"{path}/all"
    assert "1 flagged" in page.text
    assert answers(store, learner, path)[1].text == "The Moon"
    assert page.field("q2-text") == "The Moon"
    assert "1 flagged" not in learner.post(f"{path}/all", go="unflag-3").text
    assert learner.post(f"{path}/all", go="flag-99").status == 404


@pytest.mark.parametrize("path", ["{0}", "{0}/1", "{0}/2", "{0}/check", "{0}/result", "{0}/1/draft"])
def test_a_test_tells_nothing_before_it_is_handed_in(learner, code, path):
    start = learner.start(code)
    learner.answer(f"{start}/1", choice="0")
    page = learner.get(path.format(start))
    for told in ("The text says", "The source says", "is-right", "<mark>"):
        assert told not in page.html


def test_nothing_is_told_by_the_page_of_a_result_that_is_to_come(learner, with_settings, clock):
    closing = clock().replace(hour=12)
    path = learner.start(with_settings(closes_at=closing, reveal=Reveal.AFTER_CLOSING))
    learner.get(f"{path}/check")
    page = learner.post(f"{path}/finish")
    assert "from 2 March 2026, 12:00 UTC" in page.text
    assert "you earned" not in page.text
    assert "credit" in learner.get(f"{path}/stored.json").html
    assert '"credit": 0.0' not in learner.get(f"{path}/stored.json").html
    clock.move(hours=3)
    assert "you earned 0 of 4" in learner.get(f"{path}/result").text


def test_practice_goes_answer_by_answer_and_ends_with_a_picture(learner, with_settings):
    path = learner.start(with_settings(mode=Mode.PRACTICE))
    page = learner.answer(f"{path}/2", text="The gravity of the Moon.", confidence="sure", go="tell")
    assert page.path == f"{path}/2"
    assert "The source says" in page.text
    page = learner.post(f"{path}/2", text="Changed afterwards", before="x", go="next")
    assert "is told, so its answer stays" in page.text
    learner.get(f"{path}/check")
    page = learner.post(f"{path}/finish")
    assert "How well you knew what you knew" in page.text
    assert "counts nowhere" in page.text
    assert "I think this should count" not in page.text


def test_checking_nothing_says_what_is_missing(learner, with_settings):
    path = learner.start(with_settings(mode=Mode.PRACTICE))
    page = learner.answer(f"{path}/2", text="", go="tell")
    assert page.status == 400
    assert "Give an answer first" in page.text


def test_a_hint_costs_no_keystroke(learner, with_settings):
    path = learner.start(with_settings(mode=Mode.PRACTICE))
    page = learner.answer(f"{path}/2", text="The Mo", go="hint")
    assert page.field("text") == "The Mo"
    assert "Hint from the source" in page.text


def test_a_draft_is_marked_when_its_page_is_left_and_no_page_tells(learner, store, code):
    path = learner.start(code)
    fields = {"text": "The gravity of the Moon.", "before": "blank", "key": "page-1"}
    reply = learner.post(f"{path}/2/draft", **fields).response.get_json()
    left = learner.post(f"{path}/2", **{**fields, "before": reply["before"]})
    with store.reading() as db:
        kept = db.execute(text("SELECT mark_ahead FROM answer WHERE mark_ahead IS NOT NULL")).scalars().all()
    assert len(kept) == 1
    for page in (left, learner.get(f"{path}/2"), learner.get(f"{path}/check"), learner.get(f"{path}/result")):
        assert page.status == 200
        assert not any(word in page.text for word in ("Correct", "Partly", "Incorrect", "points"))
    assert learner.get(f"{path}/result").path.endswith("/check")


def test_a_draft_says_what_is_stored(learner, store, code):
    path = learner.start(code)
    page = learner.get(f"{path}/2")
    fields = {"text": "The Moon", "key": "page-1", "before": page.field("before")}
    reply = learner.post(f"{path}/2/draft", **fields).response
    assert (reply.status_code, reply.json["saved"], reply.json["answered"]) == (200, True, True)
    assert answers(store, learner, path)[1].text == "The Moon"
    other = learner.post(f"{path}/2/draft", **{**fields, "key": "other-1", "text": "Else"}).response
    assert (other.status_code, other.json["saved"]) == (409, False)


def test_the_clock_is_the_servers(learner, with_settings, clock):
    path = learner.start(with_settings(minutes=40))
    assert learner.get(f"{path}/clock").response.json == {"left": 2400, "over": False}
    clock.move(minutes=39)
    assert learner.get(f"{path}/clock").response.json == {"left": 60, "over": False}
    clock.move(minutes=2)
    assert learner.get(f"{path}/clock").response.json["over"]
    page = learner.get(f"{path}/2")
    assert page.path == f"{path}/result"
    assert "The time was over" in page.text


def test_a_browser_that_refuses_cookies_is_told_why_one_is_needed(app, code):
    client = app.test_client(use_cookies=False)
    page = client.post(f"/quiz/{code}", data={"name": "Ada", "csrf_token": "x"})
    assert page.status_code == 400
    assert "This browser sends no cookie" in page.text


def test_the_start_page_says_what_to_expect_and_what_is_stored(learner, with_settings):
    code = with_settings(minutes=40, attempts=2, reveal=Reveal.NEVER)
    text = learner.get(f"/quiz/{code}").text
    for words in ("40 minutes from the start", "2 attempts from this browser", "not shown here", "Stored"):
        assert words in text


def test_a_contest_goes_to_the_teacher_and_back(learner, desk, code):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="Our satellite pulls.")
    learner.post(f"{path}/finish")
    page = learner.post(f"{path}/contest", question="p-tide-sa", kind="mark", reason="")
    assert page.status == 400
    assert "Give a reason" in page.text
    fields = {"question": "p-tide-sa", "kind": "mark", "reason": "The Moon is one."}
    assert "Waiting for your teacher" in learner.post(f"{path}/contest", **fields).text
    page = desk.get(f"/teacher/quiz/{code}/contests")
    assert "The Moon is one." in page.text
    number = re.search(r"/contests/(\d+)", page.html).group(1)
    where = f"/teacher/quiz/{code}/contests/{number}"
    assert desk.post(where, decision="accept", credit="2", reply="Yes.").status == 400
    desk.post(where, decision="accept", credit="1", reply="Yes, it is.")
    assert "Accepted by Tara : Yes, it is." in learner.get(f"{path}/result").text


def test_an_expired_contest_keeps_its_words(learner, code):
    path = learner.start(code)
    learner.post(f"{path}/finish")
    fields = {"question": "p-tide-sa", "kind": "mark", "reason": "Kept to the letter."}
    page = learner.post(f"{path}/contest", token="gone", **fields)
    assert page.status == 400
    assert "Kept to the letter." in page.text


def test_the_deck_is_practised_page_by_page(learner, code):
    path = learner.start(code)
    learner.post(f"{path}/finish")
    page = learner.post(f"{path}/keep")
    assert page.path == "/deck"
    action = next(form["action"] for form in page.all("form") if "/deck/" in (form["action"] or ""))
    told = learner.post(action, confidence="guess")
    assert "Comes again in" in told.text
    assert "answered already" in learner.post(action).text
    assert "Your deck is deleted" in learner.post("/deck/delete").text
    assert "Your deck is empty" in learner.get("/deck").text


def test_looking_at_a_deck_that_is_not_there_sets_no_cookie(learner):
    assert "Your deck is empty" in learner.get("/deck").text
    assert learner.cookie("quizapp_learner") is None


def test_an_attempt_is_taken_along_and_deleted(learner, code):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="Mine alone")
    assert "Mine alone" in learner.get(f"{path}/stored.json").html
    assert "Deleted" in learner.post(f"{path}/forget").text
    assert learner.get(f"{path}/2").status == 404


def test_settings_are_given_at_publishing(learner, desk, store, bank, tara, now):
    library.import_bank(store, bank, tara, now)
    page = desk.get("/teacher/bank/tides/publish")
    [action] = [form["action"] for form in page.all("form") if "publish-as" in (form["action"] or "")]
    wrong = desk.post(action, mode="exam", layout="one", reveal="at_once")
    assert (wrong.status, "Choose one of those shown" in wrong.text) == (400, True)
    desk.post(action, mode="practice", layout="one", reveal="at_once")
    [card] = study.published_quizzes(store)
    assert card.settings == QuizSettings(Mode.PRACTICE, shuffle_choices=False)
    assert "Nothing counts, no teacher sees it" in learner.get(f"/quiz/{card.code}").text


def test_settings_that_cannot_be_read_are_shown_as_they_were_sent(desk, code):
    state = desk.get(f"/teacher/quiz/{code}/settings").field("state")
    fields = {"mode": "test", "layout": "one", "reveal": "after_closing", "minutes": "soon", "state": state}
    page = desk.post(f"/teacher/quiz/{code}/settings", **fields)
    assert page.status == 400
    assert "Type a whole number" in page.text
    assert page.field("minutes") == "soon"
    page = desk.post(f"/teacher/quiz/{code}/settings", **{**fields, "minutes": "30"})
    assert "need a closing time" in page.text
    fields |= {"minutes": "30", "closes_at": "2026-03-03T09:00"}
    page = desk.post(f"/teacher/quiz/{code}/settings", **fields)
    assert "The settings are kept" in page.text
    assert page.field("closes_at") == "2026-03-03T09:00"


def test_a_teacher_says_how_careful_the_marker_is(desk, code):
    fields = {"mode": "test", "layout": "one", "reveal": "at_once", "caution": "2"}
    page = desk.get(f"/teacher/quiz/{code}/settings")
    assert (page.field("caution"), "as this installation does (0.85)" in page.text) == ("", True)
    fields["state"] = page.field("state")
    page = desk.post(f"/teacher/quiz/{code}/settings", **fields)
    assert (page.status, page.field("caution")) == (400, "2")
    assert "a number from 0 to 1" in page.text
    page = desk.post(f"/teacher/quiz/{code}/settings", **{**fields, "caution": "0,95"})
    assert page.field("caution") == "0.95"


def test_every_confidence_of_the_page_is_one_that_is_kept(learner, with_settings):
    path = learner.start(with_settings(mode=Mode.PRACTICE))
    page = learner.get(f"{path}/1")
    offered = [one["value"] for one in page.all("input") if one.get("name") == "confidence"]
    assert tuple(offered) == answering.CONFIDENCES
