"""Who took a quiz: attempts of one learner put together, which of them counts, names for a screen share."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.quiz import Counting


@dataclass(frozen=True)
class Member:
    """Somebody on a class's roster; what the school's system did not write is ""."""

    id: int
    name: str
    login: str = ""
    email: str = ""
    sis_id: str = ""


@dataclass(frozen=True)
class Begun:
    """An attempt, as far as who and when is concerned; ``id`` grows with the start."""

    id: int
    public_id: str
    learner: str
    member_id: int | None
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class Learner:
    """A learner with all attempts, the first begun first; a member of the class may have none.

    ``alike``: others began under the same name in other browsers, so that nobody knows who is who.
    """

    name: str
    attempts: tuple[Begun, ...]
    member: Member | None = None
    alike: bool = False


def name_key(name: str) -> str:
    """Give the same key for a name however it is written: capitals, spaces and the like aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def learners_of(
    attempts: Iterable[Begun], members: Iterable[Member], holders: Mapping[int, frozenset[str]]
) -> list[Learner]:
    """Put together what one learner took: first the class in the order of its roster, then all others.

    Attempts with a member are that member's. Without one they are of one learner when the name is the same and a
    browser holds both (``holders``, by attempt): two people may well have the same name.
    """
    roster = {member.id: member for member in members}
    of_member: dict[int, list[Begun]] = {member_id: [] for member_id in roster}
    by_name: dict[str, list[list[Begun]]] = {}
    for attempt in attempts:
        if attempt.member_id in of_member and attempt.member_id is not None:
            of_member[attempt.member_id].append(attempt)
        else:
            add_by_browser(by_name.setdefault(name_key(attempt.learner), []), attempt, holders)
    found = [Learner(roster[one].name, tuple(taken), roster[one]) for one, taken in of_member.items()]
    guests = [
        Learner(group[-1].learner, tuple(group), alike=len(groups) > 1)
        for groups in by_name.values()
        for group in groups
    ]
    return found + sorted(guests, key=lambda learner: learner.attempts[0].id)


def add_by_browser(groups: list[list[Begun]], attempt: Begun, holders: Mapping[int, frozenset[str]]) -> None:
    """Add an attempt to those that share a browser with it, which makes one group of them."""
    own = holders.get(attempt.id, frozenset())
    joined = [group for group in groups if any(own & holders.get(one.id, frozenset()) for one in group)]
    for group in joined:
        groups.remove(group)
    together = [*(one for group in joined for one in group), attempt]
    groups.append(sorted(together, key=lambda one: one.id))


def has_double_names(attempts: Iterable[Begun]) -> bool:
    """Say whether browsers have to tell whether attempts are of one learner."""
    seen: set[str] = set()
    for attempt in attempts:
        if attempt.member_id is None:
            key = name_key(attempt.learner)
            if key in seen:
                return True
            seen.add(key)
    return False


def counting_attempt(
    attempts: Sequence[Begun], counting: Counting, percent: Mapping[int, float | None]
) -> Begun | None:
    """Give which of a learner's attempts counts; without one that is handed in, the last one.

    ``percent`` is needed for the best of several: the earlier of two that are as good counts.
    """
    finished = [attempt for attempt in attempts if attempt.finished_at is not None]
    if not finished:
        return attempts[-1] if attempts else None
    if counting is Counting.FIRST:
        return finished[0]
    if counting is Counting.LAST:
        return finished[-1]
    return max(finished, key=lambda attempt: percent.get(attempt.id) or 0.0)


def pseudonyms(learners: Sequence[Learner], seed: str) -> list[str]:
    """Give a name for each learner of ``learners_of`` that says nothing, like "Learner 07".

    The same for the same ``seed``. The class is numbered in an order of its own, as a roster is often in the order of
    the alphabet; others are numbered as they began, so that somebody new changes nobody's number.
    """
    class_size = sum(learner.member is not None for learner in learners)
    mixed = sorted(range(class_size), key=lambda place: digest(seed, learners[place]))
    numbers = {place: number for number, place in enumerate(mixed, 1)}
    width = max(2, len(str(len(learners))))
    return [f"Learner {numbers.get(place, place + 1):0{width}}" for place in range(len(learners))]


def digest(seed: str, learner: Learner) -> str:
    """Give a number to order a member by that nobody can guess without the seed."""
    number = learner.member.id if learner.member else 0
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
