"""Limits on what may be tried again and again: kept in the database, so that all workers count together."""

import ipaddress
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.errors import TooManyTries
from quizapp.model.text import counted
from quizapp.services.tokens import hash_of
from quizapp.storage import throttle
from quizapp.storage.store import Store


@dataclass(frozen=True)
class Limit:
    """So many tries within so long a time; ``name`` says what is tried."""

    name: str
    tries: int
    window: timedelta

    def key(self, *who: str) -> str:
        """Give the key under which the tries of somebody are counted; names nobody."""
        return f"{self.name}:{hash_of(chr(0).join(who))[:32]}"


LONGEST_WINDOW = timedelta(hours=1)
"""Tries are forgotten after this; no limit may look further back."""


def network_of(client: str) -> str:
    """Give whose tries count together: an IPv4 address, the /64 that one household has of IPv6."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(address), 64), strict=False))
        return str(address.ipv4_mapped)
    return str(address)


@dataclass(frozen=True)
class Tries:
    """Tries that were counted and may turn out not to be failures."""

    ids: tuple[int, ...]


def count_try(store: Store, limits: Iterable[tuple[Limit, str]], now: datetime) -> Tries:
    """Count one try under each limit's key, before its outcome is known: many at once cannot slip through.

    Raises TooManyTries, and counts nothing, when a limit is reached.
    """
    checked = list(limits)
    with store.writing() as db:
        throttle.count_alone(db, [key for _, key in checked])
        throttle.remove_before(db, now - LONGEST_WINDOW)
        for limit, key in checked:
            count, oldest = throttle.tries_since(db, key, now - limit.window)
            if count >= limit.tries and oldest is not None:
                wait = math.ceil((oldest + limit.window - now) / timedelta(minutes=1))
                raise TooManyTries(
                    counted(
                        "Too many tries. Wait a minute, then try again.",
                        "Too many tries. Wait %(count)s minutes, then try again.",
                        max(wait, 1),
                    )
                )
        return Tries(tuple(throttle.add_try(db, key, now) for _, key in checked))


def take_back(store: Store, tries: Tries, *forget: str) -> None:
    """Uncount tries that were no failures, and forget all earlier ones of the keys in ``forget``."""
    with store.writing() as db:
        for try_id in tries.ids:
            throttle.remove_try(db, try_id)
        for key in forget:
            throttle.remove_key(db, key)
