"""What every test may ask for: a database made by the migrations, a small bank, and people."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import builders
import hypothesis
import pytest

from quizapp.model.bank import Bank
from quizapp.services import accounts, library, passwords, teach
from quizapp.services.accounts import User
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store

PASSWORD = "correct horse battery"

# A property holds or not; how long that takes depends on what else the machine does.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@dataclass(frozen=True)
class Learner:
    """Somebody without an account: a name, and the token in the browser's cookie."""

    name: str
    holder: str


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that the migrations made, without rows; tests work on copies."""
    path = tmp_path_factory.mktemp("empty") / "quizapp.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """The address of a database of this test's own."""
    path = tmp_path / "quizapp.db"
    shutil.copyfile(empty_database, path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on disk, made by the migrations."""
    engine = open_database(database_url)
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def now() -> datetime:
    """The time it is."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def bank() -> Bank:
    """Two multiple-choice and two short-answer questions."""
    return builders.bank()


@pytest.fixture
def ada() -> Learner:
    """A learner."""
    return Learner("Ada", "holder-of-ada-0123456789")


@pytest.fixture
def eve() -> Learner:
    """A stranger: another browser."""
    return Learner("Eve", "holder-of-eve-0123456789")


@pytest.fixture
def tara(store: Store, now: datetime) -> User:
    """A teacher, who signs in with PASSWORD."""
    return accounts.add_user(store, "tara", "Tara", "teacher", PASSWORD, now, cost=passwords.CHEAPEST)


@pytest.fixture
def theo(store: Store, now: datetime) -> User:
    """Another teacher, with the same password."""
    return accounts.add_user(store, "theo", "Theo", "teacher", PASSWORD, now, cost=passwords.CHEAPEST)


@pytest.fixture
def code(store: Store, bank: Bank, tara: User, now: datetime) -> str:
    """The join code of the bank, which Tara published."""
    library.import_bank(store, bank, tara, now)
    return teach.publish(store, tara, bank.id, now)


@pytest.fixture
def admin(store: Store, now: datetime) -> User:
    """An administrator, who sees what everybody has."""
    return accounts.add_user(store, "admin", "Admin", "administrator", PASSWORD, now, cost=passwords.CHEAPEST)
