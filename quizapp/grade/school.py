"""Answers to short references, judged as a whole: how school answers of a sentence are marked.

A reference of a sentence has too few words to be taken apart into points. Teachers of school classes marked some
nine thousand such answers; trees trained on those look at an answer and all its references together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quizapp.grade.features import NAMES
from quizapp.grade.reading import Floats
from quizapp.grade.trees import school_forest

SHORT, LONG = 15, 25
"""Content words of a reference up to which the trees have the most say, and from which on they have none."""

MOST_SAY = 0.8
"""What the trees' chance weighs, against the points', when the reference is short."""

_BEST_OF = (
    "recall", "recall_new", "cosine", "meaning", "precision", "cosine_new", "pairs", "meaning_sentence",
)  # fmt: skip
_RECALL, _MEANING, _LENGTH = (NAMES.index(name) for name in ("recall_new", "meaning", "length_whole"))
_BEST = [NAMES.index(name) for name in _BEST_OF]

SCHOOL_NAMES = (
    *NAMES, "recall_least", "recall_most", "full_share",
    *(f"best_{name}" for name in _BEST_OF), "mean_recall", "mean_meaning", "references",
)  # fmt: skip
"""The features of an answer as a whole, in the order of the trees."""


@dataclass(frozen=True)
class Against:
    """An answer against one reference: a row of features a point, the points' weights, the weight of full marks."""

    rows: Floats
    weights: Floats
    full: float

    @property
    def mean(self) -> Floats:
        """The features of the points, by weight."""
        mean: Floats = (self.weights @ self.rows) / self.weights.sum()
        return mean


def school_row(references: Sequence[Against]) -> Floats:
    """Give the features of an answer against all its references, which are alternatives."""
    means = np.stack([reference.mean for reference in references])
    nearest = int(np.argmax(means[:, _RECALL] + means[:, _MEANING]))
    chosen = references[nearest]
    recalls = chosen.rows[:, _RECALL]
    own = [recalls.min(), recalls.max(), chosen.full / chosen.weights.sum()]
    among = [*means[:, _BEST].max(axis=0), means[:, _RECALL].mean(), means[:, _MEANING].mean()]
    return np.concatenate([means[nearest], own, among, [float(len(references))]])


def say(references: Sequence[Against]) -> float:
    """Give what the trees' chance weighs in the credit, 0 to 1: much for short references, nothing for long."""
    content = float(np.expm1(min(reference.rows[0, _LENGTH] for reference in references)))
    return MOST_SAY * min(max((LONG - content) / (LONG - SHORT), 0.0), 1.0)


def school_chance(references: Sequence[Against]) -> float:
    """Give the chance that a teacher calls the answer right."""
    names, forest = school_forest()
    row = school_row(references)
    return forest.chance(row if names == SCHOOL_NAMES else row[[SCHOOL_NAMES.index(name) for name in names]])
