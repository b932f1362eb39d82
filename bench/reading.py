"""How well and how fast real FAQ documents are read.

    python bench/reading.py FOLDER [--scale medquad-full.csv.gz] [--mutations N]

FOLDER holds documents, each with its pairs beside it (NAME.pairs.json). For each document: pairs, how many are equal
to the letter after collapsing white space, how many are near (the same question, at least 90 % of the answer),
missing and extra ones. The baseline in the same run is the obvious reader: strip the tags, a line that ends with a
question mark is a question, what follows is its answer. With --scale, time and memory of one large table. With
--mutations, the documents are changed at random and read: all that may happen is a document or a clear error.
"""

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.formats.readers import READERS, read_document

NEAR = 0.9
MEASURE = """
import resource, sys, time
from pathlib import Path
from quizapp.formats.readers import read_document
data = Path(sys.argv[1]).read_bytes()
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
document = read_document(data, "medquad.csv")
took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(document.pairs), len(document.problems), took, before // 1024, after // 1024)
"""

SIGNS = (
    b"\x00", b"\xff\xfe", b"<", b"</div>", b"<![+-", b"<!--", b"&#x110000;", b"{{", b"```\n", b"\n---\n", b"\n===\n",
    b'"', b"\n.. ", b"::\n", b"[" * 300, b"<b>" * 300,
    b"|===\n", b"Q: ", b"? ", b"\xc3", b"\r", b"- " * 200, b"> " * 200,
    b"*" * 50,
)  # fmt: skip

Pairs = list[tuple[str, str]]


def collapse(text: str) -> str:
    """Put every run of white space as one space."""
    return " ".join(text.split())


def read(path: Path) -> Pairs:
    """Read a document as quizapp does."""
    return [
        (collapse(p.question), collapse(p.answer)) for p in read_document(path.read_bytes(), path.name).pairs
    ]


def obvious(path: Path) -> Pairs:
    """Read a document as everybody does first."""
    text = re.sub(r"<[^>]+>", "", path.read_bytes().decode("utf-8", "replace"))
    rows = [collapse(re.sub(r"^[#*\s]+|[*\s]+$", "", row)) for row in text.splitlines()]
    pairs: Pairs = []
    for row in filter(None, rows):
        if row.endswith("?"):
            pairs.append((row, ""))
        elif pairs:
            pairs[-1] = (pairs[-1][0], collapse(f"{pairs[-1][1]} {row}"))
    return pairs


def compared(found: Pairs, wanted: Pairs) -> tuple[int, int, int, int]:
    """Give how many pairs are equal, near, missing and extra."""
    left, missing = Counter(found), []
    for pair in wanted:
        if left[pair]:
            left[pair] -= 1
        else:
            missing.append(pair)
    extra = list(left.elements())
    near = 0
    for question, answer in missing:
        match = next((p for p in extra if p[0] == question and likeness(p[1], answer) >= NEAR), None)
        if match:
            near += 1
            extra.remove(match)
    return len(wanted) - len(missing), near, len(missing) - near, len(extra)


