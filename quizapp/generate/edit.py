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


_TURNING = frozenset(
    "most few many often rarely usually always never unless if increase increases increased reduce reduces reduced "
    "decrease decreases decreased rise rises fall falls strengthen strengthens weaken weakens differs differ similar "
    "despite because without regardless depending higher lower high low".split()
)
"""Words of edits that turn a statement round as a negation does."""


def denies(edit: Edit) -> bool:
    """Whether an edit puts a "not" in or takes one out: two of them are hard to read."""
    return edit.is_negation or edit.new.endswith("but not")


def turns_all(edit: Edit) -> bool:
    """Whether an edit turns a whole statement round, so that another one beside it may turn it back."""
    shorter, longer = sorted((edit.old.lower(), edit.new.lower()), key=len)
    is_prefixed = longer.endswith(shorter) and longer != shorter and " " not in longer
    return denies(edit) or is_prefixed or not _TURNING.isdisjoint(f"{edit.old} {edit.new}".lower().split())
