"""Learners' data going out: what is kept of one person, and its removal for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select

from quizapp.storage.extra_time import key_of
from quizapp.storage.tables import (
    AnswerComment,
    AnswerRow,
    Attempt,
    AttemptNote,
    ClassMember,
    ClassRow,
    Contest,
    Deck,
    ExtraTimeRow,
    MarkRow,
    Override,
    Quiz,
)

ANSWERS = select(
    AnswerRow.question_id,
    AnswerRow.choice,
    AnswerRow.text,
    AnswerRow.saved_at,
    AnswerRow.mark_ahead.is_not(None).label("is_marked_ahead"),
)
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


@dataclass(frozen=True)
class KeptMember:
    """What a roster says of somebody; whether there is a personal link, not which."""

    class_name: str
    name: str
    login: str
    email: str
    sis_id: str
    extra_time: str
    has_link: bool
    joined_at: datetime
    left_at: datetime | None


def places_of_learner(db: Connection, learner: str) -> list[KeptMember]:
    """Give the places on rosters under a name."""
    found = (
        select(
            ClassRow.name,
            ClassMember.name,
            ClassMember.login,
            ClassMember.email,
            ClassMember.sis_id,
            ClassMember.extra_time,
            ClassMember.link_hash.is_not(None),
            ClassMember.joined_at,
            ClassMember.left_at,
        )
        .join(ClassRow, ClassRow.id == ClassMember.class_id)
        .where(ClassMember.name == learner)
        .order_by(ClassMember.id)
    )
    return [KeptMember(*row) for row in db.execute(found)]


def attempts_of_learner(db: Connection, learner: str) -> list[KeptAttempt]:
    """Give what is kept of the attempts under a name, and of members of that name, the first begun first."""
    found = (
        select(Attempt.id, Quiz.code, Attempt.learner, Attempt.started_at, Attempt.finished_at)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(of_learner(learner))
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


def of_learner(learner: str) -> ColumnElement[bool]:
    """Say which attempts are somebody's: those under the name, and those of members who have it on a roster."""
    members = select(ClassMember.id).where(ClassMember.name == learner)
    return or_(Attempt.learner == learner, Attempt.member_id.in_(members))


def erase_learner(db: Connection, learner: str) -> int:
    """Remove the attempts under a name with all that belongs to them; gives how many there were.

    Their decks go too, extra time that was set for the name, and its places on rosters.
    """
    held = select(Attempt.deck_id).where(of_learner(learner), Attempt.deck_id.is_not(None))
    db.execute(delete(Deck).where(Deck.id.in_(held)))
    db.execute(delete(ExtraTimeRow).where(ExtraTimeRow.name_key == key_of(learner)))
    erased = db.execute(delete(Attempt).where(of_learner(learner))).rowcount
    db.execute(delete(ClassMember).where(ClassMember.name == learner))
    return erased


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
