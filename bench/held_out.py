"""Marks the train answers by models that did not learn from them, and writes bench/cautions.json.

    python bench/held_out.py FOLDER       (needs scikit-learn: pip install quizapp[train]; takes some minutes)

For each test file it says from which confidence on 95 % of such marks are right (credit of at least half where people
gave at least three quarters, or called it correct; less than half otherwise). Test files with unseen questions get the
caution of train answers to questions that the models had not seen, test files with unseen answers that of train
answers that the models had not seen. `marking.py` measures the share that is decided at that caution.
"""

import argparse
import json
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import train_marker
import train_school
from marker_rows import FILES, Rows, lines, load

from quizapp.grade import mark_text, model, school, trees
from quizapp.language import weights

TARGET = Path(__file__).resolve().parent / "cautions.json"
FOLDS, RIGHT = 5, 0.95
MEMBERS = 3
"""Networks that are trained each time: fewer than the marker has, for time's sake.

So the cautions are rather too high than too low.
"""

TESTS = {
    "faq-answers.dev": ("questions", "faq-answers.train"),
    "scientsbank.test_uq": ("questions", "scientsbank.train"),
    "scientsbank.test_ua": ("answers", "scientsbank.train"),
    "beetle.test_ua": ("answers", "beetle.train"),
}
"""What is unseen in a test file, and the train file that its caution comes from."""

Fold = Callable[[str, str], int]


def by_question(group: str, _: str) -> int:
    """Put all answers to a question, or of a document, into one part."""
    return zlib.crc32(group.encode()) % FOLDS


def by_answer(group: str, text: str) -> int:
    """Put the answers to a question into all parts, and the same words into one."""
    return zlib.crc32(f"{group} {text}".encode()) % FOLDS


def use(folder: Path) -> None:
    """Take the weights from a folder from now on."""
    weights._FOLDER = folder
    for cached in (model._loaded, trees.forest, school._line):
        cached.cache_clear()


@contextmanager
def marked_by(folder: Path) -> Iterator[None]:
    """Mark by the weights in a folder."""
    usual = weights._FOLDER
    use(folder)
    try:
        yield
    finally:
        use(usual)


def part_of(fold: Fold, groups: list[str], texts: list[str]) -> np.ndarray:
    """Say to which part each answer belongs."""
    return np.array([fold(group, text) for group, text in zip(groups, texts, strict=True)])


def held_out(folder: Path, fold: Fold, rows: Rows, tables: list[train_school.Table]) -> Iterator[tuple]:
    """Give file, confidence and rightness of the mark of each train answer."""
    data, parts = train_marker.Arrays.of(rows), part_of(fold, rows.group, rows.text)
    for number in range(FOLDS):
        with tempfile.TemporaryDirectory() as made:
            shutil.copytree(weights._FOLDER, made, dirs_exist_ok=True)
            seen = data.only(np.flatnonzero(parts != number))
            train_marker.write(train_marker.train(seen.x, seen, MEMBERS), Path(made, "marker.json"))
            files = [table.only(part_of(fold, table.group, table.text) != number) for table in tables]
            whole = train_school.Table(*map(np.concatenate, zip(*files, strict=True)))
            train_school.write(whole, files, Path(made, "school.json"))
            with marked_by(Path(made)):
                for name in dict.fromkeys(name for _, name in TESTS.values()):
                    for row in lines(folder, name):
                        if fold(row.get("doc") or row["question_id"], row["answer"]) == number:
                            yield name, *looked_at(row)


def looked_at(row: dict) -> tuple[float, bool]:
    """Give how sure the marker is of an answer, and whether it is right."""
    made = mark_text(row["question"], row["references"], row["answer"])[0]
    good = row["label"] == "correct" if "label" in row else row["score"] >= 0.75
    return made.confidence, (made.credit >= 0.5) == good


def caution_for(sure: np.ndarray, right: np.ndarray, wanted: float = RIGHT) -> float:
    """Give the lowest confidence from which on so many marks are right; 1 if there is none."""
    order = np.argsort(-sure, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= wanted)
    return float(sure[order][enough[-1]]) if enough.size else 1.0


def main() -> None:
    """Cross-validate twice, and write the cautions."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    rows = load(folder, FILES)
    tables = [train_school.table(folder, (name,)) for name in train_school.FILES]
    cautions = {}
    for unseen, fold in (("questions", by_question), ("answers", by_answer)):
        marks = list(held_out(folder, fold, rows, tables))
        for test, (which, train) in TESTS.items():
            if which == unseen:
                sure, right = np.array([mark[1:] for mark in marks if mark[0] == train]).T
                cautions[test] = round(caution_for(sure, right), 3)
                alone = sure >= cautions[test]
                print(
                    f"{test:<20} caution {cautions[test]} (unseen {unseen} of {train}: decided {alone.mean():.0%}, "
                    f"all right {right.mean():.1%})"
                )
    TARGET.write_text(json.dumps(cautions, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
