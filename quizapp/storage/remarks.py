"""Batches of re-marks, as they are stored: only ever added to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select
from sqlalchemy.orm import aliased

from quizapp.storage.tables import Account, Attempt, Override, RemarkBatch

UNDO = aliased(RemarkBatch)


@dataclass(frozen=True)
class BatchRecord:
    """One batch; ``by`` is the teacher's name, ``undone`` says whether a later batch took it back."""

    id: int
    public_id: str
    quiz_id: int
    kind: str
    question_id: str | None
    detail: Mapping[str, Any]
    reason: str
    by: str
    at: datetime
    undoes_id: int | None
    undone: bool


BATCH: Select[*tuple[Any, ...]] = (
    select(
        RemarkBatch.id,
        RemarkBatch.public_id,
        RemarkBatch.quiz_id,
        RemarkBatch.kind,
        RemarkBatch.question_id,
        RemarkBatch.detail,
        RemarkBatch.reason,
        Account.name,
        RemarkBatch.created_at,
        RemarkBatch.undoes_id,
        UNDO.id.is_not(None),
    )
    .join(Account, Account.id == RemarkBatch.account_id)
    .outerjoin(UNDO, UNDO.undoes_id == RemarkBatch.id)
    .order_by(RemarkBatch.id)
)


OF_QUIZ = BATCH.where(RemarkBatch.quiz_id == bindparam("quiz_id"))


def record_of(row: Any) -> BatchRecord:
    """Give a row of BATCH as a record."""
    values = list(row)
    values[5] = json.loads(values[5])
    values[-1] = bool(values[-1])
    return BatchRecord(*values)


def add_batch(
    db: Connection,
    *,
    public_id: str,
    quiz_id: int,
    kind: str,
    question_id: str | None,
    detail: Mapping[str, Any],
    reason: str,
    account_id: int,
    now: datetime,
    undoes_id: int | None = None,
) -> int:
    """Store a batch; gives its id."""
    row = insert(RemarkBatch).values(
        public_id=public_id,
        quiz_id=quiz_id,
        kind=kind,
        question_id=question_id,
        detail=json.dumps(detail, sort_keys=True),
        reason=reason,
        account_id=account_id,
        created_at=now,
        undoes_id=undoes_id,
    )
    return db.execute(row.returning(RemarkBatch.id)).scalar_one()


def batches_of_quiz(db: Connection, quiz_id: int) -> list[BatchRecord]:
    """Give the batches of a quiz, the first first."""
    return [record_of(row) for row in db.execute(OF_QUIZ, {"quiz_id": quiz_id})]


def sizes_of(db: Connection, quiz_id: int) -> dict[int, int]:
    """Give how many marks each batch of a quiz changed; batches without any are left out."""
    found = (
        select(Override.batch_id, func.count(Override.id))
        .join(RemarkBatch, RemarkBatch.id == Override.batch_id)
        .where(RemarkBatch.quiz_id == quiz_id)
        .group_by(Override.batch_id)
    )
    return {row[0]: row[1] for row in db.execute(found) if row[0] is not None}


def newest_change(db: Connection, quiz_id: int) -> tuple[int, int]:
    """Give the ids of the newest override and the newest batch of a quiz; 0 where there is none."""
    from_marks = select(func.max(Override.id)).where(
        Override.attempt_id.in_(select(Attempt.id).where(Attempt.quiz_id == quiz_id))
    )
    from_batches = select(func.max(RemarkBatch.id)).where(RemarkBatch.quiz_id == quiz_id)
    return db.execute(from_marks).scalar() or 0, db.execute(from_batches).scalar() or 0
