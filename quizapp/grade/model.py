"""The trained model: from the features of a key point to how likely it is expressed, or contradicted.

A small ensemble of networks with one hidden layer each; `data/marker.json` holds the weights, and
`bench/train_marker.py` makes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from quizapp.grade.features import NAMES
from quizapp.grade.reading import Floats
from quizapp.language.weights import weights

FARTHEST = 4.0
"""Spreads from the centre beyond which a feature says nothing more."""


@dataclass(frozen=True)
class _Networks:
    """The members of the ensemble, each a layer of a stack."""

    w1: Floats
    b1: Floats
    w2: Floats
    b2: Floats

    def __call__(self, x: Floats) -> Floats:
        out = np.tanh(x @ self.w1 + self.b1) @ self.w2 + self.b2
        chances = 1.0 / (1.0 + np.exp(-np.minimum(np.maximum(out, -30), 30)))
        return np.asarray(chances.mean(axis=0), dtype=np.float64)


def stacked(members: Sequence[dict[str, Any]]) -> _Networks:
    """Put the weights of the members one upon the other."""
    parts = {name: np.array([member[name] for member in members], dtype=np.float64) for name in _PARTS}
    return _Networks(parts["w1"], parts["b1"][:, None, :], parts["w2"], parts["b2"][:, None, :])


_PARTS = ("w1", "b1", "w2", "b2")


@lru_cache(maxsize=1)
def _loaded() -> tuple[list[int], Floats, Floats, _Networks]:
    data = weights("marker")
    columns = [NAMES.index(name) for name in data["features"]]
    return columns, np.array(data["centre"]), np.array(data["spread"]), stacked(data["members"])


def predict(rows: Floats) -> Floats:
    """Give for each row of features the chance that the point is expressed, and that it is contradicted."""
    if not len(rows):
        return np.zeros((0, 2))
    columns, centre, spread, networks = _loaded()
    x = np.minimum(np.maximum((rows[:, columns] - centre) / spread, -FARTHEST), FARTHEST)
    return networks(x)
