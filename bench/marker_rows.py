"""The rows that the marker's model learns from: features of answers, and what is known of their worth.

Besides the answers of the train files as they are, there are answers made by rule (`synthetic_answers`), answers
of people in another dress, and answers given to another question, which are worth nothing here.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import synthetic_answers

from quizapp.grade.features import feature_rows
from quizapp.grade.reading import read
from quizapp.grade.task import task
from quizapp.language.keypoints import full_marks_at, key_points

FILES = ("faq-answers.train", "scientsbank.train", "beetle.train", "saf_en_v1.train")
SHARE = {
    "faq-answers.train": 3.0,
    "scientsbank.train": 0.6,
    "beetle.train": 0.4,
    "saf_en_v1.train": 1.6,
    "made": 0.7,
    "varied": 0.8,
    "borrowed": 0.7,
    "reversed": 0.1,
}
"""What an answer of each file weighs in training: those like the answers that this app gets weigh most.

School answers weigh less: the trees for short references (`train_school.py`) learn from them.
"""

MADE = 0.7
"""What an answer made by rule weighs."""


@dataclass
class Rows:
    """Rows of features, flat: which alternative and answer each belongs to, and what is known."""

    x: list = field(default_factory=list)
    weight: list = field(default_factory=list)
    alternative: list = field(default_factory=list)
    full: list = field(default_factory=list)
    answer: list = field(default_factory=list)
    score: list = field(default_factory=list)
    contradicts: list = field(default_factory=list)
    share: list = field(default_factory=list)
    group: list = field(default_factory=list)
    kind: list = field(default_factory=list)
    source: list = field(default_factory=list)
    text: list = field(default_factory=list)

    def add(
        self,
        alternatives: list,
        score: float,
        contradicts: float,
        share: float,
        group: str,
        kind: str,
        source: str,
        text: str,
    ):
        """Add one answer: ``alternatives`` are lists of (features, weight) with the weight of full marks."""
        number = len(self.score)
        for rows, full in alternatives:
            for features, weight in rows:
                self.x.append(features)
                self.weight.append(weight)
                self.alternative.append(len(self.full))
            self.full.append(full)
            self.answer.append(number)
        self.score.append(score)
        self.contradicts.append(contradicts)
        self.share.append(share)
        self.group.append(group)
        self.kind.append(kind)
        self.source.append(source)
        self.text.append(text)


def add_whole(rows: Rows, row: dict, source: str) -> None:
    """Add an answer with the key points that the program finds in its references."""
    answer = read(row["answer"])
    alternatives = []
    for reference in row["references"]:
        points = key_points(row["question"], reference)
        found, _ = feature_rows(task(row["question"], reference, [point.text for point in points]), answer)
        weights = [point.weight for point in points]
        if found:
            alternatives.append((list(zip(found, weights, strict=True)), full_marks_at(weights)))
    contradicts = {"contradictory": 1.0, "correct": 0.0}.get(row.get("label", ""), float("nan"))
    if "kind" in row and "point_credit" in row:
        contradicts = float(min(row["point_credit"]) < 0)
    group = row.get("doc") or row["question_id"]
    if alternatives:
        rows.add(
            alternatives,
            row["score"],
            contradicts,
            SHARE.get(source, 1.0),
            group,
            row.get("kind", ""),
            source,
            row["answer"],
        )


def add_points(rows: Rows, row: dict, source: str) -> None:
    """Add every point of an answer that a person marked point by point."""
    found, _ = feature_rows(task(row["question"], row["references"][0], row["points"]), read(row["answer"]))
    for features, credit in zip(found, row["point_credit"], strict=True):
        share = SHARE[source] / len(found)
        rows.add(
            [([(features, 1.0)], 1.0)],
            max(credit, 0.0),
            float(credit < 0),
            share,
            row["doc"],
            row["kind"],
            source + ".points",
            row["answer"],
        )


def add_made(rows: Rows, folder: Path) -> None:
    """Add answers made by rule, to the questions of the FAQ train file."""
    seen: dict[str, dict] = {}
    for line in (folder / "faq-answers.train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seen.setdefault(row["question"], row)
    rng = random.Random(1)
    for question, row in seen.items():
        reference = row["references"][0]
        others = [
            other["references"][0]
            for other in seen.values()
            if other["doc"] == row["doc"] and other is not row
        ]
        own = [point.text for point in key_points(question, reference)]
        for points, round_ in ((own, 0), (list(row["points"]), 1)):
            against = task(question, reference, points)
            for text, credits_, worth in synthetic_answers.answers(rng, question, points, others):
                found, _ = feature_rows(against, read(text))
                for features, credit in zip(found, credits_, strict=True):
                    single = [([(features, 1.0)], 1.0)]
                    rows.add(
                        single,
                        max(credit, 0.0),
                        float(credit < 0),
                        MADE / len(found),
                        row["doc"],
                        "made",
                        "made.points",
                        text,
                    )
                if round_:
                    whole = {**row, "answer": text, "score": worth, "kind": "made", "point_credit": credits_}
                    add_whole(rows, whole, "made")


def add_made_of_references(rows: Rows, folder: Path, name: str) -> None:
    """Add answers made by rule from the references of a file whose answers have no points."""
    rng = random.Random(3)
    seen: dict[tuple[str, str], dict] = {}
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for reference in row["references"]:
            seen.setdefault((row["question_id"], reference), row)
    for (_, reference), row in seen.items():
        for text, worth in synthetic_answers.of_reference(rng, row["question"], reference):
            label = "correct" if worth == 1 else ""
            made = {**row, "references": [reference], "answer": text, "score": worth, "label": label}
            add_whole(rows, made, "made")


def lines(folder: Path, name: str) -> list[dict]:
    """Read a file of graded answers."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def add_borrowed_faq(rows: Rows, folder: Path) -> None:
    """Add good answers to other questions of the same document: on the topic, and worth nothing."""
    rng = random.Random(4)
    read_rows = lines(folder, "faq-answers.train")
    seen = {(row["doc"], row["question"]): row for row in read_rows}
    for (doc, question), row in seen.items():
        others = [r for r in read_rows if r["doc"] == doc and r["question"] != question]
        good = [r for r in others if r["score"] >= 0.95 and r["kind"] in ("full_own_words", "full_typos")]
        wrong = [r for r in others if r["kind"] == "wrong_topical"]
        for other in rng.sample(good, min(5, len(good))) + rng.sample(wrong, min(1, len(wrong))):
            none = [0.0] * len(row["points"])
            borrowed = {
                **row,
                "answer": other["answer"],
                "score": 0.0,
                "point_credit": none,
                "kind": "borrowed",
            }
            add_whole(rows, borrowed, "borrowed")
            add_points(rows, borrowed, "borrowed")


