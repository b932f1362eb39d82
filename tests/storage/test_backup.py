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
from quizapp.storage.backup import back_up, restore
from quizapp.storage.check import faults
from quizapp.storage.store import Store

pytestmark = pytest.mark.only_on("sqlite")


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
    assert faults(store.engine) == []


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


def test_a_row_that_points_nowhere_is_a_fault(store: Store, attempt: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.engine.url.database)) as connection:
        connection.execute("DELETE FROM attempt")
        connection.commit()
    assert any("answer points to a row of attempt" in fault for fault in faults(store.engine))
    back_up(store.engine, tmp_path / "backup.db")
    with pytest.raises(StorageError, match="damaged"):
        restore(store.engine, tmp_path / "backup.db", tmp_path / "kept.db")
