import pytest
from sqlalchemy import delete, update

from quizapp.storage import audit
from quizapp.storage.audit import Entry
from quizapp.storage.store import Store
from quizapp.storage.tables import AuditEntry


@pytest.fixture
def written(store: Store, now) -> Entry:
    entry = Entry(
        now, "smith", "mark.override", "ABCD", "x1", "q1", "A synonym.", {"credit": 0.0}, {"credit": 1.0}
    )
    with store.writing() as db:
        audit.add_entries(db, [entry, Entry(now, "", "quiz.open", "WXYZ")])
    return entry


def test_the_log_gives_back_what_was_written_on_one_quiz_and_one_attempt(
    store: Store, written: Entry
) -> None:
    with store.reading() as db:
        assert audit.entries_of_quiz(db, "ABCD", 10) == [written]
        assert audit.entries_of_attempt(db, "x1") == [written]


@pytest.mark.parametrize("change", [update(AuditEntry).values(reason="None."), delete(AuditEntry)])
def test_the_database_refuses_to_change_or_remove_a_line(store: Store, written: Entry, change) -> None:
    with pytest.raises(Exception, match="only ever added to"), store.writing() as db:
        db.execute(change)
    with store.reading() as db:
        assert audit.entries_of_quiz(db, "ABCD", 10) == [written]
