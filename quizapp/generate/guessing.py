"""Guess rates: how often somebody who never saw the source picks the key, and whether that is more than luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from quizapp.generate import ranker
from quizapp.generate.attacks import ATTACKS, success
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice

ENOUGH = 40
"""Items from which on a guess rate that is too high is an error; with fewer it is a remark."""

MARGIN = 0.10
"""What a guess rate may be above chance."""

_Z = 1.96


@dataclass(frozen=True)
class GuessRate:
    """How often an attack that knows nothing of the source picks the key: ``rate`` of ``items``, and by ``chance``.

    ``low`` and ``high`` are the ends of its 95 % interval; ``blamed`` are the ids of the questions whose key the
    attack finds for certain.
    """

    attack: str
    rate: float
    items: int
    chance: float
    low: float = 0.0
    high: float = 1.0
    blamed: tuple[str, ...] = ()

    @property
    def too_high(self) -> bool:
        """Whether it is more than 10 points above chance, and not by luck."""
        return self.rate > self.chance + MARGIN and self.low > self.chance

    @property
    def grave(self) -> bool:
        """Whether it is too high, seen over enough items to be sure."""
        return self.too_high and self.items >= ENOUGH


def interval(rate: float, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share of ``count`` (Wilson 1927)."""
    centre = (rate + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z * sqrt(rate * (1 - rate) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def choices_of(bank: Bank) -> list[MultipleChoice]:
    """Give the multiple-choice questions of a bank."""
    return [question for question in bank.questions if isinstance(question, MultipleChoice)]


def _rate(name: str, tried: Sequence[tuple[MultipleChoice, float]]) -> GuessRate:
    count = len(tried)
    rate = sum(won for _, won in tried) / count
    chance = sum(1 / len(item.choices) for item, _ in tried) / count
    low, high = interval(rate, count)
    return GuessRate(
        name, rate, count, chance, low, high, tuple(item.id for item, won in tried if won == 1.0)
    )


def guess_rates(*banks: Bank) -> tuple[GuessRate, ...]:
    """Give the guess rate of every attack on the multiple-choice questions of the banks taken together.

    From `ENOUGH` items on the last row is the guesser that learnt from the other banks (or, with one bank, from
    the other passages).
    """
    groups = [choices_of(bank) for bank in banks]
    items = [item for group in groups for item in group]
    if not items:
        return ()
    rates = [
        _rate(name, [(item, success(attack(item), item.key)) for item in items])
        for name, attack in ATTACKS.items()
    ]
    learnt = ranker.held_out(groups) if len(items) >= ENOUGH else []
    return (*rates, _rate(ranker.NAME, learnt)) if learnt else tuple(rates)
