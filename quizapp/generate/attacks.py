"""Guessing without the source: what a test-wise stranger could pick an option by.

Each attack scores the options of an item; the stranger takes the one with the highest score. A fair item gives
no attack more than chance.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from quizapp.language.vectors import SIZE, Vectors, rarity, weighted_vector
from quizapp.language.words import STOPWORDS, content_stems, stem, words
from quizapp.model.question import MultipleChoice

Scores = list[float]

ABSOLUTE = frozenset(
    "all always never none only every entirely completely totally absolutely nothing nobody everyone "
    "impossible exclusively".split()
)
HEDGES = frozenset(
    "may might can could usually often generally typically sometimes some likely probably possibly perhaps "
    "should tends mostly".split()
)
NEGATIONS = frozenset("not no never without cannot neither nor none nothing nobody".split())


def _texts(question: MultipleChoice) -> list[str]:
    return [choice.text for choice in question.choices]


@lru_cache(maxsize=5_000)
def _low(text: str) -> tuple[str, ...]:
    return tuple(word.text.lower() for word in words(text))


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


@lru_cache(maxsize=5_000)
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


def rareness(text: str) -> float:
    """Say how rare the rarest word of a text is."""
    return max(_weights(text).values(), default=0.0)


def rarest_words(question: MultipleChoice) -> Scores:
    """Take the option with the rarest words: the one that sounds most precise."""
    return [rareness(text) for text in _texts(question)]


def not_absolute(question: MultipleChoice) -> Scores:
    """Avoid options with absolute words."""
    return [-float(not ABSOLUTE.isdisjoint(_low(text))) for text in _texts(question)]


def hedged(question: MultipleChoice) -> Scores:
    """Take the option that commits itself least: may, can, usually."""
    return [float(sum(word in HEDGES for word in _low(text))) for text in _texts(question)]


@lru_cache(maxsize=5_000)
def is_negated(text: str) -> bool:
    """Whether a text has a word that denies."""
    return any(
        word.text.lower() in NEGATIONS or word.text.lower()[-3:] in ("n't", "n’t") for word in words(text)
    )


def _rare_form(signs: Sequence[object]) -> Scores:
    """Score each option by how few of the options have a sign like its own."""
    count = Counter(signs)
    return [-float(count[sign]) for sign in signs]


def negation_alone(question: MultipleChoice) -> Scores:
    """Take the option that alone is negated, or alone is not."""
    return _rare_form([is_negated(text) for text in _texts(question)])


def digits(question: MultipleChoice) -> Scores:
    """Take the option with most digits: exact figures sound known."""
    return [float(sum(char.isdigit() for char in text)) for text in _texts(question)]


def capitals(question: MultipleChoice) -> Scores:
    """Take the option with most capitals: names sound known."""
    return [float(sum(char.isupper() for char in text[1:])) for text in _texts(question)]


_MARKS = re.compile(r"[^\w\s]")


def format_alone(question: MultipleChoice) -> Scores:
    """Take the option whose first letter, last mark and other marks are unlike those of the rest."""
    return _rare_form(
        [(text[:1].isupper(), text[-1:] == ".", len(_MARKS.findall(text))) for text in _texts(question)]
    )


@lru_cache(maxsize=5_000)
def _meaning(text: str) -> Vectors:
    total = np.zeros(SIZE, dtype=np.float32)
    for word in words(text):
        if word.text.lower() not in STOPWORDS:
            total = total + weighted_vector(word.text.lower())
    length = float(np.linalg.norm(total))
    return total / np.float32(length) if length else total


def nearness(prompt: str, texts: Sequence[str]) -> Scores:
    """Say how near each text is to a prompt by word vectors, -1 to 1."""
    asked = _meaning(prompt)
    return [round(float(_meaning(text) @ asked), 4) for text in texts]


def nearest_meaning(question: MultipleChoice) -> Scores:
    """Take the option that is nearest to the prompt by word vectors."""
    return nearness(question.prompt, _texts(question))


def first(question: MultipleChoice) -> Scores:
    """Take the first option as written."""
    return [-float(place) for place in range(len(question.choices))]


def last(question: MultipleChoice) -> Scores:
    """Take the last option as written."""
    return [float(place) for place in range(len(question.choices))]


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
    "most hedged": hedged,
    "alone with or without “not”": negation_alone,
    "most digits": digits,
    "most capitals": capitals,
    "another format": format_alone,
    "nearest by word vectors": nearest_meaning,
    "the first option": first,
    "the last option": last,
    "an option in the middle": middle,
}


def success(scores: Sequence[float], key: int) -> float:
    """Give the probability that an attack picks the key; equal scores are drawn by lot."""
    best = max(scores)
    winners = [place for place, score in enumerate(scores) if score >= best - 1e-9]
    return 1.0 / len(winners) if key in winners else 0.0
