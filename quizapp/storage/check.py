"""Whether a database is sound: every page can be read, every row points to rows that are there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, Select, and_, exists, func, select

from quizapp.storage.database import plain_words
from quizapp.storage.postgresql import be_patient
from quizapp.storage.tables import Base

FAULTS_SHOWN = 20


def faults(engine: Engine) -> list[str]:
    """Give what is wrong inside the database: damaged pages, rows that point nowhere; none: it is sound."""
    with plain_words(engine):
        if engine.dialect.name == "sqlite":
            with closing(sqlite3.connect(file_of(engine))) as connection:
                return faults_of_file(connection)
        with engine.begin() as db:
            be_patient(db)
            return faults_of_server(db)


def faults_of_file(connection: sqlite3.Connection) -> list[str]:
    """Give the faults that SQLite finds."""
    said = [text for (text,) in connection.execute(f"PRAGMA integrity_check({FAULTS_SHOWN})") if text != "ok"]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(FAULTS_SHOWN)
    said += [
        f"row {row} of {table} points to a row of {parent} that is not there"
        for table, row, parent, _ in orphans
    ]
    return said


def faults_of_server(db: Connection) -> list[str]:
    """Read every row of every table, and count those that point nowhere.

    A server refuses such rows as they come; they appear after damage, or a restore with the checks off.
    """
    said = []
    for table in Base.metadata.sorted_tables:
        for _ in db.execute(select(table).execution_options(yield_per=1_000)):
            pass
        for constraint in table.foreign_key_constraints:
            lost = db.execute(orphans_of(constraint)).scalar_one()
            if lost:
                parent = constraint.referred_table.name
                said.append(f"{lost} rows of {table.name} point to rows of {parent} that are not there")
    return said


def orphans_of(constraint: ForeignKeyConstraint) -> Select[int]:
    """Count the rows whose foreign key leads nowhere."""
    pairs = [(element.parent, element.column) for element in constraint.elements]
    there = exists().where(and_(*(column == parent for column, parent in pairs)))
    return (
        select(func.count())
        .select_from(constraint.table)
        .where(and_(*(column.is_not(None) for column, _ in pairs)), ~there)
    )


def file_of(engine: Engine) -> Path:
    """Give the file of an SQLite database."""
    return Path(engine.url.database or "")
