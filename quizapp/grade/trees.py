"""Boosted decision trees as arrays.

`data/school.json` and `data/lecture.json` hold them, `bench/train_school.py` and `bench/train_lecture.py` make them.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from quizapp.grade.reading import Floats
from quizapp.language.weights import weights

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Forest:
    """Trees, their nodes one after the other: ``feature`` −1 marks a leaf, whose ``value`` counts.

    ``names`` are the features in the order of the trees, ``roots`` the first nodes of the trees, ``base`` what is
    added to the sum of the leaves, ``shared`` the number of ensembles whose mean the whole is, ``depth`` the most
    steps from a root to a leaf. ``more`` is what else stands in the file.
    """

    names: tuple[str, ...]
    feature: Places
    threshold: Floats
    left: Places
    right: Places
    value: Floats
    roots: Places
    base: float
    shared: int
    depth: int
    more: dict[str, Any]

    def chance(self, row: Floats) -> float:
        """Give the chance that the trees see in a row of features, 0 to 1."""
        return float(np.mean(1.0 / (1.0 + np.exp(-np.clip(self.sums(row), -30, 30)))))

    def sums(self, row: Floats) -> Floats:
        """Give what the leaves that a row of features comes to add up to, in each ensemble."""
        place = self.roots
        for _ in range(self.depth):
            tested = self.feature[place]
            goes_left = row[tested] <= self.threshold[place]
            step = np.where(goes_left, self.left[place], self.right[place])
            place = np.where(tested < 0, place, step)
        total: Floats = self.value[place].reshape(self.shared, -1).sum(axis=1) + self.base
        return total


@lru_cache(maxsize=2)
def forest(name: str) -> Forest:
    """Give the trees of `data/<name>.json`."""
    data = weights(name)
    columns = list(zip(*data["nodes"], strict=True))
    whole = [np.array(column, dtype=np.intp) for column in (columns[0], columns[2], columns[3])]
    return Forest(
        names=tuple(data["features"]),
        feature=whole[0],
        threshold=np.array(columns[1], dtype=np.float64),
        left=whole[1],
        right=whole[2],
        value=np.array(columns[4], dtype=np.float64),
        roots=np.array(data["roots"], dtype=np.intp),
        base=float(data["base"]),
        shared=int(data["ensembles"]),
        depth=int(data["depth"]),
        more={name: value for name, value in data.items() if isinstance(value, dict)},
    )
