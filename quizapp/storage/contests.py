"""What learners hold against marks and questions, as it is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from quizapp.storage.tables import Account, Attempt, Contest, Quiz


@dataclass(frozen=True)
class ContestRecord:
    """One contest. ``kind`` is "mark" or "question"; ``accepted`` is None until somebody decided."""

    id: int
    attempt_id: int
    public_id: str
    learner: str
    quiz_id: int
    code: str
    version_id: int
    owner_id: int
    question_id: str
    kind: str
    reason: str
    created_at: datetime
    accepted: bool | None
    reply: str
    by: str | None
    decided_at: datetime | None


CONTEST: Select[*tuple[Any, ...]] = (
    select(
        Contest.id,
        Contest.attempt_id,
        Attempt.public_id,
        Attempt.learner,
        Attempt.quiz_id,
        Quiz.code,
        Attempt.bank_version_id,
        Quiz.owner_id,
        Contest.question_id,
        Contest.kind,
        Contest.reason,
        Contest.created_at,
        Contest.accepted,
        Contest.reply,
        Account.name,
        Contest.decided_at,
    )
    .join(Attempt, Attempt.id == Contest.attempt_id)
    .join(Quiz, Quiz.id == Attempt.quiz_id)
    .outerjoin(Account, Account.id == Contest.account_id)
    .order_by(Contest.id)
)
OF_ATTEMPT = CONTEST.where(Contest.attempt_id == bindparam("attempt_id"))


def add_contest(
    db: Connection, attempt_id: int, question_id: str, kind: str, reason: str, now: datetime
) -> None:
    """Store one contest."""
    db.execute(
        insert(Contest).values(
            attempt_id=attempt_id, question_id=question_id, kind=kind, reason=reason, created_at=now
        )
    )


def contests_of_attempt(db: Connection, attempt_id: int) -> list[ContestRecord]:
    """Give the contests of an attempt, the first first."""
    return [ContestRecord(*row) for row in db.execute(OF_ATTEMPT, {"attempt_id": attempt_id})]


def contests_of_quiz(db: Connection, quiz_id: int) -> list[ContestRecord]:
    """Give the contests of a quiz, the first first."""
    return [ContestRecord(*row) for row in db.execute(CONTEST.where(Attempt.quiz_id == quiz_id))]


def contest_by_id(db: Connection, contest_id: int) -> ContestRecord | None:
    """Find a contest."""
    row = db.execute(CONTEST.where(Contest.id == contest_id)).one_or_none()
    return None if row is None else ContestRecord(*row)


def decide(
    db: Connection, contest_id: int, accepted: bool, reply: str, account_id: int, now: datetime
) -> None:
    """Keep what a teacher decided."""
    db.execute(
        update(Contest)
        .where(Contest.id == contest_id)
        .values(accepted=accepted, reply=reply, account_id=account_id, decided_at=now)
    )


def open_counts(db: Connection, quiz_ids: list[int]) -> dict[int, int]:
    """Give for each quiz how many contests wait for a decision; quizzes without any are left out."""
    found = (
        select(Attempt.quiz_id, func.count(Contest.id))
        .join(Attempt, Attempt.id == Contest.attempt_id)
        .where(Attempt.quiz_id.in_(quiz_ids), Contest.accepted.is_(None))
        .group_by(Attempt.quiz_id)
    )
    return {row[0]: row[1] for row in db.execute(found)}
