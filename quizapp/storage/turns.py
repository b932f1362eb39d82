"""Taking turns: work that must not be done twice at once, whoever does it.

SQLite has one writer at a time, so there every writing transaction is a turn already. PostgreSQL lets many
write together; there an advisory lock makes those wait that do the same.
"""

import hashlib

from sqlalchemy import Connection, bindparam, func, select

LOCK = select(func.pg_advisory_xact_lock(bindparam("turn")))


def take_turn(db: Connection, *work: str) -> None:
    """Wait for all who do one of these kinds of ``work``; others wait until this transaction ends.

    Kinds are taken in the same order by everybody, so that no two wait for each other.
    """
    if db.dialect.name == "postgresql":
        for turn in sorted(turn_of(name) for name in work):
            db.execute(LOCK, {"turn": turn})


def turn_of(name: str) -> int:
    """Give the 64-bit number of an advisory lock."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
