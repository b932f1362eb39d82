import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from quizapp.errors import StorageError
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store
from quizapp.storage.throttle import add_try


def address(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def engine(database_url: str):
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    open_database(address(tmp_path / "new" / "data" / "quizapp.db")).dispose()
    folder = tmp_path / "new" / "data"
    assert folder.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.only_on("sqlite")
def test_every_connection_keeps_foreign_keys_and_syncs_fully(engine: Engine) -> None:
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("foreign_keys", "synchronous", "journal_mode", "busy_timeout")
            ]
            assert found == [1, 2, "wal", 5000]


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "quizapp.db"
    path.write_text("Dear diary, this is not a database. " * 50)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"quizapp\.db is not a quizapp database"):
        open_database(address(path))
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "quizapp.db").mkdir()
    with pytest.raises(StorageError, match="is a folder"):
        open_database(address(tmp_path / "quizapp.db"))


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        open_database(address(tmp_path / "file" / "data" / "quizapp.db"))


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_place_that_is_not_writable_is_named(what: str) -> None:
    # Root may write everywhere, so the program goes on as nobody; what it imports lazily it has by then.
    program = f"""
import os, tempfile
from pathlib import Path
from quizapp.errors import StorageError
from quizapp.storage.database import open_database
folder = Path(tempfile.mkdtemp())
path = folder / "quizapp.db"
open_database(f"sqlite:///{{path}}").dispose()
if os.geteuid() == 0:
    os.chown(folder, 65534, 65534)
    os.chown(path, 65534, 65534)
    os.setuid(65534)
({what!r} == "file" and path or folder).chmod(0o500)
try:
    open_database(f"sqlite:///{{path}}")
except StorageError as e:
    print(e)
finally:
    folder.chmod(0o700)
    [part.unlink() for part in folder.iterdir()]
    folder.rmdir()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "is not writable" in done.stdout, done.stderr


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(StorageError, match="in memory"):
        open_database("sqlite://")


@pytest.mark.parametrize("url", ["nonsense", "sqlite:/x", "://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL"):
        open_database(url)


def test_a_driver_that_is_unknown_is_named() -> None:
    with pytest.raises(StorageError, match=r"nosuchdatabase.*SQLite and on PostgreSQL"):
        open_database("nosuchdatabase://host/name")


@pytest.mark.only_on("sqlite")
def test_a_lock_held_by_another_program_is_said(database_url: str, now) -> None:
    engine = open_database(database_url + "?timeout=0.05")
    other = sqlite3.connect(engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StorageError, match="locked by another program"), Store(engine).writing() as db:
            add_try(db, "key", now)
    finally:
        other.execute("ROLLBACK")
        other.close()
    with Store(engine).writing() as db:
        add_try(db, "key", now)
    engine.dispose()


def test_reading_goes_on_while_somebody_writes(store: Store, now) -> None:
    with store.writing() as db:
        add_try(db, "key", now)
        with store.reading() as other:
            assert other.execute(text("SELECT count(*) FROM throttle")).scalar() == 0
    with store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM throttle")).scalar() == 1


@pytest.mark.only_on("sqlite")
def test_a_full_disk_is_said(store: Store, now) -> None:
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def fill() -> None:
        with store.writing() as db:
            db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            for _ in range(200):
                add_try(db, "k" * 100, now)

    with pytest.raises(StorageError, match="disk is full"):
        fill()


def test_a_database_opens_from_a_folder_with_awkward_letters(tmp_path: Path) -> None:
    path = tmp_path / "50% für Ünï, #1" / "quizapp.db"
    engine = open_database(address(path))
    upgrade(engine)
    engine.dispose()
    assert path.exists()
