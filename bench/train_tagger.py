"""Trains the part-of-speech tagger, measures it on held-out text, and writes quizapp/language/data/tagger.json.gz.

    python bench/train_tagger.py FOLDER      (FOLDER holds ewt.train.tsv and ewt.test.tsv)

The method is NLTK's averaged perceptron; the treebank is UD English EWT (CC BY-SA 4.0). The same input gives the
same bytes. Weights below `SMALLEST` are dropped: they change one tag in a thousand and take half the space.
"""

import argparse
import gzip
import json
import random
import time
from pathlib import Path

from nltk.tag.perceptron import PerceptronTagger

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "tagger.json.gz"
ROUNDS = 5
SMALLEST = 0.25
CONTENT = ("NN", "VB", "JJ", "RB")

Sentence = list[tuple[str, str]]


def read_sentences(path: Path) -> list[Sentence]:
    """Give the sentences of a file as lists of (word, tag)."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [[(line.split("\t")[0], line.split("\t")[2]) for line in block.splitlines()] for block in blocks]


def train(sentences: list[Sentence]) -> PerceptronTagger:
    """Train a tagger in a few rounds, in an order that a fixed seed decides."""
    random.seed(1)
    tagger = PerceptronTagger(load=False)
    tagger.train(sentences, nr_iter=ROUNDS)
    return tagger


def prune(tagger: PerceptronTagger) -> None:
    """Drop the weights that hardly matter and round the others."""
    for feature, weights in list(tagger.model.weights.items()):
        kept = {tag: round(weight, 2) for tag, weight in weights.items() if abs(weight) >= SMALLEST}
        if kept:
            tagger.model.weights[feature] = kept
        else:
            del tagger.model.weights[feature]


def write(tagger: PerceptronTagger) -> None:
    """Write the three tables of the tagger, sorted, as compressed JSON without a date in it."""
    tables = {
        "weights": {feature: dict(sorted(w.items())) for feature, w in sorted(tagger.model.weights.items())},
        "tagdict": dict(sorted(tagger.tagdict.items())),
        "classes": sorted(tagger.classes),
    }
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def measure(tagger: PerceptronTagger, sentences: list[Sentence]) -> tuple[float, float, float]:
    """Give the share of right tags, that of content words by coarse tag, and words a second."""
    right = total = right_content = content = 0
    began = time.perf_counter()
    for sentence in sentences:
        for (_, wanted), (_, got) in zip(sentence, tagger.tag([word for word, _ in sentence]), strict=True):
            total += 1
            right += wanted == got
            if wanted.startswith(CONTENT):
                content += 1
                right_content += wanted[:2] == got[:2]
    return right / total, right_content / content, total / (time.perf_counter() - began)


def main() -> None:
    """Train, measure, prune, measure again, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    tagger = train(read_sentences(folder / "ewt.train.tsv"))
    test = read_sentences(folder / "ewt.test.tsv")
    print(f"{'tagger':<10} {'all words':>9} {'content':>8} {'words/s':>8}")
    for name in ("full", "pruned"):
        share, content, speed = measure(tagger, test)
        print(f"{name:<10} {share:>9.1%} {content:>8.1%} {speed:>8,.0f}")
        prune(tagger)
    write(tagger)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
