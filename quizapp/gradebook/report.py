"""Everything that a file of scores may hold."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.analysis import ItemFigures
from quizapp.gradebook.table import Column, Row, ScoreTable
from quizapp.model.quiz import Counting


@dataclass(frozen=True)
class AnswerEntry:
    """One answer: ``answer`` is what was typed, or the text of the choice; ``credit`` (0 to 1) is what counts.

    ``verdict`` is the marker's word, ``ruled`` says that a teacher's counts instead; ``saved_at`` is None for a blank.
    """

    row: Row
    column: Column
    answer: str
    credit: float
    verdict: str
    needs_review: bool
    ruled: bool
    saved_at: datetime | None


@dataclass(frozen=True)
class ScoreReport:
    """The scores of a quiz; ``answers`` and ``items`` are there for the formats that hold them."""

    table: ScoreTable
    counting: Counting = Counting.BEST
    answers: tuple[AnswerEntry, ...] = ()
    items: tuple[ItemFigures, ...] = ()
