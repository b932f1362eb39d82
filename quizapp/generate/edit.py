"""A minimal edit of a sentence."""

from dataclasses import dataclass

from quizapp.generate.material import Sentence


@dataclass(frozen=True)
class Edit:
    """One place of a sentence, tokens ``first`` to ``last`` (excluded), and what turns it round.

    ``weight`` says from 0 to 1 how well the edit hides that it is one.
    """

    first: int
    last: int
    start: int
    end: int
    old: str
    new: str
    weight: float
    is_negation: bool = False


def edit_at(
    sentence: Sentence, first: int, last: int, new: str, weight: float, is_negation: bool = False
) -> Edit:
    """Make the edit of the tokens ``first`` to ``last`` of a sentence."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return Edit(first, last, start, end, sentence.text[start:end], new, weight, is_negation)