def add_borrowed_and_reversed(rows: Rows, folder: Path) -> None:
    """Add right answers to other questions of the same subject, and right answers turned round, of the school files."""
    rng = random.Random(5)
    for name, most in (("scientsbank.train", 1200), ("beetle.train", 600)):
        read_rows = lines(folder, name)
        right = [row for row in read_rows if row["label"] == "correct"]
        for row in rng.sample(right, most):
            text = synthetic_answers.turned(rng, row["answer"])
            if text is not None and row["question_id"]:
                add_whole(rows, {**row, "answer": text, "score": 0.0, "label": "contradictory"}, "reversed")
        if name.startswith("beetle"):
            continue  # its questions share their answers
        for row in rng.sample(right, most):
            subject = row["question_id"][:2]
            others = [
                r for r in right if r["question_id"][:2] == subject and r["question"] != row["question"]
            ]
            if others:
                text = rng.choice(others)["answer"]
                add_whole(rows, {**row, "answer": text, "score": 0.0, "label": "incorrect"}, "borrowed")


def load(folder: Path, names: Sequence[str]) -> Rows:
    """Read the train files."""
    rows = Rows()
    rng = random.Random(2)
    for name in names:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            add_whole(rows, row, name)
            if "point_credit" in row:
                add_points(rows, row, name)
                varied = synthetic_answers.variants(rng, row["answer"])
                if row["score"] >= 0.3:
                    varied += synthetic_answers.notes(rng, row["question"], row["answer"])
                for text in varied:
                    add_whole(rows, {**row, "answer": text}, "varied")
                    add_points(rows, {**row, "answer": text}, "varied")
    add_made(rows, folder)
    add_borrowed_faq(rows, folder)
    for name in names:
        if name.startswith(("scientsbank", "beetle")):
            add_made_of_references(rows, folder, name)
    add_borrowed_and_reversed(rows, folder)
    return rows
