"""A database from before quizzes had settings keeps its attempts and answers."""

from pathlib import Path

from sqlalchemy import text

from quizapp.services import study
from quizapp.services.tokens import hash_of
from quizapp.storage.content import write_content
from quizapp.storage.database import open_database
from quizapp.storage.migrate import upgrade
from quizapp.storage.store import Store

HOLDER = "holder-of-ada-0123456789"
TIME = "2026-03-02 09:00:00.000000"


def test_attempts_from_before_the_settings_go_on_as_they_were(tmp_path: Path, bank) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0001")
    rows = {
        "account": {"id": 1, "login": "tara", "name": "Tara", "role": "teacher", "created_at": TIME},
        "bank": {"id": 1, "slug": "tides", "owner_id": 1, "created_at": TIME},
        "bank_version": {
            "id": 1,
            "bank_id": 1,
            "number": 1,
            "title": bank.title,
            "summary": "",
            "created_by": 1,
            "multiple_choice": 2,
            "short_answer": 2,
            "content": write_content(bank),
            "sha256": "0",
            "created_at": TIME,
        },
        "quiz": {
            "id": 1,
            "code": "ABCDEF",
            "bank_id": 1,
            "bank_version_id": 1,
            "owner_id": 1,
            "settings": "{}",
            "published_at": TIME,
        },
        "attempt": {
            "id": 1,
            "public_id": "old",
            "quiz_id": 1,
            "bank_version_id": 1,
            "learner": "Ada",
            "receipt_hash": "0",
            "seed": 7,
            "started_at": TIME,
        },
        "attempt_holder": {"token_hash": hash_of(HOLDER), "attempt_id": 1},
        "answer": {"attempt_id": 1, "question_id": "p-tide-sa", "text": "The Moon.", "saved_at": TIME},
    }
    store = Store(engine)
    with store.writing() as db:
        for table, values in rows.items():
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            db.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)
    upgrade(engine)
    view = study.open_attempt(store, "old", HOLDER)
    assert (view.learner, view.counts, view.is_practice, view.ends_at) == ("Ada", True, False, None)
    assert view.questions[1].answer.text == "The Moon."
    engine.dispose()
