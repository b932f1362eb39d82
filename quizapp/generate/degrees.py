"""The places of a sentence at which one of a closed set of words stands."""

from collections.abc import Callable
from functools import lru_cache

from quizapp.generate import amounts, terms
from quizapp.generate.degree import Degree
from quizapp.generate.material import Sentence

SETS: tuple[Callable[[Sentence, int], Degree | None], ...] = (
    amounts.comparison,
    amounts.period,
    amounts.share,
    amounts.frequency,
    amounts.bound,
    terms.duty_word,
    terms.advice,
    amounts.change,
    terms.set_phrase,
    amounts.evidence,
    amounts.date,
    amounts.level,
    amounts.unit,
    terms.allowing,
    terms.condition,
)

TRIGGERS = amounts.TRIGGERS | terms.TRIGGERS
"""Words at which a set may begin, beside comparatives."""


@lru_cache(maxsize=1_000)
def degrees(sentence: Sentence) -> tuple[Degree, ...]:
    """Give the places of a sentence that have a closed set."""
    found = (
        find(sentence, place)
        for place, token in enumerate(sentence.tokens[:-1])
        if token.low in TRIGGERS or token.tag in ("JJR", "RBR")
        for find in SETS
    )
    return tuple(degree for degree in found if degree)
