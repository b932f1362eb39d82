"""Counts of tries, shared by all workers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from quizapp.storage.tables import Throttle
from quizapp.storage.turns import take_turn


def count_alone(db: Connection, keys: Iterable[str]) -> None:
    """Let nobody else count tries under these keys in this transaction."""
    take_turn(db, *keys)


def tries_since(db: Connection, key: str, since: datetime) -> tuple[int, datetime | None]:
    """Give how many tries there were after ``since``, and when the oldest of them was."""
    found = select(func.count(Throttle.id), func.min(Throttle.at)).where(
        Throttle.key == key, Throttle.at > since
    )
    count, oldest = db.execute(found).one()
    return count, oldest


def add_try(db: Connection, key: str, now: datetime) -> int:
    """Count one more try; gives its id."""
    return db.execute(insert(Throttle).values(key=key, at=now).returning(Throttle.id)).scalar_one()


def remove_try(db: Connection, try_id: int) -> None:
    """Take one try back."""
    db.execute(delete(Throttle).where(Throttle.id == try_id))


def remove_key(db: Connection, key: str) -> None:
    """Forget all tries of a key."""
    db.execute(delete(Throttle).where(Throttle.key == key))


def remove_before(db: Connection, before: datetime) -> None:
    """Forget the tries that no limit counts any more."""
    db.execute(delete(Throttle).where(Throttle.at <= before))
