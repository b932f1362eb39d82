"""The live table of a quiz that runs, and what a teacher can do meanwhile."""

import pytest
from classes import sit

from quizapp.model.quiz import Mode, QuizSettings
from quizapp.services import quiz_settings
from quizapp.storage import audit


@pytest.fixture
def running(store, code, tara, now):
    """A quiz of ten minutes with one who answered two questions, and one who handed in: their attempts by name."""
    quiz_settings.change_settings(store, tara, code, QuizSettings(minutes=10))
    return {
        "Ada": sit(store, code, "Ada", {1: 0, 3: 1}, now, hand_in=False),
        "Bob": sit(store, code, "Bob", {1: 0}, now, minutes=1),
    }


def test_the_live_table_says_who_is_where_and_how_long_they_have(desk, code, running, clock):
    clock.move(minutes=3)
    page = desk.get(f"/teacher/quiz/{code}/live")
    assert "1 under way 1 handed in" in page.text
    assert "Ada 2 of 4 question 3 09:00 UTC 7 min, until 09:10 UTC" in page.text
    assert "Bob 1 of 4 – 09:00 UTC Handed in 09:01 UTC" in page.text
    assert "quiet" not in page.text
    clock.move(minutes=3)
    assert "09:00 UTC quiet 4 min" in desk.get(f"/teacher/quiz/{code}/live").text


def test_a_table_that_has_not_changed_is_not_sent_again(desk, store, code, running, clock):
    path = f"/teacher/quiz/{code}/live/table"
    tag = desk.get(path).response.headers["ETag"]

    def again(known):
        headers = {"If-None-Match": known, "Accept-Encoding": "gzip"}
        return desk.client.get(path, headers=headers)

    assert again(tag).status_code == 304
    zipped = again("other")
    assert (zipped.status_code, again(zipped.headers["ETag"]).status_code) == (200, 304)
    sit(store, code, "Cem", {}, clock(), hand_in=False)
    assert again(tag).status_code == 200
    clock.move(minutes=2)
    assert again(desk.get(path).response.headers["ETag"]).status_code == 304


def test_time_is_added_ended_and_reopened_from_the_table(desk, store, code, running, clock):
    ada, bob = (f"/teacher/attempt/{running[name]}/live" for name in ("Ada", "Bob"))
    page = desk.post(ada, action="more", minutes="5")
    assert "The time is added" in page.text
    assert "15 min, until 09:15 UTC" in page.text
    page = desk.post(ada, action="end")
    assert "0 under way 2 handed in" in page.text
    page = desk.post(bob, action="reopen", minutes="20")
    assert "Bob 1 of 4 question 1 09:00 UTC 20 min" in page.text
    with store.reading() as db:
        lines = [
            entry.action for name in ("Ada", "Bob") for entry in audit.entries_of_attempt(db, running[name])
        ]
    assert lines == ["attempt.add-time", "attempt.end", "attempt.reopen"]


@pytest.mark.parametrize(
    ("name", "fields", "status", "words"),
    [
        ("Bob", {"action": "end"}, 409, "handed in already"),
        ("Bob", {"action": "more", "minutes": "5"}, 409, "Reopen it instead"),
        ("Ada", {"action": "more", "minutes": "soon"}, 400, "1 to 10,080 minutes"),
        ("Ada", {"action": "reopen", "minutes": "5"}, 409, "under way still"),
        ("Ada", {"action": "sing"}, 400, "Choose what to do"),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_table(desk, code, running, name, fields, status, words):
    page = desk.post(f"/teacher/attempt/{running[name]}/live", **fields)
    assert page.status == status
    assert words in page.text
    assert "Answered" in page.text


def test_time_cannot_be_added_where_there_is_no_end(desk, store, code, now):
    attempt = sit(store, code, "Ada", {}, now, hand_in=False)
    assert "no limit" in desk.get(f"/teacher/quiz/{code}/live").text
    page = desk.post(f"/teacher/attempt/{attempt}/live", action="more", minutes="5")
    assert (page.status, "has no end" in page.text) == (400, True)


def test_nobody_has_started_yet(desk, code):
    assert "Nobody has started yet" in desk.get(f"/teacher/quiz/{code}/live").text


def test_what_people_practise_is_not_watched(desk, store, tara, code, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(mode=Mode.PRACTICE))
    sit(store, code, "Ada", {1: 0}, now, hand_in=False)
    page = desk.get(f"/teacher/quiz/{code}/live")
    assert "theirs alone" in page.text
    assert "Ada" not in page.text
