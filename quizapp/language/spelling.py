"""Slips of spelling: whether a typed word is another word with a letter wrong."""

from rapidfuzz.distance import OSA


def slips(right: str, typed: str, most: int = 2) -> int:
    """Count the letters left out, added or exchanged between two words; ``most + 1`` stands for more."""
    return int(OSA.distance(right, typed, score_cutoff=most))


def slips_allowed(word: str) -> int:
    """Give how many slips a word of that length forgives: short words none, for they turn into others."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def same_but_for_spelling(right: str, typed: str) -> bool:
    """Whether an unknown typed word can only be the right one misspelt."""
    longest = max(len(right), len(typed))
    return longest >= 4 and slips(right, typed) <= (1 if longest < 7 else 2)
