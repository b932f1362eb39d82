"""A teacher's quizzes, as programs list them."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.model.quiz import Counting
from quizapp.services.accounts import User
from quizapp.services.teach import quizzes_seen_by
from quizapp.storage import quizzes
from quizapp.storage.store import Store


@dataclass(frozen=True)
class QuizLine:
    """A quiz with how many attempts that count were begun and finished."""

    code: str
    title: str
    bank: str
    published_at: datetime
    is_open: bool
    counting: Counting
    attempts: int
    finished: int


def quizzes_seen(store: Store, user: User) -> list[QuizLine]:
    """Give the quizzes that somebody sees, also those shared with them, the oldest first."""
    with store.reading() as db:
        found = quizzes_seen_by(db, user)
        counts = quizzes.attempt_counts(db, [quiz.id for quiz in found])
    return [
        QuizLine(
            quiz.code,
            quiz.title,
            quiz.slug,
            quiz.published_at,
            quiz.unpublished_at is None,
            quiz.settings.counting,
            *counts.get(quiz.id, (0, 0)),
        )
        for quiz in found
    ]
