"""Where the databases of a measurement are: new SQLite files, or a PostgreSQL server of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import cluster

POSTGRESQL = "postgresql"


@dataclass
class Places:
    """Gives new databases; ``server`` is the PostgreSQL that was started for them, if one was."""

    kind: str
    folder: Path
    server: cluster.Cluster | None = None
    made: int = 0

    def new(self) -> str:
        """Give the address of an empty database; an address that was given can be had once only."""
        self.made += 1
        if self.server:
            admin = self.server.address("postgres").replace("postgresql:", "postgresql+psycopg:")
            engine = create_engine(admin, isolation_level="AUTOCOMMIT")
            with engine.connect() as db:
                db.execute(text(f"CREATE DATABASE load{self.made}"))
            engine.dispose()
            return self.server.address(f"load{self.made}")
        if self.kind and self.made == 1:
            return self.kind
        return f"sqlite:///{self.folder / f'quizapp{self.made}.db'}"


@contextmanager
def places(kind: str, folder: Path) -> Iterator[Places]:
    """Prepare places: ``kind`` is "" (SQLite), "postgresql" (a server of one's own) or an address.

    The server syncs to the disk, as one that keeps people's answers must.
    """
    if kind != POSTGRESQL:
        yield Places(kind, folder)
        return
    found = cluster.programs()
    if found is None:
        raise SystemExit(cluster.ADVICE)
    cluster.QUICK.update(
        {"fsync": "on", "full_page_writes": "on", "shared_buffers": "256MB", "autovacuum": "on"}
    )
    with cluster.running(found) as server:
        yield Places(kind, folder, server)
