"""The table of scores: a row an attempt, a column a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.question import Question


@dataclass(frozen=True)
class Column:
    """A question; ``number`` counts from 1, ``kind`` is ``multiple_choice`` or ``short_answer``.

    A ``dropped`` question counts for nobody.
    """

    id: str
    number: int
    prompt: str
    kind: str
    dropped: bool = False


@dataclass(frozen=True)
class Row:
    """An attempt. ``credits`` (0 to 1) and ``needs_review`` follow the columns.

    A credit is None while the attempt is not handed in, and for a question that its version did not have.
    ``score``, ``out_of`` and ``percent`` (0 to 100) count the questions of its version, those that are dropped
    aside; ``score`` and ``percent`` are None while it is not handed in.
    """

    attempt: str
    learner: str
    started_at: datetime
    finished_at: datetime | None
    credits: tuple[float | None, ...]
    needs_review: tuple[bool, ...]
    score: float | None
    out_of: int
    percent: float | None


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


def score_table(
    title: str,
    code: str,
    versions: Sequence[Sequence[Question]],
    attempts: Sequence[TakenAttempt],
    dropped: frozenset[str] = frozenset(),
) -> ScoreTable:
    """Lay attempts out in a table; ``dropped`` questions count for nobody.

    ``versions`` are the questions of every version that was taken, the newest first: its questions come
    first, those that only older versions had follow.
    """
    known: dict[str, Question] = {}
    for questions in versions:
        for question in questions:
            known.setdefault(question.id, question)
    columns = tuple(
        Column(question.id, number, question.prompt, question.kind, question.id in dropped)
        for number, question in enumerate(known.values(), 1)
    )
    return ScoreTable(title, code, columns, tuple(row(attempt, columns) for attempt in attempts))


def row(attempt: TakenAttempt, columns: Sequence[Column]) -> Row:
    """Give the row of one attempt."""
    dropped = {column.id for column in columns if column.dropped}
    counted = [question for question in attempt.questions if question not in dropped]
    out_of = len(counted)
    score = None
    if attempt.finished_at is not None:
        score = round(sum(attempt.credits.get(question, 0.0) for question in counted), 4)
    return Row(
        attempt=attempt.public_id,
        learner=attempt.learner,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        credits=tuple(attempt.credits.get(column.id) for column in columns),
        needs_review=tuple(column.id in attempt.needs_review and not column.dropped for column in columns),
        score=score,
        out_of=out_of,
        percent=None if score is None or not out_of else round(100 * score / out_of, 2),
    )
