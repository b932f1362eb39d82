"""Somebody who studies alone: quizzes of their own, without an account, that nobody else can see."""

import io
import re
from dataclasses import replace

import builders
import pytest

from quizapp.services import accounts, study, teach
from quizapp.web.app import create_app


@pytest.fixture
def sam(browser):
    return browser()


@pytest.fixture
def own_quiz(sam):
    """The path of the quiz that Sam made of a document for himself."""
    sam.get("/documents/new")
    document = sam.post("/documents", text=builders.FAQ, reader="").path
    sam.post(f"{document}/about", title="The tides of Sam", summary="")
    page = sam.post(f"{document}/work", questions="", seed="")
    assert "Take the quiz" in page.text
    page = sam.post(f"{document}/work/publish")
    assert page.status == 200
    assert "for you alone" in page.text
    return page.path


def receipt_of(visitor):
    return re.search(r'class="receipt">([^<]+)<', visitor.get("/documents").html).group(1)


def test_looking_around_makes_no_account(sam, store):
    assert "Have a quiz made of it" in sam.get("/").text
    assert "Nothing here yet" in sam.get("/documents").text
    assert sam.get("/documents/new").status == 200
    assert sam.cookie("quizapp_learner") is None


def test_the_quiz_is_taken_by_its_owner_and_listed_for_nobody_else(
    sam, own_quiz, stranger, desk, sign_in, admin
):
    assert "The tides of Sam" in sam.get("/").text
    assert sam.start(own_quiz.rsplit("/", 1)[1], "Sam").startswith("/attempt/")
    code = own_quiz.rsplit("/", 1)[1]
    for other in (stranger, desk, sign_in(admin)):
        assert "The tides of Sam" not in other.get("/").text
        assert other.get(own_quiz).status == 404
        assert other.post(own_quiz, name="Eve").status == 404
        assert other.post("/join", code=code).status == 404
    for teacher in (desk, sign_in(admin)):
        assert "The tides of Sam" not in teacher.get("/teacher").text
        assert teacher.get(f"/teacher/quiz/{code}").status == 404


def test_the_bank_of_a_private_quiz_is_nobody_elses(sam, own_quiz, desk, sign_in, admin, store):
    slug = re.search(r"/teacher/bank/([\w-]+)", sam.get("/teacher").html).group(1)
    assert re.fullmatch(r"the-tides-of-sam-\w{6}", slug)
    assert sam.get(f"/teacher/bank/{slug}").status == 200
    for teacher in (desk, sign_in(admin)):
        assert teacher.get(f"/teacher/bank/{slug}").status == 404
        assert teacher.post(f"/teacher/bank/{slug}/publish").status == 404


def test_the_own_desk_shows_the_quiz_and_no_code_for_a_class(sam, own_quiz):
    page = sam.get("/teacher")
    assert "for you alone" in page.text
    assert "Join code" not in page.text
    assert "Sign out" not in page.text
    assert "Password" in sam.get("/sign-in").text


def test_bank_files_are_for_teachers(sam, own_quiz):
    assert "Upload a bank" not in sam.get("/teacher").text
    page = sam.post("/teacher/bank", file=(io.BytesIO(b"format: 1"), "x.yaml"))
    assert page.status == 403
    assert "Make a quiz from a document" in page.text


def test_the_receipt_opens_everything_in_another_browser(sam, own_quiz, stranger):
    receipt = receipt_of(sam)
    page = stranger.post("/receipt", receipt=receipt.lower().replace("-", " "))
    assert page.path == "/documents"
    assert "The tides of Sam" in page.text
    assert "The tides of Sam" in stranger.get("/").text
    assert receipt_of(stranger) == receipt


def test_without_its_cookie_a_browser_has_nothing(sam, own_quiz):
    sam.client.delete_cookie("quizapp_learner")
    assert "The tides of Sam" not in sam.get("/documents").text
    assert sam.get(own_quiz).status == 404


def test_two_people_who_study_alone_have_each_their_own(sam, own_quiz, stranger):
    stranger.get("/documents/new")
    stranger.post("/documents", text=builders.FAQ)
    assert "The tides of Sam" not in stranger.get("/documents").text
    assert receipt_of(stranger) != receipt_of(sam)


def test_where_only_teachers_create_what_was_made_stays_hidden(
    sam, own_quiz, store, settings, clock, browser_of
):
    visitor = browser_of(create_app(store, replace(settings, who_creates="teachers"), clock))
    visitor.client.set_cookie("quizapp_learner", sam.cookie("quizapp_learner"))
    assert visitor.get("/documents").status == 403
    assert "Have a quiz made" not in visitor.get("/").text
    stranger = browser_of(visitor.client.application)
    assert "The tides of Sam" not in stranger.get("/").text


def test_a_private_account_is_no_account_of_a_teacher(sam, own_quiz, store, clock):
    assert accounts.list_users(store) == []
    assert [quiz.title for quiz in study.published_quizzes(store)] == []


def test_an_administrator_cannot_sign_in_as_somebody_who_studies_alone(sam, own_quiz, store, clock, admin):
    with store.reading() as db:
        login = db.exec_driver_sql("SELECT login FROM account WHERE role = 'private'").scalar_one()
    with pytest.raises(Exception, match="no account"):
        accounts.make_sign_in_link(store, login, clock())
    assert [card.slug for card in teach.desk(store, admin)] == []
