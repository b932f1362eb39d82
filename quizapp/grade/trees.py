"""Boosted decision trees as arrays: `data/school.json` holds them, `bench/train_school.py` makes them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from quizapp.grade.reading import Floats
from quizapp.language.weights import weights

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Forest:
    """Trees, their nodes one after the other: ``feature`` −1 marks a leaf, whose ``value`` counts.

    ``roots`` are the first nodes of the trees, ``base`` what is added to the sum of the leaves, ``shared`` the
    number of ensembles whose mean the whole is, ``depth`` the most steps from a root to a leaf.
    """

    feature: Places
    threshold: Floats
    left: Places
    right: Places
    value: Floats
    roots: Places
    base: float
    shared: int
    depth: int

    def chance(self, row: Floats) -> float:
        """Give the chance that the trees see in a row of features, 0 to 1."""
        place = self.roots
        for _ in range(self.depth):
            tested = self.feature[place]
            goes_left = row[tested] <= self.threshold[place]
            step = np.where(goes_left, self.left[place], self.right[place])
            place = np.where(tested < 0, place, step)
        sums = self.value[place].reshape(self.shared, -1).sum(axis=1) + self.base
        return float(np.mean(1.0 / (1.0 + np.exp(-np.clip(sums, -30, 30)))))


@lru_cache(maxsize=1)
def school_forest() -> tuple[tuple[str, ...], Forest]:
    """Give the names of the features in their order, and the trees."""
    data = weights("school")
    columns = list(zip(*data["nodes"], strict=True))
    whole = [np.array(column, dtype=np.intp) for column in (columns[0], columns[2], columns[3])]
    forest = Forest(
        feature=whole[0],
        threshold=np.array(columns[1], dtype=np.float64),
        left=whole[1],
        right=whole[2],
        value=np.array(columns[4], dtype=np.float64),
        roots=np.array(data["roots"], dtype=np.intp),
        base=float(data["base"]),
        shared=int(data["ensembles"]),
        depth=int(data["depth"]),
    )
    return tuple(data["features"]), forest
