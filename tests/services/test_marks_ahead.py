"""Typed answers are marked when they are saved; the mark waits for the handing in, and nobody sees it before."""

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from quizapp.errors import Conflict
from quizapp.model.answer import Answer, trace_of
from quizapp.model.quiz import Mode, QuizSettings
from quizapp.services import (
    analysis,
    answering,
    exporting,
    library,
    live,
    marking,
    privacy,
    quiz_settings,
    remarking,
    stored,
    study,
    teach,
)
from quizapp.services.answering import Draft
from quizapp.services.proposals import Consent, Proposal
from quizapp.storage import attempts, marks
from quizapp.storage.store import Store

MOON = "The tides are caused mainly by the gravity of the Moon, and the Sun adds to them."
TIDE = "p-tide-sa"


@pytest.fixture
def attempt(store: Store, code: str, ada, now: datetime) -> str:
    return study.start(store, code, ada.name, ada.holder, now)


@pytest.fixture
def save(store, attempt, ada, now):
    return lambda words: study.save_answer(store, attempt, ada.holder, 2, Answer(text=words), now)


@pytest.fixture
def hand_in(store, attempt, ada, now):
    """Hands in; gives the stored mark of the typed answer."""

    def handed_in():
        study.finish(store, attempt, ada.holder, now + timedelta(minutes=5))
        return study.result(store, attempt, ada.holder).questions[1].mark

    return handed_in


@pytest.fixture
def waiting(store, attempt):
    """Gives the marks that wait for the handing in."""

    def found():
        with store.reading() as db:
            record = attempts.attempt_by_public_id(db, attempt)
            return marks.marks_ahead_of(db, record.id)

    return found


@pytest.fixture
def marked(monkeypatch):
    """Collects the typed answers that the marker reads from here on."""
    read = []
    mark_answer = marking.mark_answer

    def noted(question, answer, *rest):
        if answer.text:
            read.append(answer.text)
        return mark_answer(question, answer, *rest)

    monkeypatch.setattr(marking, "mark_answer", noted)
    return read


def spoil(store: Store) -> None:
    """Write a credit that the marker would never give to the marks that wait."""
    with store.writing() as db:
        for attempt_id, detail in db.execute(
            text("SELECT attempt_id, mark_ahead FROM answer WHERE mark_ahead IS NOT NULL")
        ).all():
            values = {"id": attempt_id, "detail": json.dumps(json.loads(detail) | {"credit": 0.123})}
            db.execute(
                text(
                    "UPDATE answer SET mark_ahead = :detail WHERE attempt_id = :id AND mark_ahead IS NOT NULL"
                ),
                values,
            )


def test_a_typed_answer_is_marked_once_when_it_is_saved(save, marked, hand_in, waiting):
    save(MOON)
    assert marked == [MOON]
    assert waiting()[TIDE].mark == hand_in()
    assert marked == [MOON]


def test_the_mark_that_waited_is_the_one_that_counts_and_waits_no_longer(store, save, hand_in, waiting):
    save(MOON)
    spoil(store)
    assert hand_in().credit == 0.123
    assert waiting() == {}


def test_a_mark_made_ahead_is_the_one_that_handing_in_would_make(store, code, save, hand_in, now):
    save(MOON)
    other = study.start(store, code, "Bob", "holder-of-bob-0123456789", now)
    study.save_answer(store, other, "holder-of-bob-0123456789", 2, Answer(text=MOON), now)
    with store.writing() as db:
        record = attempts.attempt_by_public_id(db, other)
        marks.drop_ahead(db, record.id)
    study.finish(store, other, "holder-of-bob-0123456789", now)
    assert study.result(store, other, "holder-of-bob-0123456789").questions[1].mark == hand_in()


def test_an_answer_changed_since_is_marked_by_what_it_says_now(store, save, hand_in, waiting):
    save(MOON)
    spoil(store)
    save("The wind pushes the water ashore.")
    assert waiting()[TIDE].mark.credit != 0.123
    assert hand_in().credit < 0.5


def test_an_answer_taken_back_leaves_no_mark(save, hand_in, waiting):
    save(MOON)
    save("")
    assert waiting() == {}
    assert hand_in().credit == 0


def test_a_draft_takes_the_mark_of_the_answer_before_away(store, attempt, ada, save, waiting, now):
    save(MOON)
    draft = Draft(Answer(text="The wi"), "page-1", trace_of(Answer(text=MOON)))
    answering.save_draft(store, attempt, ada.holder, 2, draft, now)
    assert waiting() == {}


def test_a_draft_is_marked_once_its_page_is_left(store, attempt, ada, waiting, marked, hand_in, now):
    draft = Draft(Answer(text=MOON), "page-1", trace_of(Answer()))
    answering.save_draft(store, attempt, ada.holder, 2, draft, now)
    assert waiting() == {}
    for _ in range(2):
        answering.settle_draft(store, attempt, ada.holder, 2)
    assert waiting()[TIDE].mark == hand_in()
    assert marked == [MOON]


