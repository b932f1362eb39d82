"""What a teacher changes leaves a line in the audit log."""

import builders
import pytest
from sqlalchemy import select

from quizapp.model.timing import ExtraTime
from quizapp.services import contesting, editing, library, private, quiz_settings, study, teach
from quizapp.storage import audit
from quizapp.storage.store import Store
from quizapp.storage.tables import AuditEntry


def newest(store: Store, code: str) -> audit.Entry:
    with store.reading() as db:
        [entry] = audit.page_of_entries(db, code, 0, 1)
    return entry


@pytest.fixture
def attempt(store: Store, code: str, ada, now) -> str:
    return study.start(store, code, ada.name, ada.holder, now)


def test_publishing_and_closing(store, code, tara, now) -> None:
    assert (newest(store, code).action, newest(store, code).after) == ("quiz.publish", {"version": 1})
    teach.unpublish(store, tara, code, now)
    assert (newest(store, code).actor, newest(store, code).action) == ("tara", "quiz.close")


def test_a_new_version_of_the_bank_is_in_the_log_of_each_of_its_quizzes(store, code, bank, tara, now) -> None:
    editing.drop_question(store, tara, bank.id, 1, bank.questions[0].id, now)
    assert newest(store, code).after == {"bank": "tides", "version": 2}
    library.import_bank(store, builders.bank(title="New"), tara, now)
    assert newest(store, code).after == {"bank": "tides", "version": 3}


def test_extra_time_and_reopening_name_the_attempt_and_not_its_learner(
    store, code, attempt, tara, ada, now
) -> None:
    quiz_settings.give_attempt_extra_time(store, tara, attempt, ExtraTime("1.5"), now)
    line = newest(store, code)
    assert (line.action, line.attempt, line.after) == ("attempt.extra-time", attempt, {"time": "1.5"})
    study.finish(store, attempt, ada.holder, now)
    quiz_settings.reopen(store, tara, attempt, 10, now)
    line = newest(store, code)
    assert (line.action, line.attempt, line.after) == ("attempt.reopen", attempt, {"minutes": 10})
    with store.reading() as db:
        assert "Ada" not in str(db.execute(select(AuditEntry)).all())


def test_the_answer_to_a_contest_is_its_reason(store, code, attempt, tara, ada, now) -> None:
    study.finish(store, attempt, ada.holder, now)
    contesting.contest(store, attempt, ada.holder, "p-tide-sa", "question", "It is unclear", now)
    [card] = contesting.contests_for(store, tara, code)
    contesting.decide(store, tara, card.contest.id, False, "It says so in the text.", None, now)
    line = newest(store, code)
    assert (line.action, line.question_id) == ("contest.decide", "p-tide-sa")
    assert (line.reason, line.after) == ("It says so in the text.", {"accepted": False})


def test_what_somebody_does_who_studies_alone_leaves_no_line(store, now) -> None:
    alone = private.begin(store, "holder-of-somebody-0123456789", "192.0.2.7", now)
    library.import_bank(store, builders.bank(), alone, now)
    teach.unpublish(store, alone, teach.publish(store, alone, "tides", now), now)
    with store.reading() as db:
        assert db.execute(select(AuditEntry)).all() == []
