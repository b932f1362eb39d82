"""Backups, whole and in one file, also while a server runs.

A backup is an SQLite database, whatever the database is that it was taken of: one on a server is copied row by
row, as it was at one moment, and compared. So a backup of either can be restored to either.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from quizapp.errors import StorageError
from quizapp.storage.check import faults_of_file, file_of
from quizapp.storage.copying import copy_database
from quizapp.storage.database import open_database, plain_words
from quizapp.storage.migrate import require_known, upgrade


def back_up(engine: Engine, target: Path) -> None:
    """Write the database as it is now to a new file, whole or not at all, for its owner alone.

    Raises StorageError when the file exists or cannot be written, or the database cannot be read.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as e:
        raise StorageError(f"{target} is there already. Choose another name; backups replace nothing.") from e
    except OSError as e:
        raise StorageError(f"{target} cannot be written ({e.strerror}). Choose another place.") from e
    done = False
    try:
        with plain_words(engine):
            if engine.dialect.name == "sqlite":
                copy_over(file_of(engine), target)
            else:
                with opened(target) as file:
                    copy_database(engine, file)
            with closing(sqlite3.connect(target)) as connection:  # one file, without a log beside it
                connection.execute("PRAGMA journal_mode=DELETE")
        done = True
    finally:
        if not done:
            for path in (target, *(target.with_name(f"{target.name}-{log}") for log in ("wal", "shm"))):
                path.unlink(missing_ok=True)


def restore(engine: Engine, backup: Path, kept: Path) -> None:
    """Put a backup in the place of the database; what was there goes to the new file ``kept`` first.

    Raises StorageError, and changes nothing, when the backup is not one of quizapp's, or is damaged.
    """
    require_sound(backup)
    back_up(engine, kept)
    with plain_words(engine):
        engine.dispose()
        if engine.dialect.name == "sqlite":
            copy_over(backup, file_of(engine))
            return
        # The backup stays as it is: a copy of it gets the tables of this version.
        with tempfile.TemporaryDirectory(prefix="quizapp-restore-", dir=kept.parent) as folder:
            shutil.copyfile(backup, Path(folder, "backup.db"))
            with opened(Path(folder, "backup.db")) as file:
                copy_database(file, engine, instead=True)


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """Open a file as a database with the tables of this version."""
    file = open_database(f"sqlite:///{path.absolute().as_posix()}")
    try:
        upgrade(file)
        yield file
    finally:
        file.dispose()


def require_sound(backup: Path) -> None:
    """Open a backup as a restore would, and look through all of it.

    Raises StorageError when it is not one of quizapp's, of a newer version, or damaged.
    """
    if not backup.is_file():
        raise StorageError(f"{backup}: there is no such file. Give one that `quizapp db backup` wrote.")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = faults_of_file(connection)
            revisions = list(connection.execute("SELECT version_num FROM alembic_version"))
    except sqlite3.Error as e:
        raise StorageError(f"{backup} is not a backup of quizapp ({e}).") from e
    if found:
        raise StorageError(f"{backup} is damaged ({found[0]}). Take another backup.")
    require_known(revisions[0][0] if revisions else None)


def copy_over(source: Path, target: Path) -> None:
    """Copy one database over another in one transaction of the other."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
        old.backup(new)
