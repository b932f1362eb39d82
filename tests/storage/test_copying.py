from collections.abc import Iterator

import builders
import pytest
from sqlalchemy import Engine, event, select, text

from quizapp.errors import StorageError
from quizapp.model.answer import Answer
from quizapp.services import documents, pairs, study, teach
from quizapp.storage import copying
from quizapp.storage.copying import copy_database
from quizapp.storage.database import open_database
from quizapp.storage.store import Store
from quizapp.storage.tables import Base

pytestmark = pytest.mark.only_on("sqlite")  # what is copied from; the copy goes to PostgreSQL


@pytest.fixture
def target(postgresql_copies) -> Iterator[Engine]:
    with postgresql_copies.copy() as address:
        engine = open_database(address)
        yield engine
        engine.dispose()


@pytest.fixture
def filled(store: Store, code: str, tara, ada, now) -> Store:
    public_id = study.start(store, code, "Ada Łovelace 🌊", ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 2, Answer(text="The Moon’s\ngravity 🌕"), now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=0), now)
    study.finish(store, public_id, ada.holder, now)
    teach.override(store, tara, public_id, "p-tide-sa", 1 / 3, "Nearly", now)
    study.start(store, code, "Eve", "holder-of-eve", now)
    store.secret("cookie-key")
    return store


def content(engine: Engine) -> dict[str, list[tuple]]:
    with engine.connect() as db:
        return {
            table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_every_row_arrives_as_it_was(filled: Store, target: Engine, monkeypatch) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 2)
    counts = copy_database(filled.engine, target)
    assert content(target) == content(filled.engine)
    assert counts == {name: len(rows) for name, rows in content(filled.engine).items()}
    assert counts["answer"] == 2


def test_the_copy_goes_on_counting_where_the_original_stopped(
    filled: Store, target: Engine, code, now
) -> None:
    copy_database(filled.engine, target)
    moved = Store(target)
    public_id = study.start(moved, code, "Zoe", "holder-of-zoe", now)
    assert study.open_attempt(moved, public_id, "holder-of-zoe").learner == "Zoe"
    with moved.reading() as db:
        assert db.execute(text("SELECT max(id) FROM attempt")).scalar() == 3


def test_a_database_with_rows_is_not_copied_into(filled: Store, target: Engine) -> None:
    Store(target).secret("cookie-key")
    before = content(target)
    with pytest.raises(StorageError, match=r"not empty.*'installation'"):
        copy_database(filled.engine, target)
    assert content(target) == before


def test_a_row_that_arrives_otherwise_undoes_the_whole_copy(filled: Store, target: Engine) -> None:
    @event.listens_for(target, "after_cursor_execute")
    def spoil(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO answer"):
            cursor.execute("UPDATE answer SET text = 'another' WHERE choice IS NULL")

    with pytest.raises(StorageError, match=r"Row \d of 'answer' did not arrive"):
        copy_database(filled.engine, target)
    assert not any(content(target).values())


def test_text_that_the_other_database_cannot_hold_is_told_with_its_table(
    filled: Store, target: Engine
) -> None:
    with filled.writing() as db:
        db.execute(text("UPDATE attempt SET learner = :long"), {"long": "x" * 81})
    with pytest.raises(StorageError, match="A row of 'attempt' does not fit"):
        copy_database(filled.engine, target)
    assert not any(content(target).values())


def test_a_pair_that_became_another_still_does(store: Store, target: Engine, tara, now) -> None:
    added = documents.add(store, tara, builders.FAQ.encode(), "tides.txt", None, now)
    first = pairs.kept_pairs(store, tara, added.public_id, 0, 1).pairs[0]
    pairs.edit(store, tara, added.public_id, first.id, "What raises the tides?", "The Moon does.")
    copy_database(store.engine, target)
    assert content(target)["document_pair"] == content(store.engine)["document_pair"]
    assert any(row[-1] is not None for row in content(target)["document_pair"])
