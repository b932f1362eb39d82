"""Moving a whole database into another: every row of every table, compared one by one before it counts."""

from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Result,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DataError

from quizapp.errors import StorageError
from quizapp.storage.database import WRITES, plain_words
from quizapp.storage.postgresql import be_patient
from quizapp.storage.tables import Base

AT_ONCE = 1_000
"""Rows that are sent together."""


def copy_database(source: Engine, target: Engine, instead: bool = False) -> dict[str, int]:
    """Copy every row of ``source`` into ``target``; gives the number of rows by table.

    Both have the tables of this version, and the target's are empty, or (``instead``, on a server) are emptied. All or
    nothing: the source is read as it was at one moment, and the rows are read back from the target and compared
    before they count. Raises StorageError, and leaves the target as it was, otherwise.
    """
    counts = {}
    reader = source
    if source.dialect.name == "postgresql":
        reader = source.execution_options(isolation_level="REPEATABLE READ")
    with plain_words(source), reader.connect() as old, old.begin(), plain_words(target):
        be_patient(old)
        writer = target.execution_options(**{WRITES: True})
        with writer.connect() as new, new.begin():
            be_patient(new)
            if instead:
                empty(new)
            for table in Base.metadata.sorted_tables:
                require_empty(new, table)
            for table in Base.metadata.sorted_tables:
                counts[table.name] = copy_table(old, new, table)
            for table in Base.metadata.sorted_tables:
                compare(old, new, table)
    return counts


def empty(new: Connection) -> None:
    """Take every row out of a database on a server; nobody else can use its tables meanwhile.

    The audit log, too, is exchanged as a whole here: its guard stands aside for this one statement.
    """
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    new.exec_driver_sql("ALTER TABLE audit_entry DISABLE TRIGGER USER")
    new.exec_driver_sql(f"TRUNCATE {names}")
    new.exec_driver_sql("ALTER TABLE audit_entry ENABLE TRIGGER USER")


def require_empty(new: Connection, table: Table) -> None:
    """Raise StorageError when a table has a row."""
    if new.execute(select(table).limit(1)).first() is not None:
        raise StorageError(
            f"The database to copy into is not empty (there are rows in {table.name!r}). Make a new one for "
            "it; nothing was changed."
        )


def copy_table(old: Connection, new: Connection, table: Table) -> int:
    """Copy the rows of one table; gives how many there were.

    Where a row points to another one of its own table, the pointer follows when all of them are there.
    """
    copied = 0
    pointers = [c for c in table.columns if any(key.references(table) for key in c.foreign_keys)]
    later: list[dict[str, Any]] = []
    for rows in in_order(old, table).partitions(AT_ONCE):
        sent = [row._asdict() for row in rows]
        later += [row for row in sent if any(row[column.name] is not None for column in pointers)]
        try:
            new.execute(insert(table), [{**row, **{c.name: None for c in pointers}} for row in sent])
        except DataError as e:
            raise StorageError(
                f"A row of {table.name!r} does not fit into the other database ({e.orig}). Nothing was copied."
            ) from e
        copied += len(rows)
    if later:
        point(new, table, pointers, later)
    if copied and new.dialect.name == "postgresql" and table.autoincrement_column is not None:
        go_on_counting(new, table)
    return copied


def point(new: Connection, table: Table, pointers: list[Column[Any]], rows: list[dict[str, Any]]) -> None:
    """Let rows point to others of their own table."""
    keys = list(table.primary_key)
    statement = update(table).where(*(key == bindparam(f"at_{key.name}") for key in keys))
    statement = statement.values({c.name: bindparam(f"to_{c.name}") for c in pointers})
    new.execute(
        statement,
        [
            {
                **{f"at_{key.name}": row[key.name] for key in keys},
                **{f"to_{c.name}": row[c.name] for c in pointers},
            }
            for row in rows
        ],
    )


def go_on_counting(new: Connection, table: Table) -> None:
    """Let the next row of a table get the number after the highest."""
    column = table.autoincrement_column
    if column is not None:
        highest = select(func.max(column)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        new.execute(select(func.setval(sequence, highest)))


def compare(old: Connection, new: Connection, table: Table) -> None:
    """Compare a table row by row. Raises StorageError at the first difference."""
    with in_order(old, table) as sent, in_order(new, table) as arrived:
        for number, (was, now) in enumerate(zip_longest(sent, arrived), 1):
            if was is None or now is None or tuple(was) != tuple(now):
                raise StorageError(
                    f"Row {number} of {table.name!r} did not arrive as it was sent. Nothing was copied."
                )


def in_order(db: Connection, table: Table) -> Result[Any]:
    """Ask for the rows of a table, a part at a time; text is ordered by its bytes on every database."""
    keys = [
        column.collate("C") if db.dialect.name == "postgresql" and isinstance(column.type, String) else column
        for column in table.primary_key
    ]
    return db.execute(select(table).order_by(*keys).execution_options(yield_per=AT_ONCE))