def test_a_draft_that_was_changed_while_it_was_marked_keeps_no_mark(store, attempt, ada, save, waiting):
    save(MOON)
    ahead = waiting()[TIDE]
    save("")
    with store.writing() as db:
        record = attempts.attempt_by_public_id(db, attempt)
        marks.keep_ahead(db, record.id, TIDE, MOON, ahead)
    assert waiting() == {}


def test_no_mark_is_kept_ahead_of_an_attempt_that_is_handed_in(store, attempt, ada, save, waiting, hand_in):
    save(MOON)
    ahead = waiting()[TIDE]
    hand_in()
    with store.writing() as db:
        record = attempts.attempt_by_public_id(db, attempt)
        marks.keep_ahead(db, record.id, TIDE, MOON, ahead)
    answering.settle_draft(store, attempt, ada.holder, 2)
    assert waiting() == {}


def test_another_marker_marks_again(store, save, hand_in, monkeypatch):
    save(MOON)
    spoil(store)
    monkeypatch.setattr(marking, "marker", lambda: "another")
    assert hand_in().credit != 0.123


def test_another_caution_marks_again(store, code, tara, save, hand_in):
    save(MOON)
    spoil(store)
    quiz_settings.change_settings(store, tara, code, QuizSettings(caution=0.9))
    assert hand_in().credit != 0.123


def test_a_ruling_on_the_same_answer_meanwhile_counts(store, code, tara, save, hand_in, now):
    save(MOON)
    spoil(store)
    other = study.start(store, code, "Bob", "holder-of-bob-0123456789", now)
    study.save_answer(store, other, "holder-of-bob-0123456789", 2, Answer(text=MOON), now)
    study.finish(store, other, "holder-of-bob-0123456789", now)
    teach.override(store, tara, other, TIDE, 0.25, "So.", now)
    assert hand_in().credit == 0.25


def test_what_a_teacher_decides_meanwhile_counts(store, code, tara, save, hand_in, now):
    words = "The wind pushes the water ashore."
    save(words)
    other = study.start(store, code, "Bob", "holder-of-bob-0123456789", now)
    study.save_answer(store, other, "holder-of-bob-0123456789", 2, Answer(text=words), now)
    study.finish(store, other, "holder-of-bob-0123456789", now)
    proposal = Proposal("full", TIDE, "")
    run = remarking.dry_run(store, tara, code, proposal)
    remarking.apply(store, tara, code, proposal, Consent(run.trace, "So.", lower=True), now)
    assert hand_in().credit == 1


def test_a_new_version_of_the_bank_changes_no_attempt_under_way(store, bank, tara, save, hand_in, now):
    save(MOON)
    spoil(store)
    library.import_bank(store, replace(bank, title="Another title"), tara, now)
    assert hand_in().credit == 0.123


def test_a_practice_keeps_no_mark_that_is_not_told(store, code, tara, bank, ada, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(mode=Mode.PRACTICE))
    practice = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, practice, ada.holder, 2, Answer(text=MOON), now)
    with store.reading() as db:
        record = attempts.attempt_by_public_id(db, practice)
        assert marks.marks_ahead_of(db, record.id) == {}


def test_a_marker_that_fails_keeps_no_answer_from_being_saved(
    store, attempt, ada, save, hand_in, monkeypatch
):
    def fail(*_):
        raise RuntimeError("no memory")

    with monkeypatch.context() as patched:
        patched.setattr(marking, "mark_answer", fail)
        save(MOON)
    assert study.open_attempt(store, attempt, ada.holder).questions[1].answer.text == MOON
    assert hand_in().credit == 1


def what_people_see(store, code, attempt, ada, tara, now) -> list[object]:
    """Give what learner and teacher can ask for, in their pages and files."""
    with pytest.raises(Conflict):
        study.result(store, attempt, ada.holder, now)
    return [
        study.open_attempt(store, attempt, ada.holder),
        teach.score_table(store, tara, code),
        analysis.analysis_of(store, tara, code),
        live.live_table(store, tara, code, now),
        *(exporting.export_scores(store, tara, code, name).data for name in ("csv", "long", "json")),
    ]


def test_nobody_sees_or_counts_a_mark_of_an_open_attempt(store, code, attempt, ada, tara, save, waiting, now):
    save(MOON)
    assert waiting()
    seen = what_people_see(store, code, attempt, ada, tara, now)
    with store.writing() as db:
        db.execute(text("UPDATE answer SET mark_ahead = NULL, ahead_by = NULL"))
    assert seen == what_people_see(store, code, attempt, ada, tara, now)


def test_who_asks_what_is_stored_hears_of_a_mark_but_not_which(store, attempt, ada, save, now):
    save(MOON)
    kept = stored.stored_under(store, attempt, ada.holder, now)["questions"][1]
    assert kept["marked"]
    assert kept["credit"] is None
    answers = asdict(privacy.export_learner(store, ada.name)[0])["answers"]
    assert [answer["is_marked_ahead"] for answer in answers] == [1]
    assert "credit" not in json.dumps(answers, default=str)
