"""Marks, and what counts instead of them (rulings of teachers, re-marks), as they are stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, or_, select, update

from quizapp.model.mark import Mark
from quizapp.storage.content import read_mark_content, write_content
from quizapp.storage.tables import Account, AnswerRow, Attempt, MarkRow, Override, RemarkBatch

RULING, REMARK = "ruling", "remark"


@dataclass(frozen=True)
class OverrideRecord:
    """A teacher's ruling on one mark, or a re-mark; ``by`` is the teacher's name, ``kind`` RULING or REMARK.

    ``batch`` is the public id of the batch that it came with; ``detail`` (the new mark, JSON) and ``version_id``
    belong to re-marks.
    """

    attempt_id: int
    question_id: str
    credit: float
    reason: str
    by: str
    at: datetime
    kind: str = RULING
    needs_review: bool = False
    batch: str | None = None
    detail: str | None = None
    version_id: int | None = None

    @property
    def mark(self) -> Mark | None:
        """The new mark of a re-mark."""
        return read_mark_content(self.detail) if self.detail else None


@dataclass(frozen=True)
class Standing:
    """What counts for one answer now. ``by_hand``: a person judged it; ``row`` is the id of the override (0: none)."""

    credit: float
    needs_review: bool
    by_hand: bool
    at: datetime
    row: int = 0
    batch_id: int | None = None


@dataclass(frozen=True)
class Marked:
    """A mark as it was first made, and the version it was made by (None: the one that was taken)."""

    mark: Mark
    version_id: int | None


@dataclass(frozen=True)
class MarkAhead:
    """A mark that was made when its answer was saved; ``basis`` says by what (``services.marking.basis_of``)."""

    basis: str
    mark: Mark


@dataclass(frozen=True)
class NewOverride:
    """What is to count instead of a mark; the fields as in ``OverrideRecord``."""

    attempt_id: int
    question_id: str
    credit: float
    kind: str
    needs_review: bool = False
    mark: Mark | None = None
    version_id: int | None = None


Credits = dict[int, dict[str, tuple[float, bool]]]
"""By attempt and question: the credit that counts (0 to 1), and whether a teacher should look."""

IN_FORCE = or_(Attempt.reopened_at.is_(None), Override.created_at > Attempt.reopened_at)
"""What is from before an attempt was reopened is kept, and no longer counts."""

OVERRIDE: Select[*tuple[Any, ...]] = (
    select(
        Override.attempt_id,
        Override.question_id,
        Override.credit,
        Override.reason,
        Account.name,
        Override.created_at,
        Override.kind,
        Override.needs_review,
        RemarkBatch.public_id,
        Override.detail,
        Override.bank_version_id,
    )
    .join(Account, Account.id == Override.account_id)
    .join(Attempt, Attempt.id == Override.attempt_id)
    .outerjoin(RemarkBatch, RemarkBatch.id == Override.batch_id)
    .where(IN_FORCE)
    .order_by(Override.id)
)

# Statements that a class asks for all at once are built a single time.
OVERRIDES = OVERRIDE.where(Override.attempt_id == bindparam("attempt_id"))
MARKS = select(MarkRow.question_id, MarkRow.detail).where(MarkRow.attempt_id == bindparam("attempt_id"))
FIRST_MARKS = select(MarkRow.question_id, MarkRow.detail, MarkRow.bank_version_id).where(
    MarkRow.attempt_id == bindparam("attempt_id")
)
NEW_MARK = insert(MarkRow)
AHEAD: Select[*tuple[Any, ...]] = select(
    AnswerRow.question_id, AnswerRow.ahead_by, AnswerRow.mark_ahead
).where(AnswerRow.attempt_id == bindparam("attempt_id"), AnswerRow.mark_ahead.is_not(None))
NEW_AHEAD = (
    update(AnswerRow)
    .where(
        AnswerRow.attempt_id == bindparam("attempt"),
        AnswerRow.question_id == bindparam("question"),
        AnswerRow.text == bindparam("marked_text"),
        select(Attempt.id).where(Attempt.id == AnswerRow.attempt_id, Attempt.finished_at.is_(None)).exists(),
    )
    .values(mark_ahead=bindparam("detail"), ahead_by=bindparam("basis"))
)
NO_AHEAD = (
    update(AnswerRow)
    .where(AnswerRow.attempt_id == bindparam("attempt"), AnswerRow.mark_ahead.is_not(None))
    .values(mark_ahead=None, ahead_by=None)
)
RULED = (
    select(Override.question_id, Override.attempt_id, AnswerRow.text, Override.credit, Override.kind)
    .join(Attempt, Attempt.id == Override.attempt_id)
    .join(
        AnswerRow,
        and_(AnswerRow.attempt_id == Override.attempt_id, AnswerRow.question_id == Override.question_id),
    )
    .where(Attempt.quiz_id == bindparam("quiz_id"), AnswerRow.text != "")
    .order_by(Override.id)
)


def add_marks(
    db: Connection,
    attempt_id: int,
    marks: Mapping[str, Mark],
    now: datetime,
    versions: Mapping[str, int | None] | None = None,
) -> None:
    """Store marks of questions of an attempt that have none, by question id.

    ``versions`` are those that a mark was made by, where that is not the one that was taken.
    """
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
            "bank_version_id": (versions or {}).get(question_id),
        }
        for question_id, mark in marks.items()
    ]
    if rows:
        db.execute(NEW_MARK, rows)


def marks_ahead_of(db: Connection, attempt_id: int) -> dict[str, MarkAhead]:
    """Give the marks that wait for the handing in of an attempt, by question id; nobody may see them before."""
    rows = db.execute(AHEAD, {"attempt_id": attempt_id})
    return {question_id: MarkAhead(basis, read_mark_content(detail)) for question_id, basis, detail in rows}


def keep_ahead(db: Connection, attempt_id: int, question_id: str, text: str, ahead: MarkAhead) -> None:
    """Keep a mark for the handing in, if the answer still has this text and the attempt is open."""
    values = {
        "attempt": attempt_id,
        "question": question_id,
        "marked_text": text,
        "detail": write_content(ahead.mark),
        "basis": ahead.basis,
    }
    db.execute(NEW_AHEAD, values)


def drop_ahead(db: Connection, attempt_id: int) -> None:
    """Forget the marks that waited for the handing in of an attempt."""
    db.execute(NO_AHEAD, {"attempt": attempt_id})


def marks_of(db: Connection, attempt_id: int) -> dict[str, Mark]:
    """Give the marks of an attempt by question id."""
    rows = db.execute(MARKS, {"attempt_id": attempt_id})
    return {question_id: read_mark_content(detail) for question_id, detail in rows}


def credits_of(db: Connection, attempt_id: int) -> dict[str, float]:
    """Give what counts for the questions of an attempt: the newest ruling or re-mark, else the mark."""
    marked = select(MarkRow.question_id, MarkRow.credit).where(MarkRow.attempt_id == attempt_id)
    found = {row[0]: row[1] for row in db.execute(marked)}
    return found | {record.question_id: record.credit for record in overrides_of(db, attempt_id)}


def first_marks_of(db: Connection, attempt_id: int) -> dict[str, Marked]:
    """Give the marks of an attempt by question id, with the versions they were made by."""
    rows = db.execute(FIRST_MARKS, {"attempt_id": attempt_id})
    return {question: Marked(read_mark_content(detail), version) for question, detail, version in rows}


def first_marks_of_quiz(
    db: Connection, quiz_id: int, question_id: str | None = None
) -> dict[tuple[int, str], Marked]:
    """Give the marks of a quiz as they were first made, by (attempt, question)."""
    found = (
        select(MarkRow.attempt_id, MarkRow.question_id, MarkRow.detail, MarkRow.bank_version_id)
        .join(Attempt, Attempt.id == MarkRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    if question_id is not None:
        found = found.where(MarkRow.question_id == question_id)
    return {
        (attempt_id, question): Marked(read_mark_content(detail), version)
        for attempt_id, question, detail, version in db.execute(found)
    }


def standings_of_quiz(
    db: Connection, quiz_id: int, question_id: str | None = None
) -> dict[int, dict[str, Standing]]:
    """Give what counts, by attempt and question: the mark, or the newest ruling or re-mark that replaced it.

    With ``question_id``, of this question only.
    """
    marked = (
        select(
            MarkRow.attempt_id,
            MarkRow.question_id,
            MarkRow.credit,
            MarkRow.needs_review,
            MarkRow.marked_at,
        )
        .join(Attempt, Attempt.id == MarkRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    replaced = (
        select(
            Override.attempt_id,
            Override.question_id,
            Override.credit,
            Override.needs_review,
            Override.kind,
            Override.created_at,
            Override.id,
            Override.batch_id,
        )
        .join(Attempt, Attempt.id == Override.attempt_id)
        .where(Attempt.quiz_id == quiz_id, IN_FORCE)
        .order_by(Override.id)
    )
    if question_id is not None:
        marked = marked.where(MarkRow.question_id == question_id)
        replaced = replaced.where(Override.question_id == question_id)
    found: dict[int, dict[str, Standing]] = {}
    for attempt_id, question, credit, needs_review, at in db.execute(marked):
        found.setdefault(attempt_id, {})[question] = Standing(credit, needs_review, False, at)
    for attempt_id, question, credit, needs_review, kind, at, row, batch_id in db.execute(replaced):
        standing = Standing(credit, needs_review, kind == RULING, at, row, batch_id)
        found.setdefault(attempt_id, {})[question] = standing
    return found


def credits_of_quiz(db: Connection, quiz_id: int, attempt_ids: Sequence[int] | None = None) -> Credits:
    """Give the credit that counts and whether somebody should look, by attempt and question.

    The same as ``standings_of_quiz`` in brief, for tables; ``attempt_ids`` are those wanted (None: all).
    """
    marked = (
        select(MarkRow.attempt_id, MarkRow.question_id, MarkRow.credit, MarkRow.needs_review)
        .join(Attempt, Attempt.id == MarkRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    replaced = (
        select(Override.attempt_id, Override.question_id, Override.credit, Override.needs_review)
        .join(Attempt, Attempt.id == Override.attempt_id)
        .where(Attempt.quiz_id == quiz_id, IN_FORCE)
        .order_by(Override.id)
    )
    if attempt_ids is not None:
        marked = marked.where(MarkRow.attempt_id.in_(attempt_ids))
        replaced = replaced.where(Override.attempt_id.in_(attempt_ids))
    by_attempt: Credits = {}
    for found in (marked, replaced):  # the newest comes last and stays
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


def add_overrides(
    db: Connection, batch_id: int, rows: list[NewOverride], reason: str, account_id: int, now: datetime
) -> None:
    """Store what is to count instead of marks, all of one batch."""
    values = [
        {
            "attempt_id": row.attempt_id,
            "question_id": row.question_id,
            "credit": row.credit,
            "reason": reason,
            "account_id": account_id,
            "created_at": now,
            "batch_id": batch_id,
            "kind": row.kind,
            "needs_review": row.needs_review,
            "detail": None if row.mark is None else write_content(row.mark),
            "bank_version_id": row.version_id,
        }
        for row in rows
    ]
    if values:
        db.execute(insert(Override), values)


def overrides_of(db: Connection, attempt_id: int) -> list[OverrideRecord]:
    """Give the rulings and re-marks of an attempt, the first first."""
    return [OverrideRecord(*row) for row in db.execute(OVERRIDES, {"attempt_id": attempt_id})]


def overrides_of_quiz(db: Connection, quiz_id: int, question_id: str | None = None) -> list[OverrideRecord]:
    """Give the rulings and re-marks on all attempts of a quiz, the first first."""
    found = OVERRIDE.where(Attempt.quiz_id == quiz_id)
    if question_id is not None:
        found = found.where(Override.question_id == question_id)
    return [OverrideRecord(*row) for row in db.execute(found)]


def ruled_answers(db: Connection, quiz_id: int) -> dict[str, list[tuple[str, float]]]:
    """Give the typed answers of a quiz that teachers ruled on, with their credit, by question id.

    Of several rulings on one answer the newest counts; an answer that was marked anew since is not among them.
    """
    newest = {(row[0], row[1]): row[2:] for row in db.execute(RULED, {"quiz_id": quiz_id})}
    ruled: dict[str, list[tuple[str, float]]] = {}
    for (question_id, _), (text, credit, kind) in newest.items():
        if kind == RULING:
            ruled.setdefault(question_id, []).append((text, credit))
    return ruled
