"""The places of a sentence at which one of a closed set of words stands."""

from collections.abc import Callable, Iterator

from quizapp.generate import amounts, terms
from quizapp.generate.degree import Degree
from quizapp.generate.material import Sentence

SETS: tuple[Callable[[Sentence, int], Degree | None], ...] = (
    amounts.comparison,
    amounts.time,
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


def degrees(sentence: Sentence) -> Iterator[Degree]:
    """Give the places of a sentence that have a closed set."""
    for place in range(len(sentence.tokens) - 1):
        for find in SETS:
            found = find(sentence, place)
            if found:
                yield found
