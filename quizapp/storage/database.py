"""Opening a database, and saying in a sentence why it cannot be opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from quizapp.errors import StorageError
from quizapp.model.text import sentence
from quizapp.storage import postgresql

BUSY_TIMEOUT = "5"
"""Seconds that a statement waits for another writer; ``?timeout=`` in the address changes it."""

WRITES = "quizapp_writes"
"""Execution option of a connection whose next transaction will write."""


def open_database(database_url: str) -> Engine:
    """Open the database at an SQLAlchemy address; a SQLite file and its folder are made when absent.

    The folder gets mode 0700. Raises StorageError when the address or the place cannot be used, MissingExtra
    when the driver for the address is not installed.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as e:
        raise StorageError(
            "DATABASE_URL is not an address of a database. It looks like sqlite:////folder/quizapp.db or "
            "postgresql://user:password@host/name."
        ) from e
    kind = url.get_backend_name()
    if kind == "sqlite":
        return open_sqlite(url)
    if kind in postgresql.NAMES:
        return postgresql.open_postgresql(url)
    raise StorageError(f"DATABASE_URL names {kind!r}; quizapp works on SQLite and on PostgreSQL.")


def open_sqlite(url: URL) -> Engine:
    """Open a SQLite file with write-ahead log, foreign keys and full synchronisation."""
    if not url.database or url.database == ":memory:":
        raise StorageError("A database in memory would lose every answer. Give DATABASE_URL a file.")
    path = Path(url.database)
    make_place(path)
    engine = create_engine(
        url.update_query_dict({"timeout": url.query.get("timeout", BUSY_TIMEOUT)}),
        hide_parameters=True,  # an error in the log shows no answer
    )
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    with plain_words(engine), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    return engine


def make_place(path: Path) -> None:
    """Make the folder of a database file, and see that both can be written. Raises StorageError."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
    except OSError as e:
        raise StorageError(
            f"The data folder {path.parent} cannot be made ({e.strerror}). "
            "Choose another with QUIZAPP_DATA, or ask for the right to write there."
        ) from e
    if path.is_dir():
        raise StorageError(f"{path} is a folder, where the database file should be. Move it away.")
    for place in (path.parent, path):
        if place.exists() and not os.access(place, os.W_OK):
            what = "data folder" if place.is_dir() else "database file"
            raise StorageError(
                f"The {what} {place} is not writable. Mend its permissions, or choose another folder "
                "with QUIZAPP_DATA."
            )


def prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    """Set what SQLite forgets between connections; transactions are begun by ``begin_sqlite`` alone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        # FULL: an answer that was called saved survives a power cut.
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the lock at once, so that it waits, not fails."""
    writes = connection.get_execution_options().get(WRITES, False)
    driver = connection.connection.driver_connection
    if driver is not None:  # asked directly: a third of what the same costs through SQLAlchemy
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def plain_words(engine: Engine) -> Iterator[None]:
    """Turn what the database says about its own state into a StorageError with a sentence."""
    try:
        yield
    except PoolTimeoutError as e:
        raise StorageError(postgresql.BUSY) from e
    except (DBAPIError, sqlite3.Error) as e:
        on_file = engine.dialect.name == "sqlite"
        words = sqlite_sentence(e, engine) if on_file else postgresql.server_sentence(e)
        if words is None:
            raise
        raise StorageError(words) from e


TROUBLES = {
    "SQLITE_BUSY": sentence("The database is locked by another program. Try again in a moment."),
    "SQLITE_LOCKED": sentence("The database is locked. Try again in a moment."),
    "SQLITE_NOTADB": "{file} is not a quizapp database: the file is not a database at all. Move it away, "
    "or choose another folder with QUIZAPP_DATA.",
    "SQLITE_CORRUPT": "The database {file} is damaged. Restore the newest backup.",
    "SQLITE_FULL": sentence("The disk is full, so nothing could be saved. Make room, then try again."),
    "SQLITE_READONLY": "The database {file} is not writable. Mend the permissions of the file and of "
    "its folder.",
    "SQLITE_CANTOPEN": "The database {file} cannot be opened. Mend the permissions of the file and its "
    "folder, or choose another folder with QUIZAPP_DATA.",
    "SQLITE_IOERR": "The disk under {file} reports an error, so nothing could be saved.",
}


def sqlite_sentence(error: DBAPIError | sqlite3.Error, engine: Engine) -> str | None:
    """Give the sentence for an SQLite error that is about the database's state, None for any other."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", "")
    for trouble, words in TROUBLES.items():
        if name.startswith(trouble):
            return words.format(file=engine.url.database)
    return None
