"""Classes in the browser: roster, links, a member who takes a quiz."""

import io
import re

import pytest
from sqlalchemy import select

from quizapp.services import classes, teach
from quizapp.services.classes import Person
from quizapp.storage import quizzes
from quizapp.storage.tables import ClassMember, MemberHolder

ROSTER = "name,login,id\nAda,ada,007\nBob,bob,008\n"


@pytest.fixture
def place(desk) -> str:
    """The address of a class of Tara's."""
    desk.get("/teacher/classes")
    page = desk.post("/teacher/classes", name="Biology 1")
    assert page.status == 200, page.text
    return page.path.removesuffix("/roster")


@pytest.fixture
def filled(desk, place) -> str:
    """The same with two members."""
    take(desk, place, ROSTER)
    return place


def take(desk, place, text):
    desk.get(f"{place}/roster")
    look = desk.post(f"{place}/roster", text=text)
    assert look.status == 200, look.text
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', look.html)
    return desk.post(f"{place}/roster/take", text=text, mark=mark.group(1))


def links_of(page) -> list[str]:
    return re.findall(r"<code>http://localhost(/me/[\w-]+)</code>", page.html)


def test_a_roster_is_shown_before_it_is_taken(desk, place) -> None:
    desk.get(f"{place}/roster")
    look = desk.post(f"{place}/roster", file=(io.BytesIO("Name;Kürzel\nZoë;1\n".encode("cp1252")), "r.csv"))
    assert "1 new" in look.text
    assert "Zoë" in look.text
    assert "Left alone: Kürzel" in look.text
    assert "Nobody is on the roster yet" in desk.get(place).text
    page = take(desk, place, ROSTER)
    assert (page.path, page.status) == (place, 200)
    assert "2 new, 0 changed, 0 as they were" in page.text
    assert "007" in page.text


def test_a_roster_that_is_refused_comes_back_as_it_was_with_every_problem(desk, place) -> None:
    desk.get(f"{place}/roster")
    text = "name,id\nAda,1\nBob,1\n,\n" + "x" * 300 + ",4\n"
    page = desk.post(f"{place}/roster", text=text)
    assert page.status == 400
    assert "2 problems" in page.text
    assert "row 3: has the same id as row 2" in page.text
    assert "row 5: The name has 300 characters" in page.text
    assert "Ada,1" in page.html
    assert desk.post(f"{place}/roster", text=" ").status == 400


def test_a_file_in_utf_16_that_is_refused_can_be_mended_on_the_page(desk, place) -> None:
    desk.get(f"{place}/roster")
    data = "name\tid\nÄda\t1\nBob\t1\n".encode("utf-16")
    page = desk.post(f"{place}/roster", file=(io.BytesIO(data), "r.xls"))
    assert page.status == 400
    assert "Äda\t1" in page.html


def test_a_class_that_changed_meanwhile_is_shown_again(desk, place, store, tara, now) -> None:
    desk.get(f"{place}/roster")
    look = desk.post(f"{place}/roster", text=ROSTER)
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', look.html).group(1)
    classes.add_member(store, tara, place.rsplit("/", 1)[1], Person("Cy"), now)
    page = desk.post(f"{place}/roster/take", text=ROSTER, mark=mark)
    assert page.status == 409
    assert "has changed since you looked" in page.text
    assert "1 not on the roster" in page.text


def test_links_are_shown_once_on_a_page_or_in_a_file(desk, filled, store) -> None:
    desk.get(f"{filled}/links")
    page = desk.post(f"{filled}/links", **{"which": "new", "as": "page"})
    assert len(set(links_of(page))) == 2
    assert "/me/" not in desk.get(filled).html
    again = desk.post(f"{filled}/links", **{"which": "new", "as": "page"})
    assert "Everybody has a link already" in again.text
    file = desk.post(f"{filled}/links", **{"which": "all", "as": "csv"})
    assert file.response.headers["Content-Disposition"] == "attachment; filename=biology-1-links.csv"
    assert file.response.get_data().decode("utf-8-sig").count("http://localhost/me/") == 2
    assert desk.get(links_of(page)[0]).status == 404


def test_looking_at_a_link_signs_nobody_in_and_a_button_does(desk, filled, learner, store, code) -> None:
    desk.get(f"{filled}/links")
    first, _ = links_of(desk.post(f"{filled}/links", which="new"))
    assert "Are you Ada ?" in learner.get(first).text
    with store.reading() as db:
        assert db.execute(select(MemberHolder.member_id)).all() == []
    before = learner.cookie("quizapp_learner")
    page = learner.post(first)
    assert (page.path, page.status) == ("/me", 200)
    assert learner.cookie("quizapp_learner") != before
    assert "You are here as Ada" in page.text
    assert "You are here as Ada" in learner.get("/").text
    signed_out = learner.post("/me/sign-out")
    assert "Signed out" in signed_out.text
    assert "Open the personal link" in learner.get("/me").text


