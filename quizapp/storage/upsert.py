"""Insert a row, or change the one that is there: one statement, the same on SQLite and PostgreSQL."""

from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.storage.tables import Base

Insert = sqlite.Insert | postgresql.Insert


def upsert(db: Connection, table: type[Base], keys: tuple[str, ...], values: dict[str, Any]) -> None:
    """Store ``values``; where a row with the same ``keys`` exists, its other columns are changed."""
    changed = tuple(name for name in values if name not in keys)
    db.execute(insert_or_change(db.dialect.name, table.__tablename__, keys, changed), values)


def insert_once(db: Connection, table: type[Base], keys: tuple[str, ...], values: dict[str, Any]) -> None:
    """Store ``values``, unless a row with the same ``keys`` exists: that one stays."""
    db.execute(insert_or_change(db.dialect.name, table.__tablename__, keys, ()), values)


@cache
def insert_or_change(dialect: str, table: str, keys: tuple[str, ...], changed: tuple[str, ...]) -> Insert:
    """Build the statement once for each use; without ``changed`` columns the old row stays."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(Base.metadata.tables[table])
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=keys)
    new = {name: statement.excluded[name] for name in changed}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)
