"""The table of scores: a row an attempt, a column a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.learners import Member
from quizapp.model.question import Question

EVEN: Mapping[str, float] = {}
"""Every question is worth one point."""


@dataclass(frozen=True)
class Column:
    """A question; ``number`` counts from 1, ``kind`` is ``multiple_choice`` or ``short_answer``.

    ``points`` is what full credit is worth; a ``dropped`` question counts for nobody.
    """

    id: str
    number: int
    prompt: str
    kind: str
    points: float = 1.0
    dropped: bool = False


@dataclass(frozen=True)
class Row:
    """An attempt. ``credits`` (0 to 1) and ``needs_review`` follow the columns.

    A credit is None while the attempt is not handed in, and for a question that it did not ask. ``score`` and
    ``out_of`` (points) and ``percent`` (0 to 100) count the questions it asked, those that are dropped aside;
    ``score`` and ``percent`` are None while it is not handed in. ``counts``: of its learner's attempts this
    one goes into the gradebook. ``person`` is who took it, where that is somebody on a roster.
    """

    attempt: str
    learner: str
    started_at: datetime
    finished_at: datetime | None
    credits: tuple[float | None, ...]
    needs_review: tuple[bool, ...]
    score: float | None
    out_of: float
    percent: float | None
    counts: bool = True
    person: Member | None = None


@dataclass(frozen=True)
class ScoreTable:
    """All attempts of a quiz."""

    title: str
    code: str
    questions: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class TakenAttempt:
    """An attempt before it becomes a row: its version's question ids, the credits, what to look at."""

    public_id: str
    learner: str
    started_at: datetime
    finished_at: datetime | None
    questions: Sequence[str]
    credits: Mapping[str, float]
    needs_review: frozenset[str] = frozenset()
    counts: bool = True
    person: Member | None = None


def score_table(
    title: str,
    code: str,
    versions: Sequence[Sequence[Question]],
    attempts: Sequence[TakenAttempt],
    points: Mapping[str, float] = EVEN,
    dropped: frozenset[str] = frozenset(),
) -> ScoreTable:
    """Lay attempts out in a table; ``points`` are of questions worth something else than 1."""
    columns = columns_of(versions, points, dropped)
    return ScoreTable(title, code, columns, tuple(row(attempt, columns) for attempt in attempts))


def columns_of(
    versions: Sequence[Sequence[Question]],
    points: Mapping[str, float] = EVEN,
    dropped: frozenset[str] = frozenset(),
) -> tuple[Column, ...]:
    """Give the columns of a table.

    ``versions`` are the questions of every version that was taken, the newest first: its questions come
    first, those that only older versions had follow.
    """
    known: dict[str, Question] = {}
    for questions in versions:
        for question in questions:
            known.setdefault(question.id, question)
    return tuple(
        Column(
            question.id,
            n,
            question.prompt,
            question.kind,
            points.get(question.id, 1.0),
            question.id in dropped,
        )
        for n, question in enumerate(known.values(), 1)
    )


def worth_of(columns: Sequence[Column]) -> dict[str, float]:
    """Give what full credit on each question that counts is worth."""
    return {column.id: column.points for column in columns if not column.dropped}


def row(attempt: TakenAttempt, columns: Sequence[Column]) -> Row:
    """Give the row of one attempt."""
    worth = worth_of(columns)
    out_of = out_of_points(attempt.questions, worth)
    score = None
    if attempt.finished_at is not None:
        score = score_of(attempt.questions, attempt.credits, worth)
    return Row(
        attempt=attempt.public_id,
        learner=attempt.learner,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        credits=tuple(attempt.credits.get(column.id) for column in columns),
        needs_review=tuple(column.id in attempt.needs_review and not column.dropped for column in columns),
        score=score,
        out_of=out_of,
        percent=percent_of(score, out_of),
        counts=attempt.counts,
        person=attempt.person,
    )


def score_of(questions: Sequence[str], earned: Mapping[str, float], worth: Mapping[str, float]) -> float:
    """Sum up what was earned on questions, in points."""
    return round(sum(earned.get(question, 0.0) * worth.get(question, 0.0) for question in questions), 4)


def out_of_points(questions: Sequence[str], worth: Mapping[str, float]) -> float:
    """Sum up what questions are worth, in points."""
    return round(sum(worth.get(question, 0.0) for question in questions), 4)


def percent_of(score: float | None, out_of: float) -> float | None:
    """Give a score in percent; None without a score, or when nothing could be earned."""
    return None if score is None or not out_of else round(100 * score / out_of, 2)
