"""Answers that wait for a person, as the database knows them."""

from dataclasses import dataclass

from sqlalchemy import Connection, literal, select, union_all
from sqlalchemy.orm import aliased

from quizapp.storage.marks import IN_FORCE
from quizapp.storage.tables import Attempt, Contest, MarkRow, Override


@dataclass(frozen=True)
class Waiting:
    """One answer that waits: the marker was in doubt, or its learner contests the mark."""

    quiz_id: int
    attempt_id: int
    question_id: str
    contested: bool


def waiting_in(db: Connection, quiz_ids: list[int]) -> list[Waiting]:
    """Give the answers of quizzes that wait, each once; of attempts that count and are handed in."""
    there = (Attempt.quiz_id.in_(quiz_ids), Attempt.counts, Attempt.finished_at.is_not(None))
    newer = aliased(Override)
    replaced = (
        select(Override.id)
        .where(
            Override.attempt_id == MarkRow.attempt_id,
            Override.question_id == MarkRow.question_id,
            IN_FORCE,
        )
        .exists()
    )
    overtaken = (
        select(newer.id)
        .where(
            newer.attempt_id == Override.attempt_id,
            newer.question_id == Override.question_id,
            newer.id > Override.id,
        )
        .exists()
    )
    doubtful = (
        select(Attempt.quiz_id, Attempt.id, MarkRow.question_id, literal(0))
        .join(MarkRow, MarkRow.attempt_id == Attempt.id)
        .where(*there, MarkRow.needs_review, ~replaced)
    )
    again = (
        select(Attempt.quiz_id, Attempt.id, Override.question_id, literal(0))
        .join(Override, Override.attempt_id == Attempt.id)
        .where(*there, Override.needs_review, IN_FORCE, ~overtaken)
    )
    contested = (
        select(Attempt.quiz_id, Attempt.id, Contest.question_id, literal(1))
        .join(Contest, Contest.attempt_id == Attempt.id)
        .where(*there, Contest.kind == "mark", Contest.accepted.is_(None))
    )
    found: dict[tuple[int, int, str], bool] = {}
    for quiz_id, attempt_id, question_id, is_contest in db.execute(union_all(doubtful, again, contested)):
        key = (quiz_id, attempt_id, question_id)
        found[key] = found.get(key, False) or bool(is_contest)
    return [Waiting(*key, contested) for key, contested in sorted(found.items())]
