from dataclasses import replace
from datetime import timedelta

import builders
import pytest
from sqlalchemy import text

from quizapp.banks import read_bank, write_bank
from quizapp.errors import FileProblems, NotFound, QuizError
from quizapp.model.bank import Bank
from quizapp.model.question import Evidence
from quizapp.services import library, teach
from quizapp.services.accounts import User
from quizapp.storage.store import Store


def versions(store: Store) -> int:
    with store.reading() as db:
        return db.execute(text("SELECT count(*) FROM bank_version")).scalar_one()


def test_the_same_content_makes_no_new_version(store: Store, bank: Bank, tara: User, now) -> None:
    assert library.import_bank(store, bank, tara, now) == library.ImportedBank("tides", 1, True)
    assert library.import_bank(store, bank, tara, now) == library.ImportedBank("tides", 1, False)
    other = replace(bank, title="Tides, mended")
    assert library.import_bank(store, other, tara, now) == library.ImportedBank("tides", 2, True)
    assert library.import_bank(store, bank, tara, now) == library.ImportedBank("tides", 3, True)
    assert versions(store) == 3


def test_a_bank_file_goes_in_and_comes_out_the_same(store: Store, bank: Bank, tara: User, now) -> None:
    data = write_bank(bank).encode()
    library.import_file(store, data, "tides.yaml", tara, now)
    out = library.bank_text(store, "tides", tara)
    assert out == data.decode()
    assert read_bank(out, "tides.yaml") == bank


def test_a_file_and_the_same_bank_are_one_version(store: Store, bank: Bank, tara: User, now) -> None:
    library.import_bank(store, bank, tara, now)
    done = library.import_file(store, write_bank(bank).encode(), "tides.yaml", tara, now)
    assert done == library.ImportedBank("tides", 1, False)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"- 1\n- 2\n", b"format: 1\nid: x\nsurprise: yes\n", b"{" * 5000]
)
def test_a_file_with_problems_stores_nothing(store: Store, tara: User, now, data: bytes) -> None:
    with pytest.raises(FileProblems) as caught:
        library.import_file(store, data, "my bank.yaml", tara, now)
    assert caught.value.problems
    assert all(problem.file == "my bank.yaml" for problem in caught.value.problems)
    assert teach.desk(store, tara) == []


def test_a_bank_made_by_a_program_is_checked_too(store: Store, tara: User, now) -> None:
    question = builders.multiple_choice()
    choices = (replace(question.choices[0], evidence=(Evidence("p-tide", 0, 9_999),)), *question.choices[1:])
    wrong = builders.bank(questions=(replace(question, choices=choices),))
    with pytest.raises(FileProblems):
        library.import_bank(store, wrong, tara, now)
    assert versions(store) == 0


def test_a_bank_without_questions_does_not_get_in(store: Store, tara: User, now) -> None:
    with pytest.raises(FileProblems, match="no questions"):
        library.import_bank(store, builders.bank(questions=()), tara, now)
    assert teach.desk(store, tara) == []


def test_an_id_belongs_to_who_used_it_first(store: Store, bank: Bank, tara: User, theo: User, now) -> None:
    library.import_bank(store, bank, tara, now)
    with pytest.raises(QuizError, match="somebody else"):
        library.import_bank(store, replace(bank, title="Mine"), theo, now)
    assert library.newest_bank(store, "tides", tara) == bank


def test_a_bank_is_shown_to_its_owner_and_to_administrators(
    store: Store, bank: Bank, tara: User, theo: User, admin: User, now
) -> None:
    library.import_bank(store, bank, tara, now)
    assert library.bank_text(store, "tides", admin) == library.bank_text(store, "tides", tara)
    with pytest.raises(NotFound):
        library.bank_text(store, "tides", theo)
    with pytest.raises(NotFound):
        library.bank_text(store, "nothing", admin)


def test_a_version_keeps_who_made_it_and_when(store: Store, bank: Bank, tara: User, now) -> None:
    library.import_bank(store, bank, tara, now)
    library.import_bank(store, replace(bank, title="2"), tara, now + timedelta(days=1))
    with store.reading() as db:
        rows = db.execute(text("SELECT number, created_by, created_at FROM bank_version ORDER BY id")).all()
    assert [(row[0], row[1]) for row in rows] == [(1, tara.id), (2, tara.id)]
    assert rows[0][2] < rows[1][2]
