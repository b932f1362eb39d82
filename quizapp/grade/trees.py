"""Decision trees as arrays.

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
    """Trees, their nodes one after the other; a leaf leads to itself, and its ``value`` counts.

    ``names`` are the features in the order of the trees, ``roots`` the first nodes of the trees, ``base`` what is
    added to the sum of the leaves times ``scale``, ``depth`` the most steps from a root to a leaf. ``more`` is what
    else stands in the file.
    """

    names: tuple[str, ...]
    feature: Places
    threshold: Floats
    left: Places
    right: Places
    value: Floats
    roots: Places
    base: float
    scale: float
    depth: int
    more: dict[str, Any]

    def total(self, row: Floats) -> float:
        """Give what the leaves that a row of features comes to add up to."""
        place = self.roots
        for _ in range(self.depth):
            goes_left = row[self.feature[place]] <= self.threshold[place]
            place = np.where(goes_left, self.left[place], self.right[place])
        return self.base + self.scale * float(self.value[place].sum())


@lru_cache(maxsize=2)
def forest(name: str) -> Forest:
    """Give the trees of `data/<name>.json`."""
    data = weights(name)
    sizes = [len(tree["feature"]) for tree in data["trees"]]
    roots = np.cumsum([0, *sizes[:-1]])
    feature, number, right = (
        np.concatenate([tree[part] for tree in data["trees"]]) for part in ("feature", "number", "right")
    )
    here, leaf = np.arange(len(feature)), feature < 0
    return Forest(
        names=tuple(data["features"]),
        feature=np.where(leaf, 0, feature),
        threshold=np.where(leaf, np.inf, number),
        left=np.where(leaf, here, here + 1),
        right=np.where(leaf, here, right + np.repeat(roots, sizes)),
        value=number,
        roots=roots,
        base=float(data["base"]),
        scale=float(data["scale"]),
        depth=int(data["depth"]),
        more={name: value for name, value in data.items() if isinstance(value, dict)},
    )
