import csv
import io
import re

import builders
import openpyxl
import pytest

from quizapp.banks import write_bank
from quizapp.services import library, study, teach


@pytest.fixture
def taken(learner, code):
    """An attempt of Ada's, handed in: its public id."""
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The gravity of the Moon mainly causes the tides.")
    learner.post(f"{path}/finish")
    return path.rsplit("/", 1)[1]


def test_the_desk_shows_banks_with_link_and_code(desk, code):
    page = desk.get("/teacher")
    assert "Tides and the harbour" in page.text
    assert f"http://localhost/quiz/{code}" in page.text


def test_the_preview_shows_keys_points_and_passages(desk, code):
    page = desk.get("/teacher/bank/tides")
    assert "The gravity of the Moon Right" in page.text
    assert "Key points" in page.text
    assert "At low water the harbour falls dry" in page.text


def test_a_bank_goes_out_as_yaml_and_comes_in_again(desk, code):
    page = desk.get("/teacher/bank/tides.yaml")
    assert page.response.content_type == "application/yaml"
    assert page.response.headers["Content-Disposition"] == "attachment; filename=tides.yaml"
    page = desk.post("/teacher/bank", file=(io.BytesIO(page.response.data), "tides.yaml"))
    assert "says the same already" in page.text


def test_an_uploaded_bank_is_published_and_closed(desk, learner, store, tara):
    data = write_bank(builders.bank("sea", "The sea")).encode()
    desk.get("/teacher")
    page = desk.post("/teacher/bank", file=(io.BytesIO(data), "sea.yaml"))
    assert "version 1" in page.text
    assert "The sea" not in learner.get("/").text
    desk.post("/teacher/bank/sea/publish")
    assert "The sea" in learner.get("/").text
    code = teach.desk(store, tara)[0].quiz.code
    desk.post(f"/teacher/quiz/{code}/unpublish")
    assert "The sea" not in learner.get("/").text


def test_a_newer_version_is_offered_and_published(desk, store, tara, code, now):
    library.import_bank(store, builders.bank(title="Tides, mended"), tara, now)
    assert "Publish version 2" in desk.get("/teacher").text
    desk.post("/teacher/bank/tides/publish")
    assert "Publish version 2" not in desk.get("/teacher").text


def test_everything_wrong_with_a_bank_is_listed_and_nothing_stored(desk, store, tara):
    data = b"format: 1\nid: X Y\ntitle: <b>T</b>\nquestions: [1]\nwhat: 2\n"
    desk.get("/teacher")
    page = desk.post("/teacher/bank", file=(io.BytesIO(data), "<i>bad</i>.yaml"))
    assert page.status == 400
    assert len(page.all("li")) >= 3
    assert "<i>bad</i>.yaml" in page.text
    assert "<i>" not in page.html
    assert teach.desk(store, tara) == []


@pytest.mark.parametrize("data", [b"", b"\0\1\2\xff", b"a: [", b"[]"])
def test_a_file_that_is_no_bank_gets_a_sentence(desk, data):
    desk.get("/teacher")
    page = desk.post("/teacher/bank", file=(io.BytesIO(data), "x.yaml"))
    assert page.status == 400
    assert "was not stored" in page.text


@pytest.mark.parametrize("fields", [dict, lambda: {"file": "text"}, lambda: {"file": (io.BytesIO(b""), "")}])
def test_no_file_at_all_gets_a_sentence(desk, fields):
    desk.get("/teacher")
    page = desk.post("/teacher/bank", **fields())
    assert page.status == 400
    assert "Choose a bank file" in page.text


@pytest.mark.parametrize(("size", "status"), [(1 << 20, 400), (17 << 20, 413)])
def test_a_large_file_is_read_and_one_that_is_too_large_gets_a_page(desk, size, status):
    desk.get("/teacher")
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{desk.token}\r\n--x\r\n'
    head += 'Content-Disposition: form-data; name="file"; filename="x.yaml"\r\n\r\n'
    response = desk.client.post(
        "/teacher/bank",
        data=head.encode() + b"x" * size + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        buffered=True,
    )
    assert response.status_code == status
    assert ("larger than is taken here" if status == 413 else "was not stored") in response.text


def tiles(page):
    """What the overview of a quiz counts, by its words."""
    found = re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", page.html, re.DOTALL)
    return {words: " ".join(re.sub("<[^>]+>", " ", said).split()) for words, said in found}


def test_a_quiz_that_nobody_took_says_how_to_hand_it_out(desk, code):
    page = desk.get(f"/teacher/quiz/{code}")
    assert "Nobody has started yet" in page.text
    assert "Hand out the code" in page.text
    assert "Take the scores along" not in page.text
    shown = tiles(page)
    assert (shown["Started"], shown["Handed in"], shown["Mean score"]) == ("0", "0", "–")
    assert (shown["Questions"], shown["Who may take it"]) == ("4 questions", "Anybody with the link")
    desk.post(f"/teacher/quiz/{code}/unpublish")
    page = desk.get(f"/teacher/quiz/{code}")
    assert "Look at the settings, then open it" in page.text
    assert "Hand out the code" not in page.text


