"""What the gradebook files have in common: their columns, and how a cell is said."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.table import Column, Row, ScoreTable

Cell = str | int | float | None

LONGEST_HEADING = 60


@dataclass(frozen=True)
class ScoreFormat:
    """One format: its name (and module), title for people, suffix with the dot, content type."""

    name: str
    title: str
    suffix: str
    mimetype: str


def header(table: ScoreTable) -> list[str]:
    """Give the headings."""
    fixed = ["learner", "attempt", "started", "finished", "score", "out of", "percent"]
    return fixed + [heading(column) for column in table.questions]


def heading(column: Column) -> str:
    """Give the heading of a question: its number and the beginning of its prompt."""
    prompt = " ".join(column.prompt.split())
    if len(prompt) > LONGEST_HEADING:
        prompt = prompt[: LONGEST_HEADING - 1].rstrip() + "…"
    return f"Q{column.number} {prompt}"


def cells(row: Row) -> list[Cell]:
    """Give the cells of an attempt: text is str, numbers are numbers, None is an empty cell."""
    times = [iso(row.started_at), None if row.finished_at is None else iso(row.finished_at)]
    figures = (row.score, row.out_of, row.percent, *row.credits)
    return [row.learner, row.attempt, *times, *map(plain_number, figures)]


def plain_number(number: float | None) -> int | float | None:
    """Give a number with at most four decimals, a whole one without a point; None stays None."""
    if number is None:
        return None
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def iso(time: datetime) -> str:
    """Give a time in UTC as ISO 8601, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
