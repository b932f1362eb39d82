"""Learners' data going out: what is kept of one person, and its removal for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, or_, select

from quizapp.storage.extra_time import key_of
from quizapp.storage.tables import (
    AnswerComment,
    AnswerRow,
    Attempt,
    AttemptNote,
    Contest,
    Deck,
    ExtraTimeRow,
    MarkRow,
    Override,
    Quiz,
)

ANSWERS = select(AnswerRow.question_id, AnswerRow.choice, AnswerRow.text, AnswerRow.saved_at)
MARKS = select(MarkRow.question_id, MarkRow.credit, MarkRow.verdict, MarkRow.confidence)
RULINGS = select(Override.question_id, Override.credit, Override.reason)
COMMENTS = select(AnswerComment.question_id, AnswerComment.text, AnswerComment.created_at)
NOTES = select(AttemptNote.text, AttemptNote.created_at)
CONTESTS = select(Contest.question_id, Contest.kind, Contest.reason, Contest.accepted, Contest.reply)


@dataclass(frozen=True)
class KeptAttempt:
    """All that is kept of one attempt, as plain values; tokens are not among them."""

    quiz: str
    learner: str
    started_at: datetime
    finished_at: datetime | None
    answers: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    rulings: list[dict[str, Any]]
    contests: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    notes: list[dict[str, Any]]


def attempts_of_learner(db: Connection, learner: str) -> list[KeptAttempt]:
    """Give what is kept of the attempts under a name, the first begun first."""
    found = (
        select(Attempt.id, Quiz.code, Attempt.learner, Attempt.started_at, Attempt.finished_at)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.learner == learner)
        .order_by(Attempt.started_at, Attempt.id)
    )
    return [
        KeptAttempt(
            code,
            name,
            started,
            finished,
            values(db, ANSWERS, AnswerRow, attempt_id),
            values(db, MARKS, MarkRow, attempt_id),
            values(db, RULINGS, Override, attempt_id),
            values(db, CONTESTS, Contest, attempt_id),
            values(db, COMMENTS, AnswerComment, attempt_id),
            [dict(row) for row in db.execute(NOTES.where(AttemptNote.attempt_id == attempt_id)).mappings()],
        )
        for attempt_id, code, name, started, finished in db.execute(found).all()
    ]


def values(
    db: Connection,
    wanted: Select[*tuple[Any, ...]],
    table: type[AnswerRow | MarkRow | Override | Contest | AnswerComment],
    attempt_id: int,
) -> list[dict[str, Any]]:
    """Give the rows of a table that belong to an attempt, by question."""
    rows = db.execute(wanted.where(table.attempt_id == attempt_id).order_by(table.question_id))
    return [dict(row) for row in rows.mappings()]


def erase_learner(db: Connection, learner: str) -> int:
    """Remove the attempts under a name with all that belongs to them; gives how many there were.

    Their decks go too, and extra time that was set for the name.
    """
    held = select(Attempt.deck_id).where(Attempt.learner == learner, Attempt.deck_id.is_not(None))
    db.execute(delete(Deck).where(Deck.id.in_(held)))
    db.execute(delete(ExtraTimeRow).where(ExtraTimeRow.name_key == key_of(learner)))
    return db.execute(delete(Attempt).where(Attempt.learner == learner)).rowcount


def erase_before(db: Connection, before: datetime) -> int:
    """Remove the attempts that nobody touched since ``before``, and decks left without; gives how many there were."""
    last_answer = (
        select(func.max(AnswerRow.saved_at)).where(AnswerRow.attempt_id == Attempt.id).scalar_subquery()
    )
    old = delete(Attempt).where(
        Attempt.started_at < before,
        or_(Attempt.finished_at.is_(None), Attempt.finished_at < before),
        or_(last_answer.is_(None), last_answer < before),
    )
    erased = db.execute(old).rowcount
    in_use = select(Attempt.id).where(Attempt.deck_id == Deck.id).exists()
    db.execute(delete(Deck).where(Deck.created_at < before, ~in_use))
    return erased
