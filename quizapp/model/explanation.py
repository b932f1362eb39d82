"""Why a mark is what it is, in words and with the exact words of the source."""

from dataclasses import dataclass

from quizapp.model.mark import PointStatus
from quizapp.model.text import NOTHING, Text


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage (or of an answer); ``marked`` pieces are the evidence."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Quote:
    """A passage with its evidence highlighted: the FAQ question, and the answer in pieces that join to it."""

    passage: str
    question: str
    source: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ChoiceLine:
    """One choice on the review page."""

    text: str
    correct: bool
    chosen: bool
    why: str


@dataclass(frozen=True)
class PointLine:
    """One key point on the review page: its words, what became of it, the exact words of the source."""

    text: str
    status: PointStatus
    quote: str
    note: Text = NOTHING


@dataclass(frozen=True)
class Explanation:
    """Everything the review page shows about one question.

    ``note`` is what the marker has to say, ``remark`` what the author of the question wrote.
    """

    headline: Text
    answer: tuple[Piece, ...]
    right: str
    choices: tuple[ChoiceLine, ...] = ()
    points: tuple[PointLine, ...] = ()
    quotes: tuple[Quote, ...] = ()
    note: Text = NOTHING
    remark: str = ""
