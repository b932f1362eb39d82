"""Guessing without the source: what a test-wise stranger could pick an option by.

Each attack scores the options of an item; the stranger takes the one with the highest score. A fair item gives
no attack more than chance.
"""

from collections.abc import Callable, Sequence

from quizapp.language.vectors import rarity
from quizapp.language.words import STOPWORDS, content_stems, stem, words
from quizapp.model.question import MultipleChoice

Scores = list[float]

ABSOLUTE = frozenset(
    "all always never none only every entirely completely totally absolutely nothing nobody everyone "
    "impossible exclusively".split()
)


def _texts(question: MultipleChoice) -> list[str]:
    return [choice.text for choice in question.choices]


def longest(question: MultipleChoice) -> Scores:
    """Take the longest option."""
    return [float(len(text)) for text in _texts(question)]


def shortest(question: MultipleChoice) -> Scores:
    """Take the shortest option."""
    return [-float(len(text)) for text in _texts(question)]


def overlap(question: MultipleChoice) -> Scores:
    """Take the option that shares most words with the prompt."""
    asked = set(content_stems(question.prompt))
    return [float(len(asked & set(content_stems(text)))) for text in _texts(question)]


def rare_overlap(question: MultipleChoice) -> Scores:
    """Take the option that shares the rarest words with the prompt."""
    asked = set(content_stems(question.prompt))
    return [
        sum(weight for name, weight in _weights(text).items() if name in asked) for text in _texts(question)
    ]


def least_overlap(question: MultipleChoice) -> Scores:
    """Take the option that shares fewest words with the prompt."""
    return [-score for score in overlap(question)]


def _weights(text: str) -> dict[str, float]:
    low = [word.text.lower().replace("’", "'") for word in words(text)]
    return {stem(word): 0.05 + rarity(word) for word in low if word not in STOPWORDS}


def convergence(question: MultipleChoice) -> Scores:
    """Take the option that shares most with the other options."""
    sets = [set(content_stems(text)) for text in _texts(question)]
    return [
        sum(len(own & other) / max(len(own | other), 1) for j, other in enumerate(sets) if j != i)
        for i, own in enumerate(sets)
    ]


def odd_one_out(question: MultipleChoice) -> Scores:
    """Take the option that shares least with the other options."""
    return [-score for score in convergence(question)]


def rarest_words(question: MultipleChoice) -> Scores:
    """Take the option with the rarest words: the one that sounds most precise."""
    found = [_weights(text) for text in _texts(question)]
    return [max(weights.values(), default=0.0) for weights in found]


def not_absolute(question: MultipleChoice) -> Scores:
    """Avoid options with absolute words."""
    return [-float(any(word.text.lower() in ABSOLUTE for word in words(text))) for text in _texts(question)]


def first(question: MultipleChoice) -> Scores:
    """Take the first option as written."""
    return [-float(place) for place in range(len(question.choices))]


def middle(question: MultipleChoice) -> Scores:
    """Take the options in the middle, as written."""
    centre = (len(question.choices) - 1) / 2
    return [-abs(place - centre) for place in range(len(question.choices))]


ATTACKS: dict[str, Callable[[MultipleChoice], Scores]] = {
    "the longest option": longest,
    "the shortest option": shortest,
    "most words of the prompt": overlap,
    "rarest words of the prompt": rare_overlap,
    "fewest words of the prompt": least_overlap,
    "most like the others": convergence,
    "least like the others": odd_one_out,
    "rarest words": rarest_words,
    "no absolute word": not_absolute,
    "the first option": first,
    "an option in the middle": middle,
}


def success(scores: Sequence[float], key: int) -> float:
    """Give the probability that an attack picks the key; equal scores are drawn by lot."""
    best = max(scores)
    winners = [place for place, score in enumerate(scores) if score >= best - 1e-9]
    return 1.0 / len(winners) if key in winners else 0.0
