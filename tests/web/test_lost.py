"""Lost cookies, lost tokens, a database that is busy: what was typed survives."""

import re

import pytest

from quizapp.errors import StorageError
from quizapp.services import study

TEXT = "A long answer\nthat somebody thought about."


def test_a_lost_token_shows_the_question_again_with_the_text(learner, store, code):
    path = learner.start(code)
    learner.get(f"{path}/2")
    learner.client.delete_cookie("quizapp_form")
    page = learner.post(f"{path}/2", text=TEXT, before="blank")
    assert page.status == 400
    assert page.field("text") == TEXT
    assert "not saved yet" in page.text
    assert learner.post(f"{path}/2", text=page.field("text"), before=page.field("before")).path == f"{path}/3"
    assert learner.get(f"{path}/2").field("text") == TEXT


def test_a_lost_token_keeps_the_choice(learner, code):
    path = learner.start(code)
    learner.get(f"{path}/1")
    page = learner.post(f"{path}/1", token="wrong", choice="2")
    assert page.status == 400
    assert page.field("choice") == "2"


@pytest.mark.parametrize("also_token", [False, True])
def test_an_answer_without_its_cookie_is_kept_and_comes_along_with_the_receipt(
    learner, store, code, also_token
):
    path = learner.start(code)
    receipt = re.search(r'class="receipt">([^<]+)<', learner.get(f"{path}/2").html).group(1)
    learner.client.delete_cookie("quizapp_learner")
    if also_token:
        learner.client.delete_cookie("quizapp_form")
    page = learner.post(f"{path}/2", text=TEXT, before="blank")
    assert page.status == 404
    assert page.field("text") == TEXT

    page = learner.post("/receipt", receipt="wrong", **carried(page))
    assert page.status == 404
    assert page.field("text") == TEXT

    page = learner.post("/receipt", receipt=receipt, **carried(page))
    assert page.status == 200
    assert "Question 2 of 4" in page.title
    assert page.field("text") == TEXT
    learner.post(f"{path}/2", text=page.field("text"), before=page.field("before"))
    assert learner.get(f"{path}/2").field("text") == TEXT


def carried(page):
    return {name: page.field(name) or "" for name in ("attempt", "number", "choice", "text")}


def test_a_stranger_who_posts_an_answer_learns_nothing(learner, stranger, code):
    path = learner.start(code)
    real = stranger.post(f"{path}/2", text="mine")
    made_up = stranger.post("/attempt/no-such-attempt/2", text="mine")
    assert real.status == made_up.status == 404
    assert real.title == made_up.title
    assert "What causes the tides" not in real.text


def test_a_receipt_for_another_attempt_does_not_take_the_answer_along(learner, code):
    first = learner.start(code, "Ada")
    receipt = re.search(r'class="receipt">([^<]+)<', learner.get(f"{first}/1").html).group(1)
    page = learner.post("/receipt", receipt=receipt, attempt="another", number="2", text=TEXT)
    assert page.path == f"{first}/1"


def test_a_busy_database_keeps_the_text(learner, code, monkeypatch):
    path = learner.start(code)

    def busy(*arguments):
        raise StorageError("The database is busy. Try again in a moment.")

    learner.get(f"{path}/2")
    with monkeypatch.context() as patch:
        patch.setattr(study, "save_answer", busy)
        page = learner.post(f"{path}/2", text=TEXT, before="blank")
        assert page.status == 503
        assert page.field("text") == TEXT
        assert "busy" in page.text
        patch.setattr(study, "open_attempt", busy)
        page = learner.post(f"{path}/2", text=TEXT, before="blank")
        assert page.status == 503
        assert page.field("text") == TEXT
    assert learner.post(f"{path}/2", text=TEXT, before="blank").path == f"{path}/3"


def test_a_lost_token_at_the_start_keeps_the_name(learner, code):
    learner.get(f"/quiz/{code}")
    page = learner.post(f"/quiz/{code}", token="", name="Ada")
    assert page.status == 400
    assert page.field("name") == "Ada"


def test_a_lost_token_elsewhere_changes_nothing_and_says_so(learner, store, code):
    path = learner.start(code)
    page = learner.post(f"{path}/finish", token="")
    assert page.status == 400
    assert "nothing was changed" in page.text
    assert learner.get(f"{path}/check").status == 200


def test_an_answer_that_comes_after_the_hand_in_leads_to_the_result(learner, code, now, monkeypatch):
    path = learner.start(code)
    learner.get(f"{path}/2")
    still_open = study.open_attempt

    def handed_in_meanwhile(store, public_id, holder, *moment):
        attempt = still_open(store, public_id, holder, *moment)
        study.finish(store, public_id, holder, now)
        return attempt

    with monkeypatch.context() as patch:
        patch.setattr(study, "open_attempt", handed_in_meanwhile)
        page = learner.post(f"{path}/2", follow=False, text=TEXT, before="blank")
    assert page.goes_to == f"{path}/result"


def test_a_stale_form_about_a_quiz_that_is_gone_gets_a_page(learner):
    page = learner.post("/quiz/NOSUCH", token="stale", name="Ada")
    assert page.status == 404
    assert "join code" in page.text
