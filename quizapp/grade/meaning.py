"""Marking of free text: each key point against the answer, and the points together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.grade.alignment import MATCHED, Alignment
from quizapp.grade.certainty import certainty, needs_review
from quizapp.grade.features import NAMES, Task, feature_rows
from quizapp.grade.model import predict
from quizapp.grade.reading import LONGEST_TEXT, Floats, Reading, read, read_kept
from quizapp.grade.talk import without_talk
from quizapp.model.mark import Mark, Match, PointMark, PointStatus, Verdict

FOUND, PARTLY = 0.6, 0.3
"""Credit of a point from which on it counts as found, as partly found."""

CORRECT, PARTLY_CORRECT = 0.8, 0.3
"""Credit of an answer from which on it is correct, partly correct."""

CRUMB = 0.1
"""Credit that is not given, or not withheld, by itself."""

_VERBATIM, _REVERSED = NAMES.index("copy_verbatim"), NAMES.index("copy_reversed")

REVERSED = 0.93
"""Chance that a close copy with a reversal contradicts, as measured on training answers."""

CONTRADICTED = 0.5
"""Probability from which on a point counts as contradicted."""


@dataclass(frozen=True)
class Wanted:
    """A key point as the marker needs it: name, words, weight, and a ruling if a teacher gave one."""

    name: str
    text: str
    weight: float
    ruled: bool | None = None


@lru_cache(maxsize=500)
def task(question: str, reference: str, points: tuple[str, ...]) -> Task:
    """Read what answers to a question are marked against; kept for the next answer."""
    return Task(read_kept(question), read_kept(reference), tuple(read_kept(point) for point in points))


def _matches(point: Reading, answer: Reading, found: Alignment) -> tuple[Match, ...]:
    return tuple(
        Match(answer.spans[answer.content[int(j)]], point.spans[i])
        for i, j, strength in zip(point.content, found.partner, found.strength, strict=True)
        if strength >= MATCHED
    )


def _status(credit: float, contradicted: float) -> PointStatus:
    if contradicted >= CONTRADICTED:
        return PointStatus.CONTRADICTED
    if credit >= FOUND:
        return PointStatus.FOUND
    return PointStatus.PARTLY if credit >= PARTLY else PointStatus.MISSING


def _turned_words(point: Reading, answer: Reading, found: Alignment) -> str:
    """Say which words turn the point round, where the alignment shows them."""
    for row, i in enumerate(point.content):
        j = answer.content[int(found.partner[row])] if found.turned[row] else -1
        if j < 0:
            continue
        mine, theirs = answer.words[j], point.words[i]
        if answer.denied[j] != point.denied[i]:
            mine, theirs = ("not … " * answer.denied[j]) + mine, ("not … " * point.denied[i]) + theirs
        return f"You wrote “{mine}”; the source says “{theirs}”."
    return ""


def _point_mark(
    wanted: Wanted,
    point: Reading,
    answer: Reading,
    found: Alignment,
    chances: Sequence[float],
) -> PointMark:
    if wanted.ruled is not None:
        status = PointStatus.FOUND if wanted.ruled else PointStatus.MISSING
        note = f"A teacher {'accepted' if wanted.ruled else 'rejected'} this answer for the point."
        return PointMark(wanted.name, status, float(wanted.ruled), 1.0, _matches(point, answer, found), note)
    expressed, contradicted = float(chances[0]), float(chances[1])
    credit = expressed * (1.0 - contradicted)
    status = _status(credit, contradicted)
    if status is PointStatus.CONTRADICTED:
        note = _turned_words(point, answer, found)
        return PointMark(wanted.name, status, 0.0, contradicted, _matches(point, answer, found), note)
    sure = max(credit, 1.0 - credit)
    return PointMark(wanted.name, status, credit, sure, _matches(point, answer, found))


def _chances(rows: Sequence[Sequence[float]]) -> Floats:
    """Give the chances of each point; what is copied to the letter, or reversed in a copy, needs no model."""
    chances = predict(rows)
    for row, pair in zip(rows, chances, strict=True):
        if row[_VERBATIM]:
            pair[:] = 1.0, 0.0
        elif row[_REVERSED]:
            pair[1] = max(pair[1], REVERSED)
    return chances


def _verdict(credit: float, points: Sequence[PointMark]) -> Verdict:
    contradicted = any(point.status is PointStatus.CONTRADICTED for point in points)
    if credit >= CORRECT and not contradicted:
        return Verdict.CORRECT
    if credit >= PARTLY_CORRECT:
        return Verdict.PARTLY_CORRECT
    return Verdict.CONTRADICTS if contradicted else Verdict.INCORRECT


def _without_crumbs(credit: float) -> float:
    """Round what is nearly nothing or nearly everything: 0.06 of a point is a doubt of the marker, not a mark."""
    if credit < CRUMB:
        return 0.0
    return 1.0 if credit > 1.0 - CRUMB else credit


def mark_meaning(question: str, reference: str, wanted: Sequence[Wanted], full: float, text: str) -> Mark:
    """Mark a text that is not blank against key points; ``full`` is the weight that earns full credit."""
    left = without_talk(
        text[:LONGEST_TEXT], " ".join([question, reference, *(point.text for point in wanted)])
    )
    answer = read(left)
    if not answer.words:
        says = "no words" if left == text[:LONGEST_TEXT] else "nothing but words to the marker"
        return Mark(0.0, Verdict.INCORRECT, confidence=0.99, note=f"The answer has {says}.")
    against = task(question, reference, tuple(point.text for point in wanted))
    rows, found = feature_rows(against, answer)
    points = tuple(
        _point_mark(point, reading, answer, alignment, pair)
        for point, reading, alignment, pair in zip(wanted, against.points, found, _chances(rows), strict=True)
    )
    if any(point.status is PointStatus.CONTRADICTED for point in points):
        full = max(full, sum(wish.weight for wish in wanted))  # what is wrong is not made up for by leniency
    earned = sum(point.credit * wish.weight for point, wish in zip(points, wanted, strict=True))
    credit = min(max(earned / full, 0.0), 1.0) if full > 0 else 0.0
    sure = certainty(credit, points)
    credit = _without_crumbs(credit)
    return Mark(round(credit, 3), _verdict(credit, points), round(sure, 3), needs_review(sure), points)
