"""Answers to one question in groups, so that a teacher rules once for many (Basu, Jacobs and Vanderwende, 2013).

Answers are joined from the likest pair on, as long as all of a group are like each other (complete linkage), and
never where one denies what the other says, has other numbers, or stands for other key points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quizapp.grade.reading import Floats, Reading, read
from quizapp.grade.rulings import likeness
from quizapp.model.mark import Mark, PointStatus

LIKE = 0.7
"""Likeness that any two answers of a group have at least."""

CREDIT_WEIGHT = 0.6
"""What a difference of one whole credit takes from the likeness of two answers."""

MOST = 2_000
"""Answers that are compared with each other at once; more are grouped in portions of so many."""


@dataclass(frozen=True)
class Group:
    """Answers that may be ruled on together: their places in the list, the most typical first."""

    members: tuple[int, ...]

    @property
    def typical(self) -> int:
        """The place of the answer that is likest to all others of the group."""
        return self.members[0]


def group(answers: Sequence[str], marks: Sequence[Mark], like: float = LIKE) -> list[Group]:
    """Group answers to one question by what they say and how they were marked, the largest group first.

    ``like`` (0 to 1) is how like each other the answers of a group must be. Raises ValueError where not every
    answer has its mark.
    """
    if len(answers) != len(marks):
        raise ValueError(f"{len(answers)} answers have {len(marks)} marks.")
    readings = [read(text) for text in answers]
    found: list[Group] = []
    for start in range(0, len(answers), MOST):
        end = min(start + MOST, len(answers))
        table = _table(readings[start:end], list(marks[start:end]))
        found += [_ordered([start + i for i in part], table, start) for part in _linked(table, like)]
    return sorted(found, key=lambda one: (-len(one.members), one.members[0]))


def _table(readings: Sequence[Reading], marks: Sequence[Mark]) -> Floats:
    """Give the likeness of all pairs."""
    size = len(readings)
    table = np.eye(size)
    for i in range(size):
        for j in range(i):
            value = likeness(readings[i], readings[j]) - CREDIT_WEIGHT * abs(
                marks[i].credit - marks[j].credit
            )
            if _stands_for(marks[i]) == _stands_for(marks[j]):
                value += (1.0 - value) * 0.3
            table[i, j] = table[j, i] = value
    return table


def _stands_for(mark: Mark) -> frozenset[str]:
    """Give the points that the marker found or saw contradicted."""
    told = (PointStatus.FOUND, PointStatus.CONTRADICTED)
    return frozenset(f"{point.point} {point.status}" for point in mark.points if point.status in told)


def _linked(table: Floats, like: float) -> list[list[int]]:
    """Join the two groups whose least alike members are likest, again and again, while those are like enough."""
    groups = {i: [i] for i in range(len(table))}
    least = table.copy()
    np.fill_diagonal(least, -1.0)
    while len(groups) > 1:
        i, j = divmod(int(least.argmax()), len(least))
        if least[i, j] < like:
            break
        groups[min(i, j)] += groups.pop(max(i, j))
        keep, gone = min(i, j), max(i, j)
        least[keep] = least[:, keep] = np.minimum(least[keep], least[gone])
        least[gone] = least[:, gone] = -1.0
        least[keep, keep] = -1.0
    return list(groups.values())


def _ordered(members: list[int], table: Floats, start: int) -> Group:
    places = [i - start for i in members]
    typical = max(places, key=lambda i: (float(table[i, places].sum()), -i))
    return Group((start + typical, *sorted(i for i in members if i != start + typical)))
