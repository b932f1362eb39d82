"""What a learner leaves on a question beside the answer: a flag, a confidence, hints asked for, the last draft."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from quizapp.model.answer import Answer
from quizapp.storage.tables import AnswerRow
from quizapp.storage.upsert import insert_once


@dataclass(frozen=True)
class Progress:
    """What is known of one question under way; ``hints`` counts those asked for."""

    saved_at: datetime | None = None
    flagged: bool = False
    confidence: str = ""
    hints: int = 0
    client_key: str = ""


NOTHING = Progress()

LEFT = select(
    AnswerRow.question_id,
    AnswerRow.choice,
    AnswerRow.text,
    AnswerRow.saved_at,
    AnswerRow.flagged_at,
    AnswerRow.confidence,
    AnswerRow.hints,
    AnswerRow.client_key,
).where(AnswerRow.attempt_id == bindparam("attempt_id"))


def left_of(db: Connection, attempt_id: int) -> tuple[dict[str, Answer], dict[str, Progress]]:
    """Give the answers of an attempt and its progress, both by question id."""
    given: dict[str, Answer] = {}
    known: dict[str, Progress] = {}
    rows = db.execute(LEFT, {"attempt_id": attempt_id})
    for question_id, choice, text, saved_at, flagged_at, confidence, hints, key in rows:
        given[question_id] = Answer(choice, text)
        known[question_id] = Progress(
            saved_at, flagged_at is not None, confidence or "", hints or 0, key or ""
        )
    return given, known


def progress_of(db: Connection, attempt_id: int) -> dict[str, Progress]:
    """Give the progress of an attempt by question id."""
    return left_of(db, attempt_id)[1]


def note(db: Connection, attempt_id: int, question_id: str, now: datetime, **values: Any) -> None:
    """Set columns beside the answer of one question, which may be blank still."""
    row = {"attempt_id": attempt_id, "question_id": question_id, "choice": None, "text": "", "saved_at": now}
    insert_once(db, AnswerRow, ("attempt_id", "question_id"), row)
    db.execute(
        update(AnswerRow)
        .where(AnswerRow.attempt_id == attempt_id, AnswerRow.question_id == question_id)
        .values(**values)
    )
