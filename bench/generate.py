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
from statistics import mean

from quizapp.generate import generate
from quizapp.generate.check import check, guess_rates
from quizapp.generate.guessing import choices_of
from quizapp.language.sentences import sentences
from quizapp.model.bank import Bank
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
        others = rng.sample(rest := [text for text in firsts if text != key], min(3, len(rest)))
        choices = [Choice(key, True), *(Choice(text, False) for text in others)]
        rng.shuffle(choices)
        items.append(MultipleChoice(f"q{number}", pair.question, tuple(choices)))
    return items


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    ours: list[Bank] = []
    baseline: list[Bank] = []
    covered = 0
    print(f"{'document':<22} {'pairs':>5} {'with':>5} {'items':>5} {'grave':>5} {'ms':>6}  families")
    for path in sorted(folder.glob("*.pairs.json")):
        pairs = read_pairs(path)
        name = path.name.removesuffix(".pairs.json")
        began = time.perf_counter()
        bank = generate([Document(name, "bench", "", name, "", tuple(pairs))]).bank
        took = (time.perf_counter() - began) * 1000
        items = choices_of(bank)
        grave = sum(flaw.grave for flaw in check(bank))
        having = len({item.passage for item in items})
        covered += having
        families = ", ".join(f"{f} {n}" for f, n in sorted(Counter(item.family for item in items).items()))
        print(f"{name:<22} {len(pairs):>5} {having:>5} {len(items):>5} {grave:>5} {took:>6,.0f}  {families}")
        ours.append(bank)
        baseline.append(Bank(name, name, questions=tuple(obvious(pairs, random.Random(1)))))
    report(ours, baseline, covered)


def report(ours: list[Bank], baseline: list[Bank], covered: int) -> None:
    """Print what holds for all documents together."""
    items = [item for bank in ours for item in choices_of(bank)]
    families = Counter(item.family for item in items)
    print(f"\n{covered} pairs with a multiple-choice question, {len(items)} items")
    print(
        "families:", ", ".join(f"{name} {count / len(items):.0%}" for name, count in families.most_common())
    )
    places = Counter(f"{item.key + 1} of {len(item.choices)}" for item in items)
    print("places of keys:", ", ".join(f"{place}: {count}" for place, count in sorted(places.items())))
    made, plain = guess_rates(*ours), guess_rates(*baseline)
    print(f"\n{'guess rate':<32} {'quizapp':>8} {'95 % interval':>15} {'obvious design':>15}")
    print(f"{'items':<32} {made[0].items:>8} {'':>15} {plain[0].items:>15}")
    print(f"{'chance':<32} {made[0].chance:>8.3f} {'':>15} {plain[0].chance:>15.3f}")
    for one, other in zip(made, plain, strict=True):
        print(f"{one.attack:<32} {one.rate:>8.3f} {f'{one.low:.3f}–{one.high:.3f}':>15} {other.rate:>15.3f}")
    print(
        f"{'mean of all attacks':<32} {mean(rate.rate for rate in made):>8.3f}"
        f" {'':>15} {mean(rate.rate for rate in plain):>15.3f}"
    )


if __name__ == "__main__":
    main()
