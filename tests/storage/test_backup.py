import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.errors import StorageError
from quizapp.model.answer import Answer
from quizapp.services import study
from quizapp.storage import backup, copying
from quizapp.storage.backup import back_up, restore
from quizapp.storage.check import faults
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store
from quizapp.storage.tables import Base


@pytest.fixture
def attempt(store: Store, code: str, ada, now) -> str:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 2, Answer(text="before"), now)
    return public_id


def answer(store: Store, attempt: str, ada) -> str:
    return study.open_attempt(store, attempt, ada.holder).questions[1].answer.text


def test_a_restored_backup_brings_back_what_was_there_and_keeps_what_is(
    store: Store, attempt: str, ada, now, tmp_path: Path
) -> None:
    back_up(store.engine, tmp_path / "backup.db")
    study.save_answer(store, attempt, ada.holder, 2, Answer(text="after"), now)
    restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")
    assert answer(Store(store.engine), attempt, ada) == "before"
    restore(store.engine, tmp_path / "kept.db", tmp_path / "kept-too.db")
    assert answer(Store(store.engine), attempt, ada) == "after"
    assert {path.name for path in tmp_path.glob("*.db*")} >= {"backup.db", "kept.db"}
    assert not list(tmp_path.glob("backup.db-*"))
    assert not list(tmp_path.glob("quizapp-restore-*"))
    assert faults(store.engine) == []


@pytest.mark.only_on("sqlite")
def test_a_backup_is_made_while_somebody_writes(store: Store, attempt: str, now, tmp_path: Path) -> None:
    with store.writing() as db:
        db.execute(text("UPDATE answer SET text = 'half-way'"))
        back_up(store.engine, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        assert connection.execute("SELECT text FROM answer").fetchall() == [("before",)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_backup_is_for_its_owner_alone(store: Store, tmp_path: Path) -> None:
    back_up(store.engine, tmp_path / "backup.db")
    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600


def test_a_backup_replaces_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("Dear diary")
    with pytest.raises(StorageError, match="there already"):
        back_up(store.engine, tmp_path / "diary")
    assert (tmp_path / "diary").read_text() == "Dear diary"
    with pytest.raises(StorageError, match="cannot be written"):
        back_up(store.engine, tmp_path / "nowhere" / "backup.db")


@pytest.mark.parametrize("content", [None, b"", b"Dear diary, no database here. " * 100])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    store: Store, attempt: str, ada, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "backup"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StorageError, match="no such file" if content is None else "not a backup"):
        restore(store.engine, path, tmp_path / "kept.db")
    assert answer(store, attempt, ada) == "before"
    assert not (tmp_path / "kept.db").exists()


def test_a_backup_of_a_newer_version_is_refused(store: Store, attempt: str, ada, tmp_path: Path) -> None:
    back_up(store.engine, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2031_far'")
        connection.commit()
    with pytest.raises(StorageError, match="newer quizapp"):
        restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")
    assert answer(store, attempt, ada) == "before"


@pytest.mark.only_on("sqlite")
def test_a_row_that_points_nowhere_is_a_fault(store: Store, attempt: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.engine.url.database)) as connection:
        connection.execute("DELETE FROM attempt")
        connection.commit()
    assert any("answer points to a row of attempt" in fault for fault in faults(store.engine))
    back_up(store.engine, tmp_path / "backup.db")
    with pytest.raises(StorageError, match="damaged"):
        restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")


@pytest.mark.only_on("postgresql")
def test_a_backup_of_a_server_shows_one_moment_while_people_answer(
    store: Store, attempt: str, ada, now, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_table = copying.copy_table

    def with_an_answer_meanwhile(old, new, table):
        study.save_answer(store, attempt, ada.holder, 2, Answer(text=f"while {table.name} is copied"), now)
        return copy_table(old, new, table)

    monkeypatch.setattr(copying, "copy_table", with_an_answer_meanwhile)
    back_up(store.engine, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        (said,) = connection.execute("SELECT text FROM answer").fetchone()
    assert said == f"while {Base.metadata.sorted_tables[0].name} is copied"
    assert answer(store, attempt, ada) != said


@pytest.mark.only_on("postgresql")
def test_a_restore_that_fails_half_way_leaves_the_server_as_it_was(
    store: Store, attempt: str, ada, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store.engine, tmp_path / "backup.db")

    def differs(old, new, table):
        raise StorageError("Row 1 did not arrive as it was sent.")

    monkeypatch.setattr(copying, "compare", differs)
    with monkeypatch.context() as patch:
        patch.setattr(backup, "back_up", lambda engine, target: None)
        with pytest.raises(StorageError, match="did not arrive"):
            restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")
    assert answer(store, attempt, ada) == "before"


@pytest.mark.only_on("postgresql")
def test_a_backup_goes_from_a_server_to_a_file_and_back(
    store: Store, attempt: str, ada, now, tmp_path: Path
) -> None:
    back_up(store.engine, tmp_path / "backup.db")
    file = open_database(f"sqlite:///{tmp_path / 'quizapp.db'}")
    upgrade(file)
    restore(file, tmp_path / "backup.db", tmp_path / "kept.db")
    assert answer(Store(file), attempt, ada) == "before"
    study.save_answer(Store(file), attempt, ada.holder, 2, Answer(text="on one machine"), now)
    back_up(file, tmp_path / "back.db")
    file.dispose()
    restore(store.engine, tmp_path / "back.db", tmp_path / "kept-too.db")
    moved = Store(store.engine)
    assert answer(moved, attempt, ada) == "on one machine"


@pytest.mark.only_on("postgresql")
def test_after_a_restore_the_server_goes_on_counting(
    store: Store, attempt: str, code: str, eve, tmp_path: Path, now
) -> None:
    back_up(store.engine, tmp_path / "backup.db")
    restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")
    another = study.start(store, code, eve.name, eve.holder, now)
    assert study.open_attempt(store, another, eve.holder).learner == eve.name
