"""How a quiz is taken: its settings, and what of them an attempt keeps from its start."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Mode(StrEnum):
    """Practice tells the mark after every answer; a test tells nothing before its time."""

    PRACTICE = "practice"
    TEST = "test"


class Layout(StrEnum):
    """One question a screen, or all on one page (a practice always shows one)."""

    ONE = "one"
    ALL = "all"


class Reveal(StrEnum):
    """When a learner sees marks and explanations, which come together."""

    AT_ONCE = "at_once"
    AFTER_CLOSING = "after_closing"
    NEVER = "never"


class Counting(StrEnum):
    """Which of a learner's attempts counts in the gradebook."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class QuizSettings:
    """What a teacher sets: times are aware UTC, ``minutes`` and ``attempts`` positive; None sets no bound.

    ``attempts`` counts what one learner may begin. ``questions`` are the ids asked (None: all of the bank),
    ``draw`` how many of them each learner gets by chance (None: all). ``points`` are (question id, points) of
    those worth something else than 1.
    ``caution`` (0 to 1) is the certainty below which the mark of a short answer asks for a teacher; None leaves it
    to the installation.
    """

    mode: Mode = Mode.TEST
    layout: Layout = Layout.ONE
    minutes: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reveal: Reveal = Reveal.AT_ONCE
    shuffle_questions: bool = False
    shuffle_choices: bool = True
    attempts: int | None = None
    counting: Counting = Counting.BEST
    questions: tuple[str, ...] | None = None
    draw: int | None = None
    points: tuple[tuple[str, float], ...] = ()
    caution: float | None = None

    def points_of(self, question_id: str) -> float:
        """Give what full credit on a question is worth."""
        return dict(self.points).get(question_id, 1.0)

    def caution_or(self, usual: float) -> float:
        """Give how careful the marker is with this quiz, where ``usual`` is the caution of the installation."""
        return usual if self.caution is None else self.caution

    @property
    def counts(self) -> bool:
        """Whether attempts reach the gradebook; practice never does."""
        return self.mode is Mode.TEST


@dataclass(frozen=True)
class AttemptPlan:
    """What an attempt keeps from its start, whatever becomes of the quiz.

    ``questions`` are the ids asked, in their order; None: all of the bank in its order. ``missed_of`` is the
    public id of the attempt whose misses are practised. A ``preview`` is a teacher's: no closing, marks at once.
    """

    mode: Mode = Mode.TEST
    layout: Layout = Layout.ONE
    shuffle_choices: bool = True
    questions: tuple[str, ...] | None = None
    missed_of: str = ""
    preview: bool = False
