"""Choosing distractors from a pool: alike in kind and length, unlike in words, with no place for the longest key."""

from collections.abc import Sequence
from itertools import combinations, islice
from typing import TypeVar

from quizapp.generate.chance import Chance
from quizapp.language.words import content_stems

LOOKED_AT = 9
"""Members of a pool, best first, that are combined."""

T = TypeVar("T")


def shares_words(one: str, other: str) -> bool:
    """Whether two texts have a content word in common."""
    return not set(content_stems(one)).isdisjoint(content_stems(other))


def length_fits(key: str, other: str) -> bool:
    """Whether an option is about as long as the key: at most half as long again, or a few characters."""
    shorter, longer = sorted((len(key), len(other)))
    return longer <= 1.6 * shorter or longer - shorter <= 9


def choose(key: str, pool: Sequence[tuple[str, T]], chance: Chance, count: int = 3) -> list[tuple[str, T]]:
    """Choose up to ``count`` of a pool (best first) that share no content word with each other.

    The place of the key in the order of lengths is drawn by chance, so that neither the longest nor the shortest
    option is right more often than any other; among the sets that give that place the best one is taken.
    """
    usable = [entry for entry in pool if length_fits(key, entry[0])][:LOOKED_AT]
    for size in (count, count - 1):
        sets = [list(chosen) for chosen in islice(combinations(usable, size), 200) if _apart(chosen)]
        if not sets:
            continue
        wanted = int(chance.number("length", key) * (size + 1))
        return min(sets[:60], key=lambda chosen: abs(_rank(key, chosen) - wanted))
    return []


def unlike(sets: Sequence[tuple[T, ...]], most: int) -> list[tuple[T, ...]]:
    """Give the first few sets (best first) that have at most one member in common.

    What one of them uses may be used up by another question of the quiz.
    """
    taken: list[tuple[T, ...]] = []
    for chosen in sets:
        if len(taken) < most and all(sum(member in other for member in chosen) < 2 for other in taken):
            taken.append(chosen)
    return taken


def _apart(chosen: Sequence[tuple[str, T]]) -> bool:
    return not any(shares_words(one[0], other[0]) for one, other in combinations(chosen, 2))


def _rank(key: str, chosen: Sequence[tuple[str, T]]) -> int:
    """Give how many of the chosen are shorter than the key."""
    return sum(len(text) < len(key) for text, _ in chosen)
