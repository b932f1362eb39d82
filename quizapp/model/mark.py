"""What the marker says about one answer."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.text import NOTHING, Text


class Verdict(StrEnum):
    """The mark in one word."""

    CORRECT = "correct"
    PARTLY_CORRECT = "partly_correct"
    INCORRECT = "incorrect"
    CONTRADICTS = "contradicts"
    BLANK = "blank"


class PointStatus(StrEnum):
    """What became of one key point in an answer."""

    FOUND = "found"
    PARTLY = "partly"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Match:
    """Words of the answer that speak for a key point, as spans of the answer and of the point's text.

    Both are (start, end) in characters, ``end`` excluded.
    """

    answer: tuple[int, int]
    point: tuple[int, int]


@dataclass(frozen=True)
class PointMark:
    """One key point: whether it was found, with which words, and how sure the marker is (0 to 1)."""

    point: str
    status: PointStatus
    credit: float
    confidence: float
    matches: tuple[Match, ...] = ()
    note: Text = NOTHING


@dataclass(frozen=True)
class Mark:
    """The mark of one answer: ``credit`` and ``confidence`` are in [0, 1].

    ``confidence`` is the probability that a fair teacher would agree; ``needs_review`` asks one to look.
    ``note`` says in words what decided, where that is not the points (a ruling, a blank answer, an echo).
    Raises ValueError when a number is out of range.
    """

    credit: float
    verdict: Verdict
    confidence: float = 1.0
    needs_review: bool = False
    points: tuple[PointMark, ...] = ()
    note: Text = NOTHING

    def __post_init__(self) -> None:
        """Refuse numbers that are out of range."""
        for name in ("credit", "confidence"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} is {getattr(self, name)}, not between 0 and 1")
