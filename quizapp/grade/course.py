"""How the words of a key point run through an answer: kept, replaced, left out, put in between, reversed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from quizapp.grade.alignment import MATCHED, Alignment
from quizapp.grade.reading import Floats
from quizapp.grade.task import Weighted

EXACT = 0.9
"""From this strength on two words are the same but for their form or spelling."""


class Course(NamedTuple):
    """How the point's words run through the answer: shares of the point's weight (0 to 1) that are …"""

    near: float  # matched within the best sentence of the answer
    near_exact: float
    replaced: float  # replaced by something else between kept neighbours
    dropped: float  # left out between kept neighbours
    inserted: float  # answer words put in between kept neighbours, against the point's words
    opposed: float  # replaced by an opposite
    in_order: float  # matched in the order of the point, of all that is matched


def course(found: Alignment, weighted: Weighted) -> Course:
    """Follow the point through the answer; ``weighted`` are the weights of its words."""
    weights, total = weighted.new, weighted.sum_new
    if not total or not found.matrix.size:
        return Course(0, 0, 0, 0, 0, 0, 0)
    inside = _in_best_sentence(found, weights)
    replaced, dropped, inserted = _gaps(found, weighted.new_before)
    opposed = sum(float(weights[i]) for i, j in found.path if (i, j) in found.opposites)
    return Course(
        near=float(inside @ weights) / total,
        near_exact=float((inside >= EXACT) @ weights) / total,
        replaced=replaced / total,
        dropped=dropped / total,
        inserted=inserted / len(weights),
        opposed=opposed / total,
        in_order=_kept_in_order(found, weights),
    )


def _in_best_sentence(found: Alignment, weights: Floats) -> Floats:
    """Give how well each word of the point is matched within the sentence that matches it best."""
    inside = found.by_sentence
    best: Floats = inside[:, int(np.argmax(weights @ inside)) if inside.shape[1] > 1 else 0]
    return best


def _gaps(found: Alignment, before: Sequence[float]) -> tuple[float, float, float]:
    """Give the weight replaced and dropped, and the words put in, between neighbours that are kept.

    ``before`` is the weight before each word of the point, and of all.
    """
    replaced = dropped = inserted = 0.0
    last = len(before) - 1
    steps = [(-1, -1), *found.path, (last, found.matrix.shape[1])]
    for (i, j), (k, m) in pairwise(steps):
        if m <= j or m - j > 6 or (i < 0 and m > 3) or (k == last and m - j > 4):
            continue
        missing, extra = before[k] - before[i + 1], m - j - 1
        if missing and extra:
            replaced += missing
        elif missing:
            dropped += missing
        elif i >= 0 and k < last:
            inserted += extra
    return replaced, dropped, inserted


def _kept_in_order(found: Alignment, weights: Floats) -> float:
    """Give the weight matched in the order of the point, of the weight matched in any order."""
    loose = float(weights @ (found.strength >= MATCHED))
    return float(sum(weights[i] for i, _ in found.path)) / loose if loose else 0.5
