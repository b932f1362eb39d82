"""How a quiz stands: who has come how far, what waits for the teacher, how it went, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.gradebook.listing import State, Wish
from quizapp.services import contesting, publishing
from quizapp.services.accounts import User
from quizapp.services.gradebook import book_page
from quizapp.services.publishing import Published
from quizapp.services.teach import score_table
from quizapp.storage.store import Store


@dataclass(frozen=True)
class QuizStanding:
    """A quiz as its overview shows it.

    ``states`` counts learners by how far they have come (``not_begun`` are members of its class), ``reviews`` the
    answers and ``contests`` the contests that wait for the teacher; ``mean`` is of the attempts that count and are
    handed in, in percent (None: there are none).
    """

    quiz: Published
    states: Mapping[State, int]
    has_members: bool
    reviews: int
    contests: int
    mean: float | None

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do next, the most urgent first."""
        begun = self.states[State.UNDER_WAY] + self.states[State.FINISHED]
        wanted = {
            "open": not self.quiz.is_open and not begun,
            "hand_out": self.quiz.is_open and not begun,
            "watch": self.states[State.UNDER_WAY] > 0,
            "contests": self.contests > 0,
            "review": self.reviews > 0,
            "gradebook": begun > 0,
            "figures": self.mean is not None,
            "files": self.mean is not None,
        }
        return tuple(step for step, is_due in wanted.items() if is_due)


def standing_of(store: Store, teacher: User, code: str) -> QuizStanding:
    """Say how a quiz stands. Raises NotFound when it is not the teacher's."""
    quiz = publishing.published(store, teacher, code)
    book = book_page(store, teacher, code, Wish(), 1, 1)
    rows = score_table(store, teacher, code).rows
    percents = [row.percent for row in rows if row.counts and row.percent is not None]
    return QuizStanding(
        quiz=quiz,
        states=book.states,
        has_members=book.has_members,
        reviews=book.waiting,
        contests=contesting.waiting(store, teacher, code),
        mean=sum(percents) / len(percents) if percents else None,
    )
