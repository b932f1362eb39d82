"""What is stored under a receipt: given out in full, and deleted or made anonymous."""

import json
from datetime import datetime

import pytest
from sqlalchemy import select

from quizapp.errors import Conflict, NotFound
from quizapp.model.answer import Answer
from quizapp.model.quiz import QuizSettings, Reveal
from quizapp.services import coming_back, contesting, quiz_settings, stored, study, teach
from quizapp.storage.tables import Base


@pytest.fixture
def attempt(store, code, ada, now):
    attempt = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="The Moon, I say."), now)
    return attempt


def dump(store) -> str:
    with store.reading() as db:
        return "\n".join(
            repr(row) for table in Base.metadata.sorted_tables for row in db.execute(select(table))
        )


def test_everything_that_is_stored_is_given_out(store, attempt, ada, now):
    study.finish(store, attempt, ada.holder, now)
    contesting.contest(store, attempt, ada.holder, "p-tide-sa", "mark", "It says so.", now)
    coming_back.keep_missed(store, attempt, ada.holder, now)
    kept = stored.stored_under(store, attempt, ada.holder, now)
    text = json.dumps(kept, default=datetime.isoformat)
    for words in ("Ada", "The Moon, I say.", "It says so.", "p-harbour-mc-1", "2026-03-02T09:00"):
        assert words in text
    assert kept["questions"][1]["credit"] is not None
    assert len(kept["deck"]) == len(kept["questions"])


def test_marks_that_are_not_shown_are_not_given_out_either(store, attempt, code, ada, tara, now):
    study.finish(store, attempt, ada.holder, now)
    quiz_settings.change_settings(store, tara, code, QuizSettings(reveal=Reveal.NEVER))
    kept = stored.stored_under(store, attempt, ada.holder, now)
    assert {question["credit"] for question in kept["questions"]} == {None}


def test_a_test_that_was_handed_in_stays_without_a_name(store, attempt, code, ada, tara, now):
    receipt = study.open_attempt(store, attempt, ada.holder).receipt
    study.finish(store, attempt, ada.holder, now)
    before = teach.score_table(store, tara, code).rows[0]
    assert stored.forget(store, attempt, ada.holder, now)
    after = teach.score_table(store, tara, code).rows[0]
    assert (after.score, after.credits) == (before.score, before.credits)
    assert after.learner.startswith("Anonymous")
    assert "Ada" not in dump(store)
    for ask in (
        lambda: study.result(store, attempt, ada.holder),
        lambda: study.claim_receipt(store, receipt, ada.holder, "192.0.2.1", now),
    ):
        with pytest.raises(NotFound):
            ask()


def test_what_does_not_count_is_gone_without_a_trace(store, attempt, ada, now):
    assert not stored.forget(store, attempt, ada.holder, now)
    left = dump(store)
    assert "Ada" not in left
    assert "The Moon, I say." not in left


def test_a_test_with_a_limit_is_handed_in_before_it_is_forgotten(store, attempt, code, ada, tara, now):
    quiz_settings.change_settings(store, tara, code, QuizSettings(attempts=1))
    with pytest.raises(Conflict, match="Hand it in first"):
        stored.forget(store, attempt, ada.holder, now)
    study.finish(store, attempt, ada.holder, now)
    assert stored.forget(store, attempt, ada.holder, now)


def test_a_stranger_forgets_nothing(store, attempt, ada, eve, now):
    for ask in (stored.forget, stored.stored_under):
        with pytest.raises(NotFound):
            ask(store, attempt, eve.holder, now)
    assert study.open_attempt(store, attempt, ada.holder).learner == "Ada"
