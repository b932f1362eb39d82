"""What the attempts say about each question."""

from dataclasses import dataclass

from quizapp.gradebook.table import Column, ScoreTable


@dataclass(frozen=True)
class Item:
    """A question: how many answers were marked, their mean credit (None: none), how many wait for review."""

    question: Column
    marked: int
    mean_credit: float | None
    needs_review: int


def items(table: ScoreTable) -> tuple[Item, ...]:
    """Sum every column up; attempts that are not handed in do not count."""
    found = []
    for place, column in enumerate(table.questions):
        earned = [credit for row in table.rows if (credit := row.credits[place]) is not None]
        mean = round(sum(earned) / len(earned), 4) if earned else None
        waiting = sum(row.needs_review[place] for row in table.rows)
        found.append(Item(column, len(earned), mean, waiting))
    return tuple(found)
