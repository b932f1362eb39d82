"""A place of a sentence at which one of a closed set of words stands, each of which excludes the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence


@dataclass(frozen=True)
class Degree:
    """A place with what else could stand there, each as one or two edits; ``ranks`` where the set has an order.

    The first rank is that of the sentence itself.
    """

    others: tuple[tuple[Edit, ...], ...]
    weight: float
    ranks: tuple[float, ...] = ()


def single(sentence: Sentence, first: int, last: int, words: Sequence[str], weight: float) -> Degree:
    """Give the place of the tokens ``first`` to ``last`` (excluded) with the words that could stand there."""
    return Degree(tuple((edit_at(sentence, first, last, new, weight),) for new in words), weight)
