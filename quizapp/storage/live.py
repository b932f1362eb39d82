"""How far the attempts of a quiz are, in one question to the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from quizapp.storage.tables import AnswerRow, Attempt


@dataclass(frozen=True)
class Pace:
    """How many questions of an attempt have an answer, when something was saved last, and at which question."""

    answered: int
    saved_at: datetime | None
    question_id: str | None


NOT_BEGUN = Pace(0, None, None)


def paces_of(db: Connection, quiz_id: int) -> dict[int, Pace]:
    """Give how far every attempt of a quiz is; attempts in which nothing was saved are left out."""
    given = or_(AnswerRow.choice.is_not(None), AnswerRow.text != "")
    counted = (
        select(
            AnswerRow.attempt_id,
            func.count(AnswerRow.question_id).filter(given).label("answered"),
            func.max(AnswerRow.saved_at).label("saved_at"),
        )
        .join(Attempt, Attempt.id == AnswerRow.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
        .group_by(AnswerRow.attempt_id)
        .subquery()
    )
    found = select(counted.c.attempt_id, counted.c.answered, AnswerRow.saved_at, AnswerRow.question_id).join(
        AnswerRow,
        (AnswerRow.attempt_id == counted.c.attempt_id) & (AnswerRow.saved_at == counted.c.saved_at),
    )
    found = found.order_by(AnswerRow.question_id)  # answers of one page are saved at one time
    return {row[0]: Pace(*row[1:]) for row in db.execute(found)}
