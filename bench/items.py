"""Prints generated multiple-choice questions with their source, to be read by a person.

    python bench/items.py FOLDER [--sample N --seed S] [--family NAME] [--brief]

(FOLDER holds NAME.pairs.json files: a list of {question, answer}.) Without ``--sample`` all items are printed, a
family at a time. With it, N of all items are drawn at random, in random order, each with the whole answer of its pair:
what a strict reader judges by asking of each item: is the prompt clear on its own, is the key right by the source, can
no other option be defended, are the distractors plausible and grammatical, is it worth asking?
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from generate import read_pairs

from quizapp.generate import generate
from quizapp.generate.guessing import choices_of
from quizapp.model.bank import Bank
from quizapp.model.document import Document
from quizapp.model.question import MultipleChoice


def banks(folder: Path) -> Iterator[Bank]:
    """Generate a bank from every document of a folder."""
    for path in sorted(folder.glob("*.pairs.json")):
        name = path.name.removesuffix(".pairs.json")
        yield generate([Document(name, "bench", "", name, "", tuple(read_pairs(path)))]).bank


def shown(bank: Bank, item: MultipleChoice, brief: bool) -> str:
    """Show an item as a reader sees it; ``brief`` shows the sentence of the key instead of the whole answer."""
    passage = bank.passage_by_id[item.passage or ""]
    key = item.choices[item.key]
    said = " / ".join(bank.quote(span) for span in key.evidence) if brief else passage.answer
    lines = [f"[{bank.id}] ({item.family}) FAQ: {passage.question}", f"  SOURCE: {said}", f"  {item.prompt}"]
    lines += [f"    {'*' if choice.correct else '-'} {choice.text}" for choice in item.choices]
    return "\n".join(lines)


def main() -> None:
    """Print the items."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="draw so many at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", help="only items of this family")
    parser.add_argument("--brief", action="store_true", help="show the sentence of the key only")
    args = parser.parse_args()
    found = [(bank, item) for bank in banks(args.folder) for item in choices_of(bank)]
    if args.family:
        found = [(bank, item) for bank, item in found if item.family == args.family]
    if args.sample:
        found = random.Random(args.seed).sample(found, min(args.sample, len(found)))
    else:
        found.sort(key=lambda entry: entry[1].family)
    for number, (bank, item) in enumerate(found, start=1):
        print(f"#{number} {shown(bank, item, args.brief)}\n")


if __name__ == "__main__":
    main()
