"""Bad days as people's browsers meet them: replayed forms, a clock that jumps, a lock that is held, guessing."""

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from quizapp.errors import NotAllowed, TooManyTries
from quizapp.model.quiz import QuizSettings
from quizapp.services import accounts, quiz_settings
from quizapp.services.passwords import CHEAPEST
from quizapp.storage.check import faults
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
from quizapp.web.app import create_app

RIGHT = "correct horse battery"


def count(store, table):
    with store.reading() as db:
        return len(db.exec_driver_sql(f"SELECT * FROM {table}").all())  # a name of ours


def test_forms_that_are_sent_again_and_again_do_their_work_once(learner, store, code):
    learner.get(f"/quiz/{code}")
    paths = {learner.post(f"/quiz/{code}", follow=False, name="Ada").goes_to for _ in range(3)}
    assert len(paths) == 1
    path = paths.pop().rsplit("/", 1)[0]
    learner.get(f"{path}/2")
    for _ in range(3):
        assert learner.post(f"{path}/2", follow=False, text="The Moon.", before="blank").status == 303
    for _ in range(3):
        assert learner.post(f"{path}/finish", follow=False).goes_to == f"{path}/result"
    late = learner.post(f"{path}/2", follow=False, text="Something else.", before="blank")
    assert late.goes_to == f"{path}/result"
    assert (count(store, "attempt"), count(store, "answer"), count(store, "mark")) == (1, 1, 4)
    for _ in range(3):
        learner.post(f"{path}/contest", question="p-tide-sa", kind="mark", reason="It is right.")
    assert count(store, "contest") == 1
    assert "Something else" not in learner.get(f"{path}/result").text


def test_a_form_of_somebody_else_cannot_be_replayed(learner, stranger, store, code):
    path = learner.start(code)
    stranger.get(f"/quiz/{code}")
    for name in ("2", "finish", "contest", "forget"):
        answer = stranger.post(f"{path}/{name}", token=learner.token, text="Mine now.", before="blank")
        assert answer.status in (400, 404)
    assert count(store, "answer") == 0


@pytest.mark.parametrize("hours", [2, -1, 24 * 365, -24])
def test_a_clock_that_jumps_loses_nothing_and_ends_nothing_that_has_no_end(learner, clock, code, hours):
    path = learner.start(code)
    learner.answer(f"{path}/2", text="Before the jump.")
    clock.move(hours=hours)
    assert learner.get(f"{path}/2").field("text") == "Before the jump."
    learner.answer(f"{path}/2", text="After the jump.")
    clock.move(hours=-hours)
    assert learner.get(f"{path}/2").field("text") == "After the jump."
    assert learner.post(f"{path}/finish").path == f"{path}/result"
    assert "After the jump." in learner.get(f"{path}/result").text


def test_a_clock_that_is_set_back_ends_no_attempt_with_a_time_limit(learner, store, clock, tara, code):
    quiz_settings.change_settings(store, tara, code, QuizSettings(minutes=40))
    path = learner.start(code)
    clock.move(hours=-1)
    assert learner.answer(f"{path}/2", text="Still in time.").status == 200
    clock.move(hours=1, minutes=39)
    assert learner.answer(f"{path}/2", text="In time too.").status == 200
    clock.move(minutes=2)
    assert learner.get(f"{path}/2").path == f"{path}/result"
    assert "In time too." in learner.get(f"{path}/result").text


def test_a_session_is_over_when_the_clock_says_so_and_not_before(desk, clock):
    clock.move(hours=-3)
    assert desk.get("/teacher").status == 200
    clock.move(hours=3)
    assert desk.get("/teacher").status == 200


@pytest.mark.only_on("sqlite")
def test_a_database_that_is_locked_for_seconds_is_waited_for(learner, store, code, database_url):
    path = learner.start(code)
    learner.get(f"{path}/2")
    file = database_url.removeprefix("sqlite:///")
    taken = threading.Event()

    def hold():
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            taken.set()
            threading.Event().wait(4)
            other.execute("COMMIT")

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(5)
    page = learner.post(f"{path}/2", follow=False, text="Worth waiting for.", before="blank")
    holder.join()
    assert page.status == 303
    assert learner.get(f"{path}/2").field("text") == "Worth waiting for."


@pytest.mark.only_on("sqlite")
def test_a_database_that_stays_locked_is_said_and_the_words_are_kept(
    store, code, database_url, settings, clock, browser_of
):
    from_elsewhere = database_url.removeprefix("sqlite:///")
    hasty = Store(open_database(f"{database_url}?timeout=0.2"))
    learner = browser_of(create_app(hasty, settings, clock))
    path = learner.start(code)
    learner.get(f"{path}/2")
    with closing(sqlite3.connect(from_elsewhere, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page = learner.post(f"{path}/2", text="Not lost.", before="blank")
        assert page.status == 503
        assert page.field("text") == "Not lost."
        assert learner.get(f"{path}/1").status == 200  # reading goes on
        other.execute("ROLLBACK")
    assert learner.post(f"{path}/2", text="Not lost.", before="blank").status == 200
    assert learner.get(f"{path}/2").field("text") == "Not lost."
    assert faults(store.engine) == []
    hasty.engine.dispose()


@pytest.mark.only_on("sqlite")
def test_ten_thousand_wrong_passwords_cost_few_checks_and_lock_out_nobody_else(store, tara, theo, now):
    checked = refused = 0
    for number in range(10_000):  # a quarter of an hour of guessing, eleven a second
        try:
            moment = now + timedelta(seconds=number / 11.2)
            accounts.sign_in(
                store, ("tara", "root", "x")[number % 3], f"wrong {number}", "192.0.2.7", moment, CHEAPEST
            )
        except NotAllowed:
            checked += 1  # these alone cost the work of a check
        except TooManyTries:
            refused += 1
    assert (checked + refused, checked) == (10_000, 3 * accounts.GUESSES.tries)
    assert accounts.sign_in(store, "theo", RIGHT, "192.0.2.7", moment, CHEAPEST)  # the same network
    assert accounts.sign_in(store, "tara", RIGHT, "198.51.100.1", moment, CHEAPEST)
