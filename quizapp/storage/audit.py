"""The audit log, as it is stored: only ever added to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from quizapp.storage.tables import AuditEntry


@dataclass(frozen=True)
class Entry:
    """One line of the log. ``actor`` is a login ("": the program itself); learners are named by attempt only.

    ``action`` is two words with a dot, ``mark.override`` for instance; ``before`` and ``after`` are what
    changed, as plain JSON values.
    """

    at: datetime
    actor: str
    action: str
    quiz: str | None = None
    attempt: str | None = None
    question_id: str | None = None
    reason: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def add_entries(db: Connection, entries: list[Entry]) -> None:
    """Write lines, in the transaction of the change they speak of."""
    rows = [
        {
            **vars(entry),
            "before": json.dumps(entry.before or {}, sort_keys=True),
            "after": json.dumps(entry.after or {}, sort_keys=True),
        }
        for entry in entries
    ]
    if rows:
        db.execute(insert(AuditEntry), rows)


def entries_of_quiz(db: Connection, quiz: str, limit: int, before_id: int | None = None) -> list[Entry]:
    """Give the newest lines on a quiz, by its join code, the newest first."""
    found = select(AuditEntry).where(AuditEntry.quiz == quiz).order_by(AuditEntry.id.desc()).limit(limit)
    if before_id is not None:
        found = found.where(AuditEntry.id < before_id)
    return [entry_of(row) for row in db.execute(found)]


def count_entries(db: Connection, quiz: str | None) -> int:
    """Give how many lines there are: on a quiz, or with None on everything."""
    return int(db.execute(about(select(func.count()).select_from(AuditEntry), quiz)).scalar_one())


def page_of_entries(db: Connection, quiz: str | None, offset: int, limit: int) -> list[Entry]:
    """Give some of these lines, the newest first."""
    found = select(AuditEntry).order_by(AuditEntry.id.desc()).offset(offset).limit(limit)
    return [entry_of(row) for row in db.execute(about(found, quiz))]


def about(found: Select[*tuple[Any, ...]], quiz: str | None) -> Select[*tuple[Any, ...]]:
    """Keep the lines on a quiz; with None all of them."""
    return found if quiz is None else found.where(AuditEntry.quiz == quiz)


def entries_of_attempt(db: Connection, attempt: str) -> list[Entry]:
    """Give the lines on an attempt, by its public id, the oldest first."""
    found = select(AuditEntry).where(AuditEntry.attempt == attempt).order_by(AuditEntry.id)
    return [entry_of(row) for row in db.execute(found)]


def entry_of(row: Any) -> Entry:
    """Give a row as an entry."""
    values = row._asdict()
    del values["id"]
    return Entry(**{**values, "before": json.loads(row.before), "after": json.loads(row.after)})
