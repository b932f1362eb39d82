"""What every test may ask for: a database made by the migrations, a small bank, and people."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import builders
import hypothesis
import pytest
from cluster import ADVICE, Cluster, programs, running
from databases import PostgresqlCopies, SqliteCopies

from quizapp.model.bank import Bank
from quizapp.services import accounts, library, passwords, teach
from quizapp.services.accounts import User
from quizapp.storage.database import open_database
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches a database on each kind; ``@pytest.mark.only_on("sqlite")`` says where one has no sense."""
    if "kind_of_database" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("only_on")
        kinds = only.args if only else ("sqlite", "postgresql")
        metafunc.parametrize("kind_of_database", kinds, scope="session", indirect=True)


@pytest.fixture(scope="session")
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own."""
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    with running(found) as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> SqliteCopies:
    """Makes SQLite databases without rows."""
    return SqliteCopies(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def postgresql_copies(cluster: Cluster) -> Iterator[PostgresqlCopies]:
    """Makes PostgreSQL databases without rows."""
    copies = PostgresqlCopies(cluster)
    yield copies
    copies.admin.dispose()


@pytest.fixture
def database_url(kind_of_database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own."""
    with request.getfixturevalue(f"{kind_of_database}_copies").copy() as address:
        yield address


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store made by the migrations."""
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
