"""What the gradebook files have in common: their columns, and how a cell is said."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.advice import advice_on
from quizapp.gradebook.analysis import ItemFigures
from quizapp.gradebook.report import AnswerEntry
from quizapp.gradebook.table import Column, Row, ScoreTable

Cell = str | int | float | None

LONGEST_HEADING = 60

ANSWER_HEADER = (
    "learner", "id", "attempt", "counts", "question", "question id", "kind", "answer",
    "credit", "points", "out of", "left out", "verdict", "needs review", "ruled", "saved",
)  # fmt: skip

SHORT_HEADER = (
    "learner",
    "id",
    "attempt",
    "question",
    "answer",
    "points",
    "left out",
    "verdict",
    "needs review",
    "ruled",
)
"""Of an answer as a workbook has it, where a class's answers are a long sheet."""

ITEM_HEADER = (
    "number", "prompt", "kind", "points", "left out", "answers", "earned", "earned from", "earned to",
    "goes with the rest", "rest from", "rest to", "seconds", "look at", "id",
)  # fmt: skip


@dataclass(frozen=True)
class ScoreFormat:
    """One format: its name (and module), title for people, suffix with the dot, content type.

    ``stem`` ends the file's name; ``answers`` and ``items`` say what it holds besides the table.
    """

    name: str
    title: str
    suffix: str
    mimetype: str
    stem: str = "scores"
    answers: bool = False
    items: bool = False


def has_people(table: ScoreTable) -> bool:
    """Say whether anybody in the table is on a roster, so that their ids are worth columns."""
    return any(row.person is not None for row in table.rows)


def header(table: ScoreTable) -> list[str]:
    """Give the headings."""
    people = ["id", "login", "e-mail"] if has_people(table) else []
    fixed = ["attempt", "started", "finished", "counts", "score", "out of", "percent"]
    return ["learner", *people, *fixed, *(heading(column) for column in table.questions)]


def heading(column: Column) -> str:
    """Give the heading of a question: its number and the beginning of its prompt."""
    prompt = " ".join(column.prompt.split())
    if len(prompt) > LONGEST_HEADING:
        prompt = prompt[: LONGEST_HEADING - 1].rstrip() + "…"
    return f"Q{column.number}{' (left out)' if column.dropped else ''} {prompt}"


def rows_of(table: ScoreTable) -> list[list[Cell]]:
    """Give the cells of all attempts: text is str, numbers are numbers, None is an empty cell."""
    people = has_people(table)
    return [cells(row, table, people) for row in table.rows]


def cells(row: Row, table: ScoreTable, people: bool) -> list[Cell]:
    """Give the cells of an attempt; questions in points."""
    person: list[Cell] = []
    if people:
        known = row.person
        person = [known.sis_id, known.login, known.email] if known else ["", "", ""]
    times = [iso(row.started_at), None if row.finished_at is None else iso(row.finished_at)]
    points = [
        None if credit is None else credit * column.points
        for credit, column in zip(row.credits, table.questions, strict=True)
    ]
    figures = (row.score, row.out_of, row.percent, *points)
    return [row.learner, *person, row.attempt, *times, yes(row.counts), *map(plain_number, figures)]


def answer_cells(entry: AnswerEntry) -> list[Cell]:
    """Give the cells of an answer, under ANSWER_HEADER."""
    row, column = entry.row, entry.column
    return [
        row.learner,
        row.person.sis_id if row.person else "",
        row.attempt,
        yes(row.counts),
        column.number,
        column.id,
        column.kind,
        entry.answer,
        plain_number(entry.credit),
        plain_number(entry.credit * column.points),
        plain_number(column.points),
        yes(column.dropped),
        entry.verdict,
        yes(entry.needs_review),
        yes(entry.ruled),
        None if entry.saved_at is None else iso(entry.saved_at),
    ]


def short_cells(entry: AnswerEntry) -> list[Cell]:
    """Give the cells of an answer, under SHORT_HEADER; what is not so is left empty."""
    row, column = entry.row, entry.column
    return [
        row.learner,
        row.person.sis_id if row.person else "",
        row.attempt,
        column.number,
        entry.answer,
        plain_number(entry.credit * column.points),
        "yes" if column.dropped else "",
        entry.verdict,
        "yes" if entry.needs_review else "",
        "yes" if entry.ruled else "",
    ]


def item_cells(item: ItemFigures) -> list[Cell]:
    """Give the cells of a question, under ITEM_HEADER."""
    column, known = item.column, item.discrimination is not None
    rest = item.discrimination_interval if known else (None, None)
    figures = (item.facility, *item.facility_interval, item.discrimination, *rest, item.seconds)
    words = " ".join(advice.words for advice in advice_on(item))
    return [
        column.number,
        column.prompt,
        column.kind,
        plain_number(column.points),
        yes(column.dropped),
        item.answers,
        *map(plain_number, figures),
        words,
        column.id,
    ]


def yes(is_so: bool) -> str:
    """Say yes or no."""
    return "yes" if is_so else "no"


def plain_number(number: float | None) -> int | float | None:
    """Give a number with at most four decimals, a whole one without a point; None stays None."""
    if number is None:
        return None
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def iso(time: datetime) -> str:
    """Give a time in UTC as ISO 8601, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
