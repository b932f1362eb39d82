"""Passwords: which are good enough, and their hashes (argon2id)."""

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from quizapp.errors import QuizError
from quizapp.model.text import sentence

SHORTEST, LONGEST = 8, 1024


@dataclass(frozen=True)
class PasswordCost:
    """What a hash costs: passes over the memory, the memory in KiB, lanes; checking costs the same."""

    passes: int
    memory: int
    lanes: int


STANDARD = PasswordCost(passes=2, memory=19_456, lanes=1)
"""OWASP's setting for servers that many people use at once: a fiftieth of a second of one core, and 19 MiB."""

CHEAPEST = PasswordCost(passes=1, memory=8, lanes=1)
"""The least that argon2 allows: for throw-away installations, where no password guards anything."""

# A class that signs in together waits, instead of filling the memory and taking every core.
_at_once = threading.BoundedSemaphore(2)


def check_rules(password: str, login: str) -> None:
    """Raise QuizError when a password is too short, too long, the login, or among the most common."""
    if len(password) < SHORTEST:
        raise QuizError(
            sentence(
                "The password has %(count)s characters; give %(least)s or more.",
                count=len(password),
                least=SHORTEST,
            )
        )
    if len(password) > LONGEST:
        raise QuizError(
            sentence(
                "The password has %(count)s characters; %(most)s are the most.",
                count=len(password),
                most=LONGEST,
            )
        )
    plain = as_bytes(password).decode("utf-8", "replace").casefold()
    if plain == login.casefold() or {plain, plain.rstrip("0123456789!?.*#")} & common_passwords():
        raise QuizError(
            sentence(
                "The password is among the first that anybody would try. Take several words of your own."
            )
        )


@cache
def common_passwords() -> frozenset[str]:
    """Give the most common passwords in lower case; those that end in digits also without them."""
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def hash_password(password: str, cost: PasswordCost) -> str:
    """Give the hash to store."""
    with _at_once:
        return hasher(cost).hash(as_bytes(password))


def is_right(password: str, stored: str | None, cost: PasswordCost) -> bool:
    """Check a password; without a stored hash one of ``cost`` is checked in vain, for the same timing."""
    usable = stored if stored is not None and len(password) <= LONGEST else None
    with _at_once:
        try:
            hasher(cost).verify(usable or dummy_hash(cost), as_bytes(password[:LONGEST]))
        except VerifyMismatchError:
            return False
    return usable is not None


def is_of(stored: str, cost: PasswordCost) -> bool:
    """Say whether a stored hash has that cost, and not one that was usual before."""
    return not hasher(cost).check_needs_rehash(stored)


@cache
def dummy_hash(cost: PasswordCost) -> str:
    """Give a hash that stands in for the one that an unknown login does not have."""
    return hasher(cost).hash(b"nobody has this password")


@cache
def hasher(cost: PasswordCost) -> PasswordHasher:
    """Give argon2id with a cost."""
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory, parallelism=cost.lanes)


def as_bytes(password: str) -> bytes:
    """Give the bytes that are hashed: the same for every way to type the same characters."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
