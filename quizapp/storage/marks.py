"""Marks and a teacher's rulings on them, as they are stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, or_, select

from quizapp.model.mark import Mark
from quizapp.storage.content import read_mark_content, write_content
from quizapp.storage.tables import Account, AnswerRow, Attempt, MarkRow, Override


@dataclass(frozen=True)
class OverrideRecord:
    """A teacher's ruling on one mark; ``by`` is the teacher's name."""

    attempt_id: int
    question_id: str
    credit: float
    reason: str
    by: str
    at: datetime


OVERRIDE: Select[*tuple[Any, ...]] = (
    select(
        Override.attempt_id,
        Override.question_id,
        Override.credit,
        Override.reason,
        Account.name,
        Override.created_at,
    )
    .join(Account, Account.id == Override.account_id)
    .join(Attempt, Attempt.id == Override.attempt_id)
    .where(or_(Attempt.reopened_at.is_(None), Override.created_at > Attempt.reopened_at))
    .order_by(Override.id)
)
"""Rulings from before an attempt was reopened are kept, and no longer count."""


def add_marks(db: Connection, attempt_id: int, marks: Mapping[str, Mark], now: datetime) -> None:
    """Store marks of questions of an attempt that have none, by question id."""
    rows = [
        {
            "attempt_id": attempt_id,
            "question_id": question_id,
            "credit": mark.credit,
            "verdict": mark.verdict.value,
            "confidence": mark.confidence,
            "needs_review": mark.needs_review,
            "detail": write_content(mark),
            "marked_at": now,
        }
        for question_id, mark in marks.items()
    ]
    if rows:
        db.execute(insert(MarkRow), rows)


def marks_of(db: Connection, attempt_id: int) -> dict[str, Mark]:
    """Give the marks of an attempt by question id."""
    found = select(MarkRow.question_id, MarkRow.detail).where(MarkRow.attempt_id == attempt_id)
    return {question_id: read_mark_content(detail) for question_id, detail in db.execute(found)}


def credits_of_quiz(
    db: Connection, quiz_id: int, attempt_ids: Sequence[int] | None = None
) -> dict[int, dict[str, tuple[float, bool]]]:
    """Give credit and "needs review" as marked, by attempt and question; ``attempt_ids`` are those wanted."""
    found = (
        select(MarkRow.attempt_id, MarkRow.question_id, MarkRow.credit, MarkRow.needs_review)
        .join(Attempt, Attempt.id == MarkRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    if attempt_ids is not None:
        found = found.where(MarkRow.attempt_id.in_(attempt_ids))
    by_attempt: dict[int, dict[str, tuple[float, bool]]] = {}
    for attempt_id, question_id, credit, needs_review in db.execute(found):
        by_attempt.setdefault(attempt_id, {})[question_id] = (credit, needs_review)
    return by_attempt


def add_override(
    db: Connection,
    attempt_id: int,
    question_id: str,
    credit: float,
    reason: str,
    account_id: int,
    now: datetime,
) -> None:
    """Store one more ruling."""
    db.execute(
        insert(Override).values(
            attempt_id=attempt_id,
            question_id=question_id,
            credit=credit,
            reason=reason,
            account_id=account_id,
            created_at=now,
        )
    )


def overrides_of(db: Connection, attempt_id: int) -> list[OverrideRecord]:
    """Give the rulings on an attempt, the first first."""
    return [OverrideRecord(*row) for row in db.execute(OVERRIDE.where(Override.attempt_id == attempt_id))]


def overrides_of_quiz(db: Connection, quiz_id: int) -> list[OverrideRecord]:
    """Give the rulings on all attempts of a quiz, the first first."""
    return [OverrideRecord(*row) for row in db.execute(OVERRIDE.where(Attempt.quiz_id == quiz_id))]


def ruled_answers(db: Connection, quiz_id: int) -> dict[str, list[tuple[str, float]]]:
    """Give the typed answers of a quiz that teachers ruled on, with their credit, by question id.

    Of several rulings on one answer the newest counts.
    """
    found = (
        select(Override.question_id, Override.attempt_id, AnswerRow.text, Override.credit)
        .join(Attempt, Attempt.id == Override.attempt_id)
        .join(
            AnswerRow,
            and_(AnswerRow.attempt_id == Override.attempt_id, AnswerRow.question_id == Override.question_id),
        )
        .where(Attempt.quiz_id == quiz_id, AnswerRow.text != "")
        .order_by(Override.id)
    )
    newest = {(row[0], row[1]): (row[2], row[3]) for row in db.execute(found)}
    ruled: dict[str, list[tuple[str, float]]] = {}
    for (question_id, _), answer in newest.items():
        ruled.setdefault(question_id, []).append(answer)
    return ruled
