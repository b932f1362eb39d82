"""What is compared for all key points of a task at once: one table is quicker than many small ones."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quizapp.grade.alignment import MATCHED, Alignment
from quizapp.grade.reading import Floats, Reading
from quizapp.grade.task import Task, Weighted

Span = tuple[int, int]
"""A stretch of an answer: its first word, and the word after its last."""


class Shares(NamedTuple):
    """The shares (0 to 1) of the weight of a text's words that an answer has, by all words and by the new ones.

    ``plain`` counts every word alike. ``turned`` is the weight that is matched with its meaning reversed, and
    ``matched`` what is matched at all; both are 0 where nothing is reversed.
    """

    all: float
    all_exact: float
    new: float
    new_exact: float
    plain: float
    turned: float
    matched: float


def shares_of(found: Alignment, weights: Weighted) -> Shares:
    """Give the shares of a text; ``found`` is its alignment with an answer."""
    strength, exact = found.strength, found.exact * found.strength
    turned = matched = 0.0
    if found.turned.any():
        weight = strength * weights.new
        turned, matched = sum((found.turned * weight).tolist()), float(weight @ (strength >= MATCHED))
    return Shares(
        all=_share(strength, weights.all, weights.sum_all),
        all_exact=_share(exact, weights.all, weights.sum_all),
        new=_share(strength, weights.new, weights.sum_new),
        new_exact=_share(exact, weights.new, weights.sum_new),
        plain=float(np.add.reduce(strength)) / max(len(strength), 1),
        turned=turned,
        matched=matched,
    )


def _share(values: Floats, weights: Floats, total: float) -> float:
    """Give the mean of values by weights, whose sum is ``total``."""
    return float(values @ weights) / total if total else 0.0


def columns_of(
    task: Task, answer: Reading, found: Sequence[Alignment], near: Sequence[Span], new: Floats
) -> dict[str, list[float]]:
    """Give the features of all key points that tables of them tell: by name, a number a point.

    ``found`` are the alignments of the points, ``near`` the stretches of the answer that speak for them, ``new`` is the
    sum of the vectors of what the answer adds to the question.
    """
    spans, places = np.array(near), answer.content_places
    best = np.array([one.best for one in found])
    inside = (places >= spans[:, :1]) & (places < spans[:, 1:])
    rarities = answer.rarities * inside
    means, all_of_it = task.means, answer.mean
    near_means = rarities @ answer.exact_vectors
    sizes, near_sizes = means.all_sizes, [_length(row) for row in near_means]
    size, new_size = _length(all_of_it), _length(new)
    gaps = np.add.reduce(inside & (best < MATCHED), axis=1).tolist()
    return {
        "precision": [_share(one.best, answer.rarities, answer.weight) for one in found],
        "precision_near": [
            _share(one.best, weights, float(np.add.reduce(weights)))
            for one, weights in zip(found, rarities, strict=True)
        ],
        "gap_words": [
            gap / max(many, 1) for gap, many in zip(gaps, np.add.reduce(inside, axis=1).tolist(), strict=True)
        ],
        "cosine": _ratios(means.all @ all_of_it, sizes, [size] * len(found)),
        "cosine_near": _ratios(np.einsum("ij,ij->i", means.all, near_means), sizes, near_sizes),
        "cosine_new": _ratios(means.new @ new, means.new_sizes, [new_size] * len(found)),
    }


def _length(vector: Floats) -> float:
    return math.sqrt(float(vector @ vector))


def _ratios(products: Floats, *sizes: Sequence[float]) -> list[float]:
    """Divide products by the product of two sizes; nothing of nothing is nothing."""
    return [
        product / (one * other) if one and other else 0.0
        for product, one, other in zip(products.tolist(), *sizes, strict=True)
    ]


def cosine(one: Floats, other: Floats) -> float:
    """Give the cosine of two vectors, 0 where one of them is nothing."""
    size = math.sqrt(float(one @ one) * float(other @ other))
    return float(one @ other) / size if size else 0.0
