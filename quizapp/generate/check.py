"""What ``quizapp check`` says of a bank: flaws of its items, and how far guessing gets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.generate.critics import findings
from quizapp.generate.guessing import GuessRate, choices_of, guess_rates
from quizapp.generate.material import read_material
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice

__all__ = ["Flaw", "GuessRate", "check", "guess_rates", "guessable"]

FEWEST_FOR_SKEW = 10
"""Items from which on the places of the keys are looked at."""

MOST_BLAMED = 12
"""Items that are named for one attack."""


@dataclass(frozen=True)
class Flaw:
    """A flaw of an item: its name, what was seen, and whether it must be mended (``grave``).

    ``question`` is the id of the question, or of the bank for a flaw of the bank as a quiz.
    """

    question: str
    name: str
    saw: str
    grave: bool


def check(bank: Bank) -> tuple[Flaw, ...]:
    """Give the flaws of the multiple-choice questions of a bank, and of the bank as a quiz."""
    items = choices_of(bank)
    material = read_material(bank.passages)
    flaws = [
        Flaw(item.id, found.name, found.saw, found.grave)
        for item in items
        for found in findings(item, material)
    ]
    return (*flaws, *_skew(bank, items))


def _skew(bank: Bank, items: list[MultipleChoice]) -> list[Flaw]:
    """Tell when one place holds more than half of the keys."""
    if len(items) < FEWEST_FOR_SKEW:
        return []
    place, count = Counter(item.key for item in items).most_common(1)[0]
    if count <= len(items) / 2:
        return []
    return [Flaw(bank.id, "key position skew", f"{count} of {len(items)} keys in place {place + 1}", False)]


def guessable(bank: Bank, rates: Sequence[GuessRate]) -> tuple[Flaw, ...]:
    """Give a flaw of the bank for every guess rate that is too high, with the items to blame."""
    flaws = []
    for rate in rates:
        if not rate.too_high:
            continue
        named = ", ".join(rate.blamed[:MOST_BLAMED]) + (" …" if len(rate.blamed) > MOST_BLAMED else "")
        figures = f"{rate.rate:.0%} of {rate.items:,}, by chance {rate.chance:.0%}"
        flaws.append(Flaw(bank.id, "guess rate", f"“{rate.attack}” finds {figures}: {named}", rate.grave))
    return tuple(flaws)
