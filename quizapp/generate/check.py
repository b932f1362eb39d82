"""What ``quizapp check`` says of a bank: flaws of its items, and how far guessing gets."""

from collections import Counter
from dataclasses import dataclass

from quizapp.generate.attacks import ATTACKS, success
from quizapp.generate.critics import findings
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice

FEWEST_FOR_SKEW = 10
"""Items from which on the places of the keys are looked at."""


@dataclass(frozen=True)
class Flaw:
    """A flaw of an item: its name, what was seen, and whether it must be mended (``grave``)."""

    question: str
    name: str
    saw: str
    grave: bool


@dataclass(frozen=True)
class GuessRate:
    """How often an attack that knows nothing of the source picks the key: ``rate`` of ``items``, and by ``chance``."""

    attack: str
    rate: float
    items: int
    chance: float


def _items(bank: Bank) -> list[MultipleChoice]:
    return [question for question in bank.questions if isinstance(question, MultipleChoice)]


def check(bank: Bank) -> tuple[Flaw, ...]:
    """Give the flaws of the multiple-choice questions of a bank, and of the bank as a quiz."""
    items = _items(bank)
    flaws = [Flaw(item.id, found.name, found.saw, found.grave) for item in items for found in findings(item)]
    return (*flaws, *_skew(bank, items))


def _skew(bank: Bank, items: list[MultipleChoice]) -> list[Flaw]:
    """Tell when one place holds more than half of the keys."""
    if len(items) < FEWEST_FOR_SKEW:
        return []
    place, count = Counter(item.key for item in items).most_common(1)[0]
    if count <= len(items) / 2:
        return []
    return [Flaw(bank.id, "key position skew", f"{count} of {len(items)} keys in place {place + 1}", False)]


def guess_rates(bank: Bank) -> tuple[GuessRate, ...]:
    """Give the guess rate of every attack on the multiple-choice questions of a bank."""
    items = _items(bank)
    if not items:
        return ()
    chance = sum(1 / len(item.choices) for item in items) / len(items)
    return tuple(
        GuessRate(
            name, sum(success(attack(item), item.key) for item in items) / len(items), len(items), chance
        )
        for name, attack in ATTACKS.items()
    )
