"""Choices that look random and depend on nothing but the seed and the text they are about.

So the same document and seed give the same questions, and a change in one passage does not reshuffle the others.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Chance:
    """A source of chance for one seed."""

    seed: int

    def order(self, things: Iterable[T], *about: str) -> list[T]:
        """Give the things in an order of chance."""
        numbered = enumerate(things)
        return [thing for _, thing in sorted(numbered, key=lambda pair: self.number(*about, str(pair[0])))]

    def number(self, *about: str) -> float:
        """Give a number from 0 to 1 (1 excluded)."""
        digest = hashlib.sha256("\x1f".join((str(self.seed), *about)).encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48
