"""Speed and memory of generating from a large table of questions and answers.

    python bench/scale.py FILE.csv.gz [--pairs N ...] [--questions N]

For each number of pairs (all of them by default): pairs a second, seconds a 1,000 pairs, and the peak memory so far;
time that grows with the square of the pairs shows as a falling speed.
"""

import argparse
import csv
import gzip
import io
import resource
import sys
import time
from pathlib import Path

from quizapp.cli.progress import progress
from quizapp.generate import generate
from quizapp.generate.guessing import choices_of
from quizapp.model.document import Document, Pair


def read_pairs(path: Path) -> list[Pair]:
    """Read the columns question and answer of a compressed table."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    csv.field_size_limit(sys.maxsize)
    return [Pair(row["question"], row["answer"]) for row in csv.DictReader(io.StringIO(text))]


def main() -> None:
    """Print a row a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--pairs", type=int, nargs="*", help="sizes to measure")
    parser.add_argument("--questions", type=int, help="ask for so many questions only")
    chosen = parser.parse_args()
    pairs = read_pairs(chosen.file)
    print(f"{'pairs':>7} {'items':>6} {'CPU s':>7} {'pairs/s':>8} {'peak MB':>8}")
    for count in chosen.pairs or [len(pairs)]:
        document = Document("large.csv", "bench", "", "Large", "", tuple(pairs[:count]))
        began = time.process_time()
        with progress("Making questions") as line:
            bank = generate([document], questions=chosen.questions, progress=line.show if line else None).bank
        took = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>7,} {len(choices_of(bank)):>6,} {took:>7.1f} {count / took:>8.1f} {peak:>8,.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
