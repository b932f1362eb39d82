"""How good generated multiple-choice questions are on real FAQ documents, beside the obvious design.

    python bench/generate.py FOLDER      (FOLDER holds NAME.pairs.json files: a list of {question, answer})

For each document: pairs, items made, by family. For all items together: how often each attack of a guesser who
never saw the source picks the key. The baseline in the same run is the obvious design: the FAQ question as the
prompt, the first sentence of its answer as the key, first sentences of other answers as distractors.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

from quizapp.generate import generate
from quizapp.generate.attacks import ATTACKS, success
from quizapp.generate.check import check
from quizapp.language.sentences import sentences
from quizapp.model.document import Document, Pair
from quizapp.model.question import Choice, MultipleChoice


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs of a document."""
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = data["pairs"] if isinstance(data, dict) else data
    return [Pair(row["question"], row["answer"]) for row in rows]


def obvious(pairs: list[Pair], rng: random.Random) -> list[MultipleChoice]:
    """Make the items that everybody makes first."""
    firsts = [pair.answer[span.start : span.end] for pair in pairs for span in sentences(pair.answer)[:1]]
    items = []
    for number, (pair, key) in enumerate(zip(pairs, firsts, strict=True)):
        others = rng.sample([text for text in firsts if text != key], 3)
        choices = [Choice(key, True), *(Choice(text, False) for text in others)]
        rng.shuffle(choices)
        items.append(MultipleChoice(f"q{number}", pair.question, tuple(choices)))
    return items


def rates(items: list[MultipleChoice]) -> dict[str, float]:
    """Give the success of every attack."""
    found = {"chance": sum(1 / len(item.choices) for item in items) / len(items)}
    for name, attack in ATTACKS.items():
        found[name] = sum(success(attack(item), item.key) for item in items) / len(items)
    return found


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    ours: list[MultipleChoice] = []
    baseline: list[MultipleChoice] = []
    print(f"{'document':<22} {'pairs':>5} {'items':>5} {'grave':>5} {'ms':>6}  families")
    for path in sorted(folder.glob("*.pairs.json")):
        pairs = read_pairs(path)
        name = path.name.removesuffix(".pairs.json")
        began = time.perf_counter()
        bank = generate([Document(name, "bench", "", name, "", tuple(pairs))]).bank
        took = (time.perf_counter() - began) * 1000
        items = [question for question in bank.questions if isinstance(question, MultipleChoice)]
        grave = sum(flaw.grave for flaw in check(bank))
        families = ", ".join(f"{f} {n}" for f, n in sorted(Counter(item.family for item in items).items()))
        print(f"{name:<22} {len(pairs):>5} {len(items):>5} {grave:>5} {took:>6,.0f}  {families}")
        ours += items
        baseline += obvious(pairs, random.Random(1))
    made, plain = rates(ours), rates(baseline)
    print(f"\n{'guess rate':<30} {'quizapp':>8} {'obvious design':>15}")
    print(f"{'items':<30} {len(ours):>8} {len(baseline):>15}")
    for name in made:
        print(f"{name:<30} {made[name]:>8.3f} {plain[name]:>15.3f}")


if __name__ == "__main__":
    main()
