"""Trees as readable files that the marker reads without the library that trained them."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingRegressor

from quizapp.grade.school import SCHOOL_NAMES


class Nodes(NamedTuple):
    """The nodes of a tree, each before what is on its left, and that before what is on its right.

    ``feature`` is what a node tests, -1 at a leaf; ``number`` the threshold up to which it goes left, at a leaf what
    that is worth; ``right`` the node on the right.
    """

    feature: np.ndarray
    number: np.ndarray
    right: np.ndarray
    depth: int


def boosted(model: HistGradientBoostingRegressor) -> list[Nodes]:
    """Give the trees of a boosted model."""
    made = []
    for (tree,) in model._predictors:
        nodes, leaf = tree.nodes, tree.nodes["is_leaf"].astype(bool)
        assert (nodes["left"][~leaf] == np.flatnonzero(~leaf) + 1).all()
        number = np.where(leaf, nodes["value"], nodes["num_threshold"])
        feature = np.where(leaf, -1, nodes["feature_idx"].astype(int))
        made.append(Nodes(feature, number, nodes["right"].astype(int), int(nodes["depth"].max())))
    return made


def grown(model: ExtraTreesClassifier) -> list[Nodes]:
    """Give the trees of a forest; a leaf is worth the share of what is true in it."""
    made = []
    for tree in (member.tree_ for member in model.estimators_):
        leaf = tree.children_left < 0
        assert (tree.children_left[~leaf] == np.flatnonzero(~leaf) + 1).all()
        share = tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1)
        number = np.where(leaf, share, tree.threshold)
        made.append(Nodes(np.where(leaf, -1, tree.feature), number, tree.children_right, int(tree.max_depth)))
    return made


def write_trees(
    trees: list[Nodes], base: float, scale: float, target: Path, digits: int = 6, **more: object
) -> None:
    """Write trees over the features of a whole answer, a line a tree.

    Their leaves are added up, times ``scale``, to ``base``. Numbers have so many significant ``digits``; ``more``
    stands beside the trees in the file.
    """
    head = {
        "features": list(SCHOOL_NAMES), "base": round(base, 5), "scale": scale,
        "depth": max(tree.depth for tree in trees), **more,
    }  # fmt: skip
    lines = [
        {
            "feature": tree.feature.tolist(),
            "number": [float(f"{number:.{digits}g}") for number in tree.number],
            "right": np.where(tree.feature < 0, 0, tree.right).tolist(),
        }
        for tree in trees
    ]
    text = ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines)
    target.write_text(f'{json.dumps(head)[:-1]},\n"trees": [{text}]}}\n', encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")
