"""Trains the trees for tasks set in a course and writes quizapp/language/data/lecture.json (readable).

    python bench/train_lecture.py FOLDER       (needs scikit-learn: pip install quizapp[train])

FOLDER holds the train files of Short Answer Feedback and of the FAQ answers. An ensemble of boosted trees gives the
credit that a lecturer would give. Answers to FAQ questions, good answers to other tasks, tasks that are only copied,
references denied or full of holes and answers with their words in disorder are among the examples, so that the right
words alone earn little.
"""

import argparse
import random
from pathlib import Path

import marker_rows
import numpy as np
import synthetic_answers
from marker_rows import Rows, add_whole, lines
from sklearn.ensemble import HistGradientBoostingRegressor
from train_school import whole_rows
from tree_file import boosted, write_trees

from quizapp.language.keypoints import key_points

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "lecture.json"
COURSE, FAQ = "saf_en_v1.train", "faq-answers.train"
SHARE = {COURSE: 1.0, FAQ: 0.2, "faked": 0.5, "borrowed": 0.1, "made": 0.1}
"""What an answer of each sort weighs."""

BORROWED, DISORDERED = 8, 25
"""Answers a task that are taken from other tasks, and of its own that are put in disorder."""


def faked(rng: random.Random, folder: Path) -> list[dict]:
    """Give answers to the tasks of the course that are worth little or nothing, and close copies worth all."""
    tasks: dict[str, list[dict]] = {}
    for row in lines(folder, COURSE):
        tasks.setdefault(row["question"], []).append(row)
    made = []
    for question, rows in tasks.items():
        first = rows[0]
        good = [row for name in tasks if name != question for row in tasks[name] if row["score"] >= 0.9]
        made += [{**first, "answer": row["answer"], "score": 0.0} for row in rng.sample(good, BORROWED)]
        made += [{**first, "answer": question, "score": 0.0}] * BORROWED
        for reference in sorted({text for row in rows for text in row["references"]}):
            for text, worth in synthetic_answers.of_reference(rng, question, reference):
                made.append({**first, "references": [reference], "answer": text, "score": worth})
            points = [point.text for point in key_points(question, reference)]
            denied = [synthetic_answers.negated(points[number:], rng) for number in range(len(points))]
            for text in (*denied, *denied, *synthetic_answers.holes(rng, reference)):
                made.append({**first, "references": [reference], "answer": text, "score": 0.0})
        for row in rng.sample(rows, min(DISORDERED, len(rows))):
            words = sorted(row["answer"].split(), key=str.lower)
            if len(words) > 8:
                made.append({**row, "answer": " ".join(words), "score": 0.1 * row["score"]})
    return made


def load(folder: Path) -> Rows:
    """Read the train files, and make the other answers."""
    rows = Rows()
    for name in (COURSE, FAQ):
        for row in lines(folder, name):
            add_whole(rows, row, name)
    for row in faked(random.Random(11), folder):
        add_whole(rows, row, "faked")
    marker_rows.add_borrowed_faq(rows, folder)
    marker_rows.add_made(rows, folder)
    return rows


def table(rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the features of every whole answer, its score, and what it weighs; single points are left out."""
    source = np.array(rows.source)
    wanted = np.flatnonzero(np.isin(source, list(SHARE)))
    x = whole_rows(rows, wanted)
    return x, np.array(rows.score)[wanted], np.array([SHARE[name] for name in source[wanted]])


def train(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> HistGradientBoostingRegressor:
    """Train the ensemble."""
    return HistGradientBoostingRegressor(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=10, l2_regularization=5, min_samples_leaf=25,
        max_features=0.3, early_stopping=False, random_state=0,
    ).fit(x, y, weight)  # fmt: skip


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    model = train(*table(load(parser.parse_args().folder)))
    write_trees(boosted(model), float(np.ravel(model._baseline_prediction)[0]), 1.0, TARGET)


if __name__ == "__main__":
    main()
