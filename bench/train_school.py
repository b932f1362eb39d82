"""Trains the trees for short references and writes quizapp/language/data/school.json (readable).

    python bench/train_school.py FOLDER       (needs scikit-learn: pip install quizapp[train])

FOLDER holds the SemEval-2013 train files. Extremely random trees, each on a random third of the features at every
split, and a logistic regression give the chance that a teacher calls the answer correct; a second regression gives the
chance that an answer that is not correct contradicts.
Among the examples are references with their words in disorder, which say nothing.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from marker_rows import Rows, add_whole, lines
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from train_marker import scale_of
from tree_file import grown, write_trees

from quizapp.grade.school import FARTHEST, Against, school_row

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "school.json"
FILES = ("scientsbank.train", "beetle.train")
TREES = 100
SHARE = {"scientsbank.train": 1.0, "beetle.train": 1.0, "disorder": 0.5}
"""What an answer of each sort weighs."""


def disordered(rng: random.Random, row: dict) -> list[dict]:
    """Give answers that have the words of the reference and say nothing."""
    found = row["references"][0].split()
    if len(found) < 6:
        return []
    texts = (sorted(found, key=str.lower), rng.sample(found, len(found)), found[rng.randrange(3) :: 3])
    return [{**row, "answer": " ".join(text), "score": 0.0, "label": "incorrect"} for text in texts]


BEETLE_AGAINST = 0.2
"""What an answer of Beetle weighs where contradictions are learnt: a quarter of them are called so there."""


class Table(NamedTuple):
    """The features of every answer, whether it is correct, whether it contradicts, what it weighs, and whose it is."""

    x: np.ndarray
    right: np.ndarray
    against: np.ndarray
    weight: np.ndarray
    group: np.ndarray
    text: np.ndarray

    def only(self, kept: np.ndarray) -> "Table":
        """Keep some answers."""
        return Table(*(column[kept] for column in self))


def table(folder: Path, names: tuple[str, ...]) -> Table:
    """Read train files, with answers in disorder."""
    rows = Rows()
    rng = random.Random(6)
    for name in names:
        asked = set()
        for row in lines(folder, name):
            add_whole(rows, row, name)
            if row["question_id"] not in asked:
                asked.add(row["question_id"])
                for made in disordered(rng, row):
                    add_whole(rows, made, "disorder")
    right, against = np.array(rows.score) >= 0.99, np.nan_to_num(np.array(rows.contradicts)) >= 0.5
    x = whole_rows(rows, np.arange(len(rows.score)))
    weight = np.array([SHARE[source] for source in rows.source])
    return Table(x, right, against, weight, np.array(rows.group), np.array(rows.text))


def whole_rows(rows: Rows, answers: np.ndarray) -> np.ndarray:
    """Give the features of whole answers, by their places among the rows."""
    x, weight = np.array(rows.x), np.array(rows.weight)
    alternative, answer = np.array(rows.alternative), np.array(rows.answer)
    found = []
    for number in answers:
        references = []
        for place in np.arange(*np.searchsorted(answer, [number, number + 1])):
            here = slice(*np.searchsorted(alternative, [place, place + 1]))
            references.append(Against(x[here], weight[here], rows.full[place]))
        found.append(school_row(references))
    return np.array(found)


def train(whole: Table, trees: int = TREES) -> ExtraTreesClassifier:
    """Train the trees."""
    return ExtraTreesClassifier(trees, min_samples_leaf=8, max_features=0.3, random_state=0).fit(
        whole.x, whole.right, whole.weight
    )


def train_line(x: np.ndarray, y: np.ndarray, weight: np.ndarray, freedom: float) -> dict:
    """Train a logistic regression, and give it by the names of its parts; little freedom keeps slopes small."""
    centre, spread = scale_of(x)
    scaled = np.clip((x - centre) / spread, -FARTHEST, FARTHEST)
    model = LogisticRegression(C=freedom, max_iter=500).fit(scaled, y, weight)
    parts = {"centre": centre, "spread": spread, "slopes": model.coef_[0]}
    shown = {name: [round(float(value), 5) for value in values] for name, values in parts.items()}
    return {**shown, "start": round(float(model.intercept_[0]), 5)}


def regressions(parts: Sequence[Table]) -> dict[str, dict]:
    """Train both regressions, by the tables of `FILES`.

    The one gives what is right where there is one reference: SciEntsBank. The other gives what contradicts of that
    which is not right.
    """
    wrong = []
    for part, share in zip(parts, (1.0, BEETLE_AGAINST), strict=True):
        left = part.only(~part.right)
        wrong.append((left.x, left.against, np.full(len(left.x), share)))
    columns = [np.concatenate(column) for column in zip(*wrong, strict=True)]
    return {
        "line": train_line(parts[0].x, parts[0].right, parts[0].weight, 0.005),
        "against": train_line(*columns, 0.01),
    }


def write(whole: Table, parts: Sequence[Table], target: Path = TARGET) -> None:
    """Train and write all models."""
    write_trees(grown(train(whole)), 0.0, 1.0 / TREES, target, digits=4, **regressions(parts))


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    write(table(folder, FILES), [table(folder, (name,)) for name in FILES])


if __name__ == "__main__":
    main()