def likeness(one: str, other: str) -> float:
    """Give how much of two texts is the same, from 0 to 1, in words."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def sources(folder: Path) -> list[tuple[Path, Pairs]]:
    """Give the documents with the pairs that people took out of them."""
    found = []
    for gold in sorted(folder.glob("*.pairs.json")):
        stem = gold.name.removesuffix(".pairs.json")
        [path] = [path for path in folder.glob(f"{stem}.*") if path.suffix != ".json"]
        rows = json.loads(gold.read_text(encoding="utf-8"))["pairs"]
        found.append((path, [(collapse(row["question"]), collapse(row["answer"])) for row in rows]))
    return found


def print_table(documents: list[tuple[Path, Pairs]]) -> None:
    """Print how each document is read."""
    print(
        f"{'document':<26} {'read as':<9} {'pairs':>5} {'equal':>5} {'near':>4} {'missing':>7} {'extra':>5} {'ms':>6}"
        f" {'baseline':>9}  title"
    )
    total = [0] * 6
    for path, wanted in documents:
        began = time.perf_counter()
        document = read_document(path.read_bytes(), path.name)
        took = (time.perf_counter() - began) * 1000
        counts = compared(read(path), wanted)
        plain = compared(obvious(path), wanted)[0]
        total = [a + b for a, b in zip(total, [len(wanted), *counts, plain], strict=True)]
        equal, near, missing, extra = counts
        print(
            f"{path.name:<26} {document.format:<9} {len(wanted):>5} {equal:>5} {near:>4} {missing:>7} {extra:>5}"
            f" {took:>6,.0f} {plain:>9}  {document.title[:40]}"
        )
    pairs, equal, near, missing, extra, plain = total
    print(f"{'all':<36} {pairs:>5} {equal:>5} {near:>4} {missing:>7} {extra:>5} {'':>6} {plain:>9}")
    print(f"equal to the letter: {equal / pairs:.1%} (baseline {plain / pairs:.1%})")


def print_scale(path: Path) -> None:
    """Print time and memory for a large table, read in a process of its own."""
    data = gzip.decompress(path.read_bytes())
    with tempfile.NamedTemporaryFile(suffix=".csv") as stream:
        stream.write(data)
        stream.flush()
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, stream.name], capture_output=True, text=True, check=True
        )
    pairs, remarks, took, before, after = done.stdout.split()
    print(
        f"\n{path.stem}: {int(pairs):,} pairs, {int(remarks):,} remarks, {float(took):.2f} s; "
        f"memory at most {after} MB ({before} MB before)"
    )


def mutated(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """Change a file at random: cut it, turn bits, repeat, drop or exchange pieces."""
    work = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(work) + 1)
        end = min(len(work), start + rng.choice((1, 2, 8, 60, 500, 5000)))
        kind = rng.randrange(7)
        if kind == 0:
            del work[start:]
        elif kind == 1:
            del work[start:end]
        elif kind == 2:
            work[start:start] = work[start:end] * rng.choice((1, 2, 30))
        elif kind == 3 and start < len(work):
            work[start] ^= 1 << rng.randrange(8)
        elif kind == 4:
            other = rng.choice(others)
            cut = rng.randrange(len(other))
            work[start:end] = other[cut : cut + rng.choice((10, 200, 4000))]
        elif kind == 5:
            work[start:end] = bytes(rng.randrange(256) for _ in range(end - start))
        else:
            work[start:start] = rng.choice(SIGNS)
    return bytes(work)


def print_mutations(documents: list[Path], count: int) -> None:
    """Read mutated documents and print what became of them; a traceback ends the program."""
    rng = random.Random(1)
    originals = {path.name: path.read_bytes() for path in documents}
    texts = [name for name in READERS if not READERS[name].magic]
    outcomes: Counter[str] = Counter()
    slowest = (0.0, "")
    for number in range(count):
        name = rng.choice(list(originals))
        data = mutated(originals[name], list(originals.values()), rng)
        reader = rng.choice([None, None, None, *texts])
        began = time.perf_counter()
        try:
            outcome = f"a document ({'marked' if read_document(data, name, reader).problems else 'clean'})"
        except QuizError:
            outcome = "a clear error"
        except BaseException:
            Path(f"mutation-{number}.bin").write_bytes(data)
            print(
                f"mutation {number} of {name}, read as {reader}: kept as mutation-{number}.bin",
                file=sys.stderr,
            )
            raise
        slowest = max(slowest, (time.perf_counter() - began, f"{name} as {reader}"))
        outcomes[outcome] += 1
    print(f"\n{count:,} mutations: " + ", ".join(f"{n:,} {what}" for what, n in outcomes.most_common()))
    print(
        f"the slowest took {slowest[0]:.2f} s ({slowest[1]}); memory at most "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=Path, help="a gzipped table of pairs")
    parser.add_argument("--mutations", type=int, default=0, help="how many changed files to read")
    arguments = parser.parse_args()
    documents = sources(arguments.folder)
    print_table(documents)
    if arguments.scale:
        print_scale(arguments.scale)
    if arguments.mutations:
        print_mutations([path for path, _ in documents], arguments.mutations)


if __name__ == "__main__":
    main()
