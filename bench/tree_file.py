"""Ensembles of boosted trees as readable files that the marker reads without the library that trained them."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from quizapp.grade.school import SCHOOL_NAMES

Boosted = HistGradientBoostingClassifier | HistGradientBoostingRegressor


def write_trees(models: Sequence[Boosted], target: Path, **more: object) -> None:
    """Write ensembles over the features of a whole answer, a line a node: feature, threshold, left, right, value.

    ``more`` stands beside the trees in the file.
    """
    nodes, roots, depth = [], [], 0
    for model in models:
        for (tree,) in model._predictors:
            first = len(nodes)
            roots.append(first)
            for node in tree.nodes:
                leaf = bool(node["is_leaf"])
                depth = max(depth, int(node["depth"]))
                nodes.append(
                    [
                        -1 if leaf else int(node["feature_idx"]), round(float(node["num_threshold"]), 5),
                        first + int(node["left"]), first + int(node["right"]), round(float(node["value"]), 5),
                    ]
                )  # fmt: skip
    head = {
        "features": list(SCHOOL_NAMES), "ensembles": len(models), "depth": depth, "roots": roots,
        "base": round(float(np.ravel(models[0]._baseline_prediction)[0]), 5), **more,
    }  # fmt: skip
    text = json.dumps({**head, "nodes": nodes}).replace("], [", "],\n[").replace('"nodes"', '\n"nodes"')
    target.write_text(text + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")
