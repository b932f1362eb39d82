"""Whether words follow each other as they do in English: counts of neighbours, no grammar.

`data/word_order.json` says for pairs of function words and kinds of other words how much more or less often the
second follows the first than chance would have it (logarithms). `bench/build_word_order.py` makes it.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from quizapp.language.numbers import number
from quizapp.language.weights import weights
from quizapp.language.wordnet import part_of_speech
from quizapp.language.words import STOPWORDS

EDGE = "|"
"""What stands before the first word of a stretch and after its last."""

_ENDINGS = ("ing", "ed", "ly", "s")


@lru_cache(maxsize=20_000)
def kind(word: str) -> str:
    """Give what a lower-case word is for its neighbours: itself, or the kind of its commonest sense and its ending."""
    if word in STOPWORDS or "'" in word:
        return word
    if number(word) is not None:
        return "#"
    ending = ""
    if word.endswith(_ENDINGS):
        ending = next(ending for ending in _ENDINGS if word.endswith(ending))
    return f"{part_of_speech(word) or '?'}-{ending}"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, float]]:
    return weights("word_order")


def fits(words: Sequence[str], breaks: Sequence[bool]) -> tuple[float, float]:
    """Say how well lower-case words follow each other: the mean over all pairs, and the share of odd pairs.

    ``breaks[i]`` tells that punctuation stands before word i. English prose has a mean of about 0.4.
    """
    if not words:
        return 0.0, 0.0
    table = _table()
    kinds = [EDGE]
    for word, is_new in zip(words, breaks, strict=True):
        if is_new and kinds[-1] is not EDGE:
            kinds.append(EDGE)
        kinds.append(kind(word))
    kinds.append(EDGE)
    values = [table.get(first, _NO_ROW).get(second, 0.0) for first, second in pairwise(kinds)]
    return sum(values) / len(values), sum(value < ODD for value in values) / len(values)


_NO_ROW: dict[str, float] = {}
ODD = -0.7
"""Pairs below it are half as frequent as chance would have it, or less."""
