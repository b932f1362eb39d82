"""Answers to short references, judged as a whole: how school answers of a sentence are marked.

A reference of a sentence has too few words to be taken apart into points. Teachers of school classes marked some
nine thousand such answers; trees and a regression trained on those look at an answer and all its references together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from quizapp.grade.features import NAMES
from quizapp.grade.reading import Floats
from quizapp.grade.trees import forest

SHORT, LONG = 15, 25
"""Content words of a reference up to which the trees have the most say, and from which on they have none."""

MOST_SAY = 0.9
"""What the chance of the school model weighs, against the points', when the reference is short."""

FARTHEST = 3.0
"""Spreads from the centre beyond which a feature says nothing more to the regression."""

EVEN, EVEN_OF_SEVERAL = 0.4, 0.5
"""Chance from which on an answer to a short reference is called right: one reference, or the best of several.

Of the training answers to unseen questions, and of unseen answers, 0.37 to 0.41 served right and wrong ones best where
there is one reference, with the points' say in the credit; where there are several, each is one more chance to be like
it, and 0.48 to 0.54 served them best.
"""

STEADY = 0.5
"""What the regression weighs beside the trees where there is one reference; for several the trees are better alone.

It is trained on the answers to questions with one reference only.
"""

AGAINST = 0.3
"""Chance from which on an answer that is not right counts as a contradiction.

On unseen questions of the training answers this gave a macro-F1 of 0.55 over right, wrong and contradictory; the
contradictions of the points' model gave 0.51.
"""

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
    """Give the chance that a teacher calls the answer right, moved so that one half is where to call it so."""
    row = _named_row(references)
    chance, even = forest("school").total(row), EVEN_OF_SEVERAL
    if len(references) == 1:
        chance, even = (1.0 - STEADY) * chance + STEADY * _line("line")(row), EVEN
    odds = chance / max(1.0 - chance, 1e-9) * (1.0 - even) / even
    return odds / (1.0 + odds)


def speaks_against(references: Sequence[Against]) -> bool:
    """Whether an answer that is not right rather contradicts than only misses what was asked."""
    return _line("against")(_named_row(references)) >= AGAINST


def _named_row(references: Sequence[Against]) -> Floats:
    """Give the features of an answer in the order of the model."""
    names, row = forest("school").names, school_row(references)
    return row if names == SCHOOL_NAMES else row[[SCHOOL_NAMES.index(name) for name in names]]


@dataclass(frozen=True)
class _Line:
    """A logistic regression: steadier than trees where a question is unlike those it learnt from."""

    centre: Floats
    spread: Floats
    slopes: Floats
    start: float

    def __call__(self, row: Floats) -> float:
        away = np.clip((row - self.centre) / self.spread, -FARTHEST, FARTHEST)
        return float(1.0 / (1.0 + np.exp(-(away @ self.slopes + self.start))))


@lru_cache(maxsize=2)
def _line(name: str) -> _Line:
    data = forest("school").more[name]
    return _Line(
        np.array(data["centre"]), np.array(data["spread"]), np.array(data["slopes"]), float(data["start"])
    )
