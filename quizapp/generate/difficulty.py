"""How hard an item probably is, before anybody has answered it."""

from quizapp.generate.guessing import choices_of
from quizapp.language.vectors import rarity
from quizapp.language.words import STOPWORDS, content_stems, words
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice

LEVELS = ((0.34, "easy"), (0.58, "medium"), (1.01, "hard"))
"""Upper ends of the levels."""

LONG = 90
"""Words to read after which an item is as hard to read as can be."""


def difficulty(question: MultipleChoice) -> float:
    """Estimate the difficulty of an item from 0 to 1: options alike, much to read, rare words.

    Options that share most of their words can be told apart only by who knows the detail (Alsubait, Parsia & Sattler
    2013 call it the similarity theory). It is an estimate for composing a quiz; the statistics of answers know better.
    """
    texts = [choice.text for choice in question.choices]
    length = len(question.prompt.split()) + sum(len(text.split()) for text in texts)
    said = [word.text.lower() for text in texts for word in words(text) if word.text.lower() not in STOPWORDS]
    rare = sum(rarity(word) for word in said) / len(said) if said else 0.0
    return round(0.5 * _likeness(texts) + 0.3 * min(length / LONG, 1.0) + 0.2 * rare, 3)


def _likeness(texts: list[str]) -> float:
    sets = [set(content_stems(text)) for text in texts]
    pairs = [(one, other) for place, one in enumerate(sets) for other in sets[:place]]
    shares = [len(one & other) / max(len(one | other), 1) for one, other in pairs]
    return sum(shares) / len(shares) if shares else 0.0


def level(question: MultipleChoice) -> str:
    """Give the difficulty of an item as a word: easy, medium or hard."""
    value = difficulty(question)
    return next(name for end, name in LEVELS if value < end)


def levels(bank: Bank) -> dict[str, int]:
    """Count the multiple-choice questions of a bank by their level."""
    found = {name: 0 for _, name in LEVELS}
    for question in choices_of(bank):
        found[level(question)] += 1
    return found
