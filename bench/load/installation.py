"""A database to measure on: a quiz of ten questions, half of them free text, and as many old answers as wanted."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from quizapp.banks import read_bank
from quizapp.paths import data_dir
from quizapp.services import accounts, library, teach
from quizapp.services.passwords import CHEAPEST
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store

QUESTIONS = 10
ANSWERS_EACH = 20

OLD_ATTEMPTS = """
INSERT INTO attempt (public_id, quiz_id, bank_version_id, learner, receipt_hash, seed, started_at, finished_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :attempts)
SELECT 'old-' || i, 2, 2, 'Learner ' || i, 'old-' || i, i, '2025-01-01 09:00:00+00', '2025-01-01 10:00:00+00' FROM n
"""
OLD_ANSWERS = """
INSERT INTO answer (attempt_id, question_id, choice, text, saved_at)
WITH RECURSIVE q(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM q WHERE i < :each)
SELECT attempt.id, 'question-' || q.i, NULL, 'It is the gravity of the Moon that does it, ' || q.i,
'2025-01-01 09:30:00+00' FROM attempt, q WHERE attempt.public_id LIKE 'old-%'
"""


def prepare(database_url: str, old_answers: int) -> tuple[Store, str]:
    """Fill an empty database; gives it and the join code of the quiz."""
    store = Store(open_database(database_url))
    upgrade(store.engine)
    now = datetime.now(UTC)
    teacher = accounts.add_user(store, "teacher", "Teacher", "administrator", "long enough", now, CHEAPEST)
    path = Path(data_dir("questions")) / "honey-bees.yaml"
    bank = read_bank(path.read_bytes(), path.name)
    choices = [question for question in bank.questions if question.kind == "multiple_choice"]
    written = [question for question in bank.questions if question.kind == "short_answer"]
    half = QUESTIONS // 2
    questions = tuple(one for pair in zip(choices[:half], written[:half], strict=True) for one in pair)
    assert len(questions) == QUESTIONS
    codes = []
    for slug in ("load", "old"):
        library.import_bank(store, replace(bank, id=slug, questions=questions), teacher, now)
        codes.append(teach.publish(store, teacher, slug, now))
    if old_answers:
        sys.stderr.write(f"Filling in {old_answers:,} old answers ...\n")
        with store.writing() as db:
            if store.engine.dialect.name == "postgresql":
                db.execute(text("SET LOCAL statement_timeout = 0"))
            db.execute(text(OLD_ATTEMPTS), {"attempts": old_answers // ANSWERS_EACH})
            db.execute(text(OLD_ANSWERS), {"each": ANSWERS_EACH})
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("ANALYZE"))
    return store, codes[0]


def people_with_passwords(store: Store, people: int) -> str:
    """Make accounts ``person0`` … with one password, hashed as carefully as any; gives it."""
    password, now = "as long as it must be", datetime.now(UTC)
    accounts.add_user(store, "person0", "Person 0", "teacher", password, now)
    with store.writing() as db:
        db.execute(
            text(
                "INSERT INTO account (login, name, role, password_hash, created_at) "
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last) "
                "SELECT 'person' || i, 'Person ' || i, role, password_hash, created_at FROM account, n "
                "WHERE login = 'person0'"
            ),
            {"last": people - 1},
        )
    return password


def lost(store: Store, saved: dict[tuple[str, int], str]) -> int:
    """Count the answers that were called saved and are not there, or are there otherwise."""
    missing = 0
    with store.reading() as db:
        rows = db.execute(
            text(
                "SELECT public_id, question_id, choice, text FROM answer JOIN attempt ON attempt.id = "
                "attempt_id WHERE public_id NOT LIKE 'old-%'"
            )
        ).all()
        order = [question.id for question in store.bank(1).questions]
    kept = {
        (public_id, order.index(question) + 1): (choice, words) for public_id, question, choice, words in rows
    }
    for place, given in saved.items():
        choice, words = kept.get(place, (None, ""))
        # The page shuffles the choices: of a choice only that there is one can be compared.
        missing += not (choice is not None if given in ("0", "1", "2") else words == given)
    return missing
