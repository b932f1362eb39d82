"""What the gradebook asks of the database: who took a quiz, in as few rows as it takes."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from quizapp.gradebook.learners import Begun, Member
from quizapp.storage.review import waiting_in
from quizapp.storage.tables import (
    AnswerRow,
    Attempt,
    AttemptHolder,
    ClassMember,
    MarkRow,
    Quiz,
)


@dataclass(frozen=True)
class AttemptLine:
    """An attempt that counts for the gradebook; ``plan`` is its JSON (see ``settings_content.read_plan``)."""

    begun: Begun
    version_id: int
    plan: str


def attempt_lines(db: Connection, quiz_id: int) -> list[AttemptLine]:
    """Give the attempts of a quiz that reach the gradebook, the first begun first."""
    found = (
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.learner,
            Attempt.member_id,
            Attempt.started_at,
            Attempt.finished_at,
            Attempt.bank_version_id,
            Attempt.plan,
        )
        .where(Attempt.quiz_id == quiz_id, Attempt.counts)
        .order_by(Attempt.started_at, Attempt.id)
    )
    return [AttemptLine(Begun(*row[:6]), row[6], row[7]) for row in db.execute(found)]


def members_of_quiz(db: Connection, quiz_id: int) -> list[Member]:
    """Give who is on the roster of the quiz's class, and who was when beginning an attempt, as they joined."""
    in_class = and_(
        ClassMember.class_id == select(Quiz.class_id).where(Quiz.id == quiz_id).scalar_subquery(),
        ClassMember.left_at.is_(None),
    )
    took_part = ClassMember.id.in_(
        select(Attempt.member_id).where(Attempt.quiz_id == quiz_id, Attempt.member_id.is_not(None))
    )
    found = (
        select(ClassMember.id, ClassMember.name, ClassMember.login, ClassMember.email, ClassMember.sis_id)
        .where(or_(in_class, took_part))
        .order_by(ClassMember.id)
    )
    return [Member(*row) for row in db.execute(found)]


def holders_of_quiz(db: Connection, quiz_id: int) -> dict[int, frozenset[str]]:
    """Give the browsers (hashes of their tokens) that hold each attempt."""
    found = (
        select(AttemptHolder.attempt_id, AttemptHolder.token_hash)
        .join(Attempt, Attempt.id == AttemptHolder.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    holders: dict[int, set[str]] = {}
    for attempt_id, token_hash in db.execute(found):
        holders.setdefault(attempt_id, set()).add(token_hash)
    return {attempt_id: frozenset(hashes) for attempt_id, hashes in holders.items()}


def waiting_of_quiz(db: Connection, quiz_id: int, dropped: Collection[str] = ()) -> dict[int, int]:
    """Give how many answers of each attempt wait for a teacher; attempts without any are left out.

    Answers to ``dropped`` questions wait for nobody.
    """
    waiting = waiting_in(db, [quiz_id])
    return Counter(one.attempt_id for one in waiting if one.question_id not in dropped)


def choices_of_quiz(db: Connection, quiz_id: int) -> list[tuple[int, str, int | None, datetime]]:
    """Give (attempt, question, choice, time of the last save) of every answer that is not blank."""
    found = (
        select(AnswerRow.attempt_id, AnswerRow.question_id, AnswerRow.choice, AnswerRow.saved_at)
        .join(Attempt, Attempt.id == AnswerRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id, Attempt.counts)
        .where(or_(AnswerRow.choice.is_not(None), AnswerRow.text != ""))
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.execute(found)]


@dataclass(frozen=True)
class AnswerLine:
    """A marked answer, with the mark as the marker gave it; a blank answer was never saved (``saved_at`` None)."""

    attempt_id: int
    question_id: str
    choice: int | None
    text: str
    saved_at: datetime | None
    credit: float
    verdict: str
    confidence: float


ANSWER: Select[*tuple[Any, ...]] = (
    select(
        Attempt.id,
        MarkRow.question_id,
        AnswerRow.choice,
        func.coalesce(AnswerRow.text, ""),
        AnswerRow.saved_at,
        MarkRow.credit,
        MarkRow.verdict,
        MarkRow.confidence,
    )
    .join(MarkRow, MarkRow.attempt_id == Attempt.id)
    .outerjoin(
        AnswerRow,
        and_(AnswerRow.attempt_id == MarkRow.attempt_id, AnswerRow.question_id == MarkRow.question_id),
    )
)


def answer_lines(
    db: Connection, quiz_id: int, question_id: str | None = None, attempt_ids: Sequence[int] | None = None
) -> list[AnswerLine]:
    """Give the marked answers of a quiz (or those to one question, or of some attempts); a blank one is there too."""
    found = ANSWER.where(Attempt.quiz_id == quiz_id, Attempt.counts).order_by(Attempt.id)
    if question_id is not None:
        found = found.where(MarkRow.question_id == question_id)
    if attempt_ids is not None:
        found = found.where(Attempt.id.in_(attempt_ids))
    return [AnswerLine(*row) for row in db.execute(found)]
