"""Sharing a bank with a colleague, and the log of a quiz."""

import pytest


def share(desk, **fields):
    desk.get("/teacher/bank/tides/sharing")
    return desk.post("/teacher/bank/tides/sharing", **{"login": "theo", "rights": "look"} | fields)


def test_a_colleague_finds_what_is_shared_on_the_desk(desk, sign_in, theo, code):
    page = share(desk, with_quizzes="on")
    assert "Shared with Theo" in page.text
    assert "May look, quizzes and scores too" in page.text
    colleague = sign_in(theo)
    page = colleague.get("/teacher")
    assert "Shared with you" in page.text
    assert f"/teacher/quiz/{code}" in page.html
    page = colleague.get("/teacher/bank/tides")
    assert "shared with you to look at" in page.text
    assert "Drop question" not in page.text
    page = desk.get("/teacher/bank/tides")
    assert "shared with you" not in page.text
    assert "Drop question" in page.text


def test_it_is_taken_back(desk, sign_in, theo, code):
    share(desk)
    page = desk.post("/teacher/bank/tides/sharing/take-back", login="theo")
    assert "Taken back" in page.text
    assert sign_in(theo).get("/teacher/bank/tides").status == 404
    assert desk.post("/teacher/bank/tides/sharing/take-back", login="theo").status == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"login": "nobody"}, "no account"),
        ({"login": "tara"}, "somebody else"),
        ({"rights": "own"}, "Choose one"),
    ],
)
def test_what_cannot_be_shared_is_said_beside_the_field(desk, theo, code, fields, words):
    page = share(desk, **fields)
    assert page.status == 400
    assert words in page.text
    assert page.field("login") == fields.get("login", "theo")


def test_the_log_of_a_quiz_is_one_click_away(desk, theo, code):
    share(desk)
    page = desk.get(f"/teacher/quiz/{code}")
    [path] = [link["href"] for link in page.all("a") if link["href"].endswith("/log")]
    page = desk.get(path)
    assert "Shared a bank" in page.text
    assert "colleague theo, may look" in page.text


def test_who_may_only_look_is_asked_to_do_nothing(desk, sign_in, theo, code):
    share(desk, with_quizzes="on")
    desk.post(f"/teacher/quiz/{code}/unpublish")
    assert "then open it" in desk.get(f"/teacher/quiz/{code}").text
    page = sign_in(theo).get(f"/teacher/quiz/{code}")
    assert "You may look at this quiz, not change it" in page.text
    assert "then open it" not in page.text
    assert "Nothing waits for you" in page.text
