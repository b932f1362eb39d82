"""Attempts and their answers, as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from quizapp.model.answer import Answer
from quizapp.storage.tables import AnswerRow, Attempt, AttemptHolder, Quiz
from quizapp.storage.upsert import insert_once, upsert


@dataclass(frozen=True)
class AttemptRecord:
    """An attempt, with the code and the owner of its quiz."""

    id: int
    public_id: str
    quiz_id: int
    code: str
    owner_id: int
    version_id: int
    learner: str
    seed: int
    started_at: datetime
    finished_at: datetime | None


ATTEMPT: Select[*tuple[Any, ...]] = select(
    Attempt.id,
    Attempt.public_id,
    Attempt.quiz_id,
    Quiz.code,
    Quiz.owner_id,
    Attempt.bank_version_id,
    Attempt.learner,
    Attempt.seed,
    Attempt.started_at,
    Attempt.finished_at,
).join(Quiz, Quiz.id == Attempt.quiz_id)

# Statements of the pages that a class asks for all at once are built a single time.
BY_PUBLIC_ID = ATTEMPT.where(Attempt.public_id == bindparam("public_id"))
BY_HOLDER = BY_PUBLIC_ID.join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id).where(
    AttemptHolder.token_hash == bindparam("holder")
)
BY_HOLDER_LOCKED = BY_HOLDER.with_for_update(of=Attempt)
ANSWERS = select(AnswerRow.question_id, AnswerRow.choice, AnswerRow.text).where(
    AnswerRow.attempt_id == bindparam("attempt_id")
)


def add_attempt(
    db: Connection,
    *,
    public_id: str,
    quiz_id: int,
    version_id: int,
    learner: str,
    receipt_hash: str,
    seed: int,
    now: datetime,
) -> int:
    """Store a new attempt; gives its id."""
    row = insert(Attempt).values(
        public_id=public_id,
        quiz_id=quiz_id,
        bank_version_id=version_id,
        learner=learner,
        receipt_hash=receipt_hash,
        seed=seed,
        started_at=now,
    )
    return db.execute(row.returning(Attempt.id)).scalar_one()


def add_holder(db: Connection, attempt_id: int, holder_hash: str) -> None:
    """Let a browser see an attempt; again: nothing happens."""
    values = {"token_hash": holder_hash, "attempt_id": attempt_id}
    insert_once(db, AttemptHolder, ("token_hash", "attempt_id"), values)


def attempt_of_holder(
    db: Connection, public_id: str, holder_hash: str, lock: bool = False
) -> AttemptRecord | None:
    """Find an attempt that this browser may see. ``lock``: nobody else changes it in this transaction."""
    found = BY_HOLDER_LOCKED if lock else BY_HOLDER
    row = db.execute(found, {"public_id": public_id, "holder": holder_hash}).one_or_none()
    return None if row is None else AttemptRecord(*row)


def attempt_by_public_id(db: Connection, public_id: str) -> AttemptRecord | None:
    """Find an attempt, whoever holds it."""
    row = db.execute(BY_PUBLIC_ID, {"public_id": public_id}).one_or_none()
    return None if row is None else AttemptRecord(*row)


def attempt_by_receipt(db: Connection, receipt_hash: str) -> AttemptRecord | None:
    """Find the attempt that a receipt belongs to."""
    row = db.execute(ATTEMPT.where(Attempt.receipt_hash == receipt_hash)).one_or_none()
    return None if row is None else AttemptRecord(*row)


def attempts_of_quiz(db: Connection, quiz_id: int) -> list[AttemptRecord]:
    """Give the attempts of a quiz, the first begun first."""
    found = ATTEMPT.where(Attempt.quiz_id == quiz_id).order_by(Attempt.started_at, Attempt.id)
    return [AttemptRecord(*row) for row in db.execute(found)]


def unfinished_attempts(db: Connection, quiz_id: int, holder_hash: str) -> list[AttemptRecord]:
    """Give the attempts of a quiz that this browser has not finished, the newest first."""
    found = (
        ATTEMPT.join(AttemptHolder, AttemptHolder.attempt_id == Attempt.id)
        .where(
            Attempt.quiz_id == quiz_id,
            Attempt.finished_at.is_(None),
            AttemptHolder.token_hash == holder_hash,
        )
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    )
    return [AttemptRecord(*row) for row in db.execute(found)]


def answers_of(db: Connection, attempt_id: int) -> dict[str, Answer]:
    """Give the answers of an attempt by question id."""
    rows = db.execute(ANSWERS, {"attempt_id": attempt_id})
    return {question_id: Answer(choice, text) for question_id, choice, text in rows}


def save_answer(db: Connection, attempt_id: int, question_id: str, answer: Answer, now: datetime) -> None:
    """Store an answer in place of the one that may be there."""
    values = {
        "attempt_id": attempt_id,
        "question_id": question_id,
        "choice": answer.choice,
        "text": answer.text,
        "saved_at": now,
    }
    upsert(db, AnswerRow, ("attempt_id", "question_id"), values)


def finish(db: Connection, attempt_id: int, now: datetime) -> None:
    """Note that an attempt is handed in."""
    db.execute(update(Attempt).where(Attempt.id == attempt_id).values(finished_at=now))
