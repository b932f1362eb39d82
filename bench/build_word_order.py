"""Counts which words follow which and writes quizapp/language/data/word_order.json (readable).

    python bench/build_word_order.py TREEBANK_FOLDER

TREEBANK_FOLDER holds ewt.train.tsv. Function words stand for themselves, all others for their kind (as
`quizapp.language.word_order.kind` sees it); punctuation parts stretches. Only pairs seen or expected often enough
to say something are kept.
"""

import argparse
import json
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

from quizapp.language.word_order import EDGE, kind

TARGET = Path(__file__).resolve().parent.parent / "quizapp" / "language" / "data" / "word_order.json"
DOUBT = 3.0
"""What is added to what was seen and what was expected, so that a rare pair says little."""

LEAST = 0.25
"""Logarithms nearer to nothing are left out."""


def stretches(path: Path) -> list[list[str]]:
    """Give the kinds of the words of every stretch between punctuation marks, with its edges."""
    found: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.split("\t")[0].lower()
        if not any(char.isalnum() for char in word):
            found.append([])
        elif word.startswith(("'", "n't")) and found[-1]:
            continue  # "do|n't" and "it|'s" are one word for the marker
        else:
            found[-1].append(kind(word))
    return [[EDGE, *one, EDGE] for one in found if one]


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    seen: Counter[tuple[str, str]] = Counter()
    for one in stretches(parser.parse_args().folder / "ewt.train.tsv"):
        seen.update(pairwise(one))
    before, after = Counter[str](), Counter[str]()
    for (first, second), count in seen.items():
        before[first] += count
        after[second] += count
    total = sum(seen.values())
    table: dict[str, dict[str, float]] = {}
    for first, many in sorted(before.items()):
        for second, others in sorted(after.items()):
            value = math.log((seen[first, second] + DOUBT) / (many * others / total + DOUBT))
            if abs(value) >= LEAST:
                table.setdefault(first, {})[second] = round(value, 2)
    lines = ",\n".join(f"{json.dumps(first)}: {json.dumps(row)}" for first, row in table.items())
    TARGET.write_text("{" + lines + "}\n", encoding="utf-8")
    print(f"{TARGET.name}: {sum(map(len, table.values())):,} pairs, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
