from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quizapp.errors import NotFound, QuizError
from quizapp.model.answer import Answer
from quizapp.services import privacy, study, teach
from quizapp.storage.store import Store
from quizapp.storage.tables import AnswerRow, Attempt, AttemptHolder, MarkRow, Override


@pytest.fixture
def handed_in(store: Store, code: str, ada, tara, now) -> str:
    public_id = study.start(store, code, ada.name, ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 2, Answer(text="The Moon"), now)
    study.finish(store, public_id, ada.holder, now)
    teach.override(store, tara, public_id, "p-tide-sa", 0.5, "Half of it", now)
    return public_id


def left(store: Store) -> list[int]:
    with store.reading() as db:
        return [
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Attempt, AnswerRow, MarkRow, Override, AttemptHolder)
        ]


def test_all_that_is_kept_of_a_learner_is_shown_without_tokens(store: Store, handed_in: str, ada) -> None:
    (kept,) = privacy.export_learner(store, " Ada ")
    assert [answer["text"] for answer in kept.answers] == ["The Moon"]
    assert len(kept.marks) == 4
    assert kept.rulings == [{"question_id": "p-tide-sa", "credit": 0.5, "reason": "Half of it"}]
    assert handed_in not in str(kept)
    assert study.open_attempt(store, handed_in, ada.holder).receipt not in str(kept)


def test_an_erased_learner_is_gone_and_the_others_stay(
    store: Store, handed_in: str, code: str, eve, now
) -> None:
    other = study.start(store, code, eve.name, eve.holder, now)
    study.save_answer(store, other, eve.holder, 1, Answer(choice=0), now)
    assert privacy.erase_learner(store, "Ada") == 1
    assert left(store) == [1, 1, 0, 0, 1]
    assert study.open_attempt(store, other, eve.holder).answered == 1
    with pytest.raises(NotFound, match="Ada"):
        privacy.erase_learner(store, "Ada")
    with pytest.raises(NotFound, match="Ada"):
        privacy.export_learner(store, "Ada")


def test_a_purge_takes_what_nobody_touched_and_only_that(
    store: Store, handed_in: str, code: str, eve, now
) -> None:
    begun = study.start(store, code, eve.name, eve.holder, now)
    assert privacy.purge(store, 30, now + timedelta(days=29)) == 0
    study.save_answer(store, begun, eve.holder, 1, Answer(choice=0), now + timedelta(days=20))
    assert privacy.purge(store, 30, now + timedelta(days=31)) == 1
    assert left(store) == [1, 1, 0, 0, 1]
    assert privacy.purge(store, 30, now + timedelta(days=51)) == 1
    assert left(store) == [0, 0, 0, 0, 0]


def test_a_purge_of_no_days_is_refused(store: Store, handed_in: str, now) -> None:
    with pytest.raises(QuizError, match="from 1 on"):
        privacy.purge(store, 0, now)