def test_the_overview_counts_learners_and_leads_to_what_waits(desk, learner, store, taken, code):
    learner.post(f"/attempt/{taken}/contest", question="p-tide-sa", kind="question", reason="Unclear.")
    learner.start(code, "Bea")
    page = desk.get(f"/teacher/quiz/{code}")
    result = study.result(store, taken, learner.cookie("quizapp_learner"))
    shown = tiles(page)
    assert (shown["Started"], shown["Handed in"], shown["Contests"]) == ("2", "1", "1")
    assert shown["Mean score"] == f"{round(100 * result.score / result.out_of)} %"
    assert "Watch 1 attempt under way" in page.text
    assert "Answer 1 contest" in page.text
    waiting = sum(question.needs_review for question in result.questions)
    assert shown["To review"] == str(waiting)
    assert ("Review" in page.text) == bool(waiting)


def test_the_scores_stand_in_the_gradebook_alone(desk, learner, store, taken, code):
    result = study.result(store, taken, learner.cookie("quizapp_learner"))
    shown = f"{round(result.score, 2):g} of 4"
    assert shown in desk.get(f"/teacher/quiz/{code}/gradebook").text
    assert shown in learner.get(f"/attempt/{taken}/result").text
    for address in (f"/teacher/quiz/{code}", f"/teacher/quiz/{code}?page=2", f"/teacher/quiz/{code}?page=x"):
        page = desk.get(address)
        assert page.status == 200
        assert "Ada" not in page.text


def test_the_exports_hold_what_the_learner_saw(desk, learner, store, taken, code):
    result = study.result(store, taken, learner.cookie("quizapp_learner"))
    page = desk.get(f"/teacher/quiz/{code}/scores.csv")
    assert page.response.headers["Content-Disposition"] == "attachment; filename=tides-scores.csv"
    rows = list(csv.DictReader(io.StringIO(page.response.data.decode("utf-8-sig"))))
    assert [(row["learner"], float(row["score"])) for row in rows] == [("Ada", result.score)]
    page = desk.get(f"/teacher/quiz/{code}/scores.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(page.response.data)).worksheets[0]
    assert sheet["A2"].value == "Ada"
    assert sheet["F2"].value == result.score


def test_an_unknown_export_gets_a_sentence(desk, code):
    page = desk.get(f"/teacher/quiz/{code}/scores.gitf")
    assert page.status == 400
    assert "Choose one of: csv, xlsx" in page.text


def test_a_ruling_changes_score_and_result_and_says_who_and_why(desk, learner, taken):
    page = desk.get(f"/teacher/attempt/{taken}")
    assert "Rule on this mark" in page.text
    page = desk.post(
        f"/teacher/attempt/{taken}/override",
        question="p-harbour-sa",
        credit="0,5",
        reason="Said <i>aloud</i>.",
    )
    assert "The ruling is kept" in page.text
    seen = learner.get(f"/attempt/{taken}/result")
    assert "Tara gave 0.5 points" in seen.text
    assert "Said <i>aloud</i>." in seen.text
    assert "<i>" not in seen.html


@pytest.mark.parametrize(
    ("credit", "reason", "message"),
    [
        ("2", "why", "from 0 to 1"),
        ("nan", "why", "from 0 to 1"),
        ("-0.1", "why", "from 0 to 1"),
        ("", "why", "from 0 to 1"),
        ("x", "why", "from 0 to 1"),
        ("1", "", "Give a reason"),
        ("1", " \0 ", "Give a reason"),
        ("1", "y" * 1001, "at most 1,000"),
    ],
)
def test_a_ruling_that_cannot_be_kept_is_shown_again_with_a_message(desk, taken, credit, reason, message):
    desk.get(f"/teacher/attempt/{taken}")
    page = desk.post(f"/teacher/attempt/{taken}/override", question="p-tide-sa", credit=credit, reason=reason)
    assert page.status == 400
    assert message in page.text
    kept = [tag.get("value") for tag in page.all("input") if tag.get("name") == "credit"]
    assert credit in kept
    assert "gave" not in page.text.replace("The marker gave", "")


def test_a_ruling_whose_token_is_lost_is_kept_on_the_page(desk, taken):
    desk.get(f"/teacher/attempt/{taken}")
    page = desk.post(
        f"/teacher/attempt/{taken}/override", token="", question="p-tide-sa", credit="1", reason="Fair enough"
    )
    assert page.status == 400
    assert "Fair enough" in [tag.get("value") for tag in page.all("input")]


def test_a_ruling_on_a_question_that_is_not_there_is_a_404(desk, taken):
    desk.get(f"/teacher/attempt/{taken}")
    page = desk.post(f"/teacher/attempt/{taken}/override", question="nope", credit="1", reason="why")
    assert page.status == 404


def test_an_attempt_under_way_has_no_marks_yet(desk, learner, code):
    public_id = learner.start(code).rsplit("/", 1)[1]
    page = desk.get(f"/teacher/attempt/{public_id}")
    assert page.status == 409
    assert "not handed in yet" in page.text
