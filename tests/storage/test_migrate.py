import shutil
from pathlib import Path

import builders
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from quizapp.errors import StorageError
from quizapp.model.answer import Answer
from quizapp.services import study
from quizapp.storage.database import open_database
from quizapp.storage.migrate import is_current, upgrade
from quizapp.storage.store import Store
from quizapp.storage.tables import Base

HOME = Path(__file__).parents[2] / "quizapp" / "storage" / "migrations"


def next_migrations(folder: Path, body: str) -> str:
    """The migrations of this version and one more, which runs ``body``."""
    shutil.copytree(HOME, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.stem.split("_")[0] for path in (folder / "versions").glob("0*.py"))
    (folder / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f'revision = "9999"\ndown_revision = "{head}"\n\ndef upgrade():\n{body}'
    )
    return str(folder)


@pytest.fixture
def filled(store: Store, code: str, ada, now) -> Store:
    """A store with rows in a chain of tables that delete each other's children."""
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=1), now)
    return store


def rows_of(store: Store) -> dict[str, list[tuple]]:
    with store.reading() as db:
        return {
            table.name: [tuple(row) for row in db.execute(text(f'SELECT * FROM "{table.name}"'))]
            for table in Base.metadata.sorted_tables
        }


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.only_on("sqlite")
def test_the_names_of_constraints_are_the_same_both_ways(store: Store, tmp_path: Path) -> None:
    made = open_database(f"sqlite:///{tmp_path / 'made.db'}")
    with made.begin() as connection:
        Base.metadata.create_all(connection)

    def constraints(engine) -> set[str]:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
        return {
            word
            for name, sql in found
            if name != "alembic_version"
            for word in (sql or "").replace(",", " ").split()
            if word.startswith(("pk_", "fk_", "uq_", "ix_"))
        }

    assert constraints(store.engine) == constraints(made)
    made.dispose()


def test_a_second_upgrade_changes_nothing(filled: Store) -> None:
    before = rows_of(filled)
    upgrade(filled.engine)
    assert is_current(filled.engine)
    assert rows_of(filled) == before


def test_an_upgrade_that_copies_a_table_keeps_every_child_row(filled: Store, tmp_path: Path) -> None:
    body = (
        '    with op.batch_alter_table("attempt") as table:\n'
        '        table.add_column(sa.Column("extra", sa.Integer, nullable=False, server_default="1"))\n'
        '        table.alter_column("learner", existing_type=sa.String(80), type_=sa.String(200))\n'
        '    with op.batch_alter_table("account") as table:\n'
        '        table.alter_column("name", existing_type=sa.String(80), type_=sa.String(200))\n'
    )
    before = rows_of(filled)
    assert before["answer"]
    assert before["attempt_holder"]
    upgrade(filled.engine, scripts=next_migrations(tmp_path / "scripts", body))
    after = rows_of(filled)
    assert after.pop("attempt")[0][-1] == 1
    before.pop("attempt")
    assert after == before
    if filled.engine.dialect.name == "sqlite":
        with filled.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_upgrade_that_fails_halfway_leaves_the_database_as_it_was(filled: Store, tmp_path: Path) -> None:
    body = '    op.drop_table("answer")\n    op.execute("SELECT nonsense FROM nowhere")\n'
    before = rows_of(filled)
    with pytest.raises(Exception, match="nowhere"):
        upgrade(filled.engine, scripts=next_migrations(tmp_path / "scripts", body))
    assert rows_of(filled) == before
    assert is_current(filled.engine)


@pytest.mark.only_on("sqlite")
def test_an_upgrade_that_would_leave_orphans_is_refused(filled: Store, tmp_path: Path) -> None:
    before = rows_of(filled)
    scripts = next_migrations(tmp_path / "scripts", '    op.execute("DELETE FROM attempt")\n')
    with pytest.raises(StorageError, match="pointing nowhere"):
        upgrade(filled.engine, scripts=scripts)
    assert rows_of(filled) == before


def test_a_database_of_a_newer_version_is_refused_untouched(filled: Store) -> None:
    with filled.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '2031_far'"))
    before = rows_of(filled)
    with pytest.raises(StorageError, match=r"newer quizapp.*2031_far.*backup"):
        upgrade(filled.engine)
    assert rows_of(filled) == before


def test_a_bank_that_was_published_before_an_upgrade_reads_the_same(filled: Store) -> None:
    upgrade(filled.engine)
    assert Store(filled.engine).bank(1) == builders.bank()
