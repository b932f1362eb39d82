"""The store: transactions on one database, and what may be remembered of it because it never changes."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from quizapp.model.bank import Bank
from quizapp.storage import library
from quizapp.storage.content import read_bank_content
from quizapp.storage.database import WRITES, plain_words
from quizapp.storage.queue import Queue
from quizapp.storage.tables import Installation
from quizapp.storage.upsert import insert_once

Transaction = Connection
"""What ``reading`` and ``writing`` give: the first argument of everything in this room's other modules."""

REMEMBERED_BANKS = 32


class Store:
    """One database, shared by all threads of a process.

    Every piece of work is one explicit transaction: ``with store.writing() as db: save_answer(db, …)``.
    What was written is on the disk when the block ends; an exception inside it undoes everything.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reader = engine
        if engine.dialect.name == "postgresql":
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = engine.execution_options(**{WRITES: True})
        self._queue = Queue(engine)
        self._lock = threading.Lock()
        self._banks: OrderedDict[int, Bank] = OrderedDict()
        self._secrets: dict[str, str] = {}

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a transaction that sees the database as it was at its start. Raises StorageError."""
        with plain_words(self.engine), self._reader.begin() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Give a transaction that writes, committed at the end of the block.

        On SQLite it is the only one; on PostgreSQL it holds the rows that it locks (``lock=True``) and the
        turns that it takes (``storage.turns``). Raises StorageError when the lock cannot be had or nothing can
        be written.
        """
        with plain_words(self.engine), self._queue.turn(), self._writer.begin() as db:
            yield db

    def ping(self) -> None:
        """Ask the database for its smallest table. Raises StorageError."""
        with self.reading() as db:
            db.execute(select(Installation.key).limit(1)).first()

    def bank(self, version_id: int) -> Bank:
        """Give the bank of a version; versions never change, so the last used ones are remembered."""
        with self._lock:
            if version_id in self._banks:
                self._banks.move_to_end(version_id)
                return self._banks[version_id]
        with self.reading() as db:
            bank = read_bank_content(library.content_of(db, version_id))
        with self._lock:
            self._banks[version_id] = bank
            while len(self._banks) > REMEMBERED_BANKS:
                self._banks.popitem(last=False)
        return bank

    def secret(self, name: str) -> str:
        """Give the installation's secret of that name (256 bits), made when it is first asked for."""
        if name not in self._secrets:
            wanted = select(Installation.value).where(Installation.key == name)
            with self.reading() as db:
                value = db.execute(wanted).scalar()
            if value is None:
                with self.writing() as db:
                    fresh = {"key": name, "value": secrets.token_urlsafe(32)}
                    insert_once(db, Installation, ("key",), fresh)
                    value = db.execute(wanted).scalar_one()
            self._secrets[name] = value
        return self._secrets[name]
