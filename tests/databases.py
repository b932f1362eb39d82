"""Databases for the tests: each gets its own copy of one that the migrations made, on SQLite and on PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from cluster import Cluster
from sqlalchemy import create_engine, text

from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade

IN_MEMORY = Path("/dev/shm")
"""Where there is such a folder, syncing to it costs nothing; a shared disk makes every save wait."""


class SqliteCopies:
    """Copies of a database file."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.db"
        make_tables(f"sqlite:///{self.template}")

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Give the address of a database of its own, which goes at the end."""
        with quick_folder() as folder:
            shutil.copyfile(self.template, folder / "quizapp.db")
            yield f"sqlite:///{folder / 'quizapp.db'}"


class PostgresqlCopies:
    """Copies of a template database in a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.admin = create_engine(
            cluster.address("postgres").replace("postgresql:", "postgresql+psycopg:"),
            isolation_level="AUTOCOMMIT",
            pool_pre_ping=True,
        )
        self.over: list[str] = []
        self.run("CREATE DATABASE template")
        make_tables(cluster.address("template"))

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Give the address of a database of its own.

        It goes when the next one is made: by then the server has noticed that its connections are closed.
        """
        while self.over:
            self.run(f"DROP DATABASE {self.over.pop()} WITH (FORCE)")
        name = f"test_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template")
        try:
            yield self.cluster.address(name)
        finally:
            self.over.append(name)

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder that goes at the end, in memory where that is possible."""
    usable = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(prefix="quizapp-test-", dir=IN_MEMORY if usable else None) as folder:
        yield Path(folder)


def make_tables(address: str) -> None:
    engine = open_database(address)
    upgrade(engine)
    engine.dispose()