def test_a_link_that_opens_nothing_is_told_and_the_browser_stays_as_it_is(learner) -> None:
    learner.get("/")
    assert "opens nothing" in learner.get("/me/made-up").text
    assert learner.post("/me/made-up").status == 404


def test_a_member_takes_the_quiz_of_the_class_and_a_stranger_is_told_how(
    desk, filled, learner, stranger, store, tara, code
) -> None:
    with store.writing() as db:
        quiz = teach.quiz_for(db, code, tara)
        quizzes.set_audience(db, quiz.id, classes.class_for(db, filled.rsplit("/", 1)[1], tara).id, "")
    desk.get(f"{filled}/links")
    first, _ = links_of(desk.post(f"{filled}/links", which="new"))
    learner.get(first)
    learner.post(first)
    assert "Start : Tides and the harbour" in learner.get("/me").text
    page = learner.get(f"/quiz/{code}")
    assert "You begin as Ada" in page.text
    assert "Your name or a pseudonym" not in page.text
    begun = learner.post(f"/quiz/{code}", name="Eve")
    assert begun.path.endswith("/1")
    twice = learner.post(f"/quiz/{code}")
    assert twice.path == begun.path
    assert "Go on : Tides and the harbour" in learner.get("/me").text
    assert "For the members of a class" in stranger.get(f"/quiz/{code}").text
    assert "Tides" not in stranger.get("/").text
    refused = stranger.post(f"/quiz/{code}", name="Eve")
    assert refused.status == 403
    assert "personal link" in refused.text


def test_a_member_is_changed_taken_off_and_brought_back(desk, filled, store) -> None:
    with store.reading() as db:
        ada = db.execute(select(ClassMember.id).where(ClassMember.name == "Ada")).scalar_one()
    address = f"{filled}/members/{ada}"
    desk.get(address)
    assert desk.post(address, name="", extra="1").status == 400
    same = desk.post(address, name="Ada King", login="bob", extra="1")
    assert same.status == 400
    assert "Bob has the same login" in same.text
    assert "Ada King" in same.html
    assert desk.post(address, name="Ada King", extra="7").status == 400
    kept = desk.post(address, name="Ada King", login="ada", sis_id="007", extra="1.5")
    assert "1.5 ×" in kept.text
    assert "Ada King is off the roster" in desk.post(f"{address}/take-off").text
    assert "Saving brings them back" in desk.get(address).text
    assert desk.post(address, name="Ada King", extra="1").path == filled
    assert desk.get(f"{filled}/members/999").status == 404


def test_one_learner_is_added(desk, place) -> None:
    desk.get(f"{place}/members/new")
    assert desk.post(f"{place}/members/new", name=" ", extra="1").status == 400
    page = desk.post(f"{place}/members/new", name="=cmd|' /C calc'!A0", extra="1")
    assert "=cmd|" in page.text
    file = desk.get(f"{place}/roster.csv").response.get_data().decode("utf-8-sig")
    assert "\r\n'=cmd|" in file


def test_a_class_is_renamed_put_away_taken_back_and_deleted(desk, filled) -> None:
    desk.get(filled)
    assert desk.post(f"{filled}/rename", name=" ").status == 400
    assert desk.post(f"{filled}/rename", name="Biology 2").text.count("Biology 2") >= 1
    assert "Put away" in desk.post(f"{filled}/archive").text
    assert "in use again" in desk.post(f"{filled}/restore").text
    gone = desk.post(f"{filled}/delete")
    assert "deleted" in gone.text
    assert desk.get(filled).status == 404


def test_a_class_that_is_needed_is_not_deleted_and_the_page_says_what_to_do(
    desk, filled, store, tara, code
) -> None:
    with store.writing() as db:
        quiz = teach.quiz_for(db, code, tara)
        quizzes.set_audience(db, quiz.id, classes.class_for(db, filled.rsplit("/", 1)[1], tara).id, "")
    desk.get(filled)
    page = desk.post(f"{filled}/delete")
    assert page.path == filled
    assert "Put it away instead" in page.text
    assert "Tides and the harbour" in page.text


def test_a_class_without_a_name_is_not_made(desk) -> None:
    desk.get("/teacher/classes")
    page = desk.post("/teacher/classes", name=" ")
    assert page.status == 400
    assert "Give the class a name" in page.text
