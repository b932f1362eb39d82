"""Handing in: marks, results, receipts, and many things happening at once."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from quizapp.errors import Conflict, NotFound, QuizError, TooManyTries
from quizapp.grade import mark
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.mark import Verdict
from quizapp.model.question import MultipleChoice
from quizapp.services import library, study, teach
from quizapp.services.accounts import User
from quizapp.storage.store import Store

MOON = "The tides are caused mainly by the gravity of the Moon, and the Sun adds to them."


@pytest.fixture
def attempt(store: Store, code: str, ada, now: datetime) -> str:
    return study.start(store, code, ada.name, ada.holder, now)


@pytest.fixture
def handed_in(store: Store, attempt: str, ada, now: datetime) -> str:
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)
    study.save_answer(store, attempt, ada.holder, 2, Answer(text=MOON), now)
    study.save_answer(store, attempt, ada.holder, 3, Answer(choice=2), now)
    study.finish(store, attempt, ada.holder, now + timedelta(minutes=5))
    return attempt


def rows(store: Store, table: str) -> list[tuple]:
    with store.reading() as db:
        return [tuple(row) for row in db.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))]


def at_once(*work: Callable[[], object]) -> list[BaseException]:
    """Run everything in threads that start together; gives what went wrong."""
    ready = threading.Barrier(len(work))
    wrong: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        ready.wait()
        try:
            job()
        except QuizError as e:
            wrong.append(e)

    threads = [threading.Thread(target=run, args=(job,)) for job in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_every_question_is_marked_and_explained(store: Store, handed_in: str, ada, bank, now) -> None:
    result = study.result(store, handed_in, ada.holder)
    assert [reviewed.question for reviewed in result.questions] == list(bank.questions)
    assert [reviewed.number for reviewed in result.questions] == [1, 2, 3, 4]
    assert [reviewed.mark.verdict for reviewed in result.questions] == [
        Verdict.CORRECT,
        Verdict.CORRECT,
        Verdict.INCORRECT,
        Verdict.BLANK,
    ]
    assert result.out_of == 4
    assert result.score == sum(reviewed.credit for reviewed in result.questions)
    assert all(reviewed.explanation.headline for reviewed in result.questions)
    assert (result.learner, result.started_at, result.finished_at) == ("Ada", now, now + timedelta(minutes=5))


def test_the_stored_mark_is_the_markers_to_the_letter(store: Store, handed_in: str, ada) -> None:
    for reviewed in study.result(store, handed_in, ada.holder).questions:
        assert reviewed.mark == mark(reviewed.question, reviewed.answer)
        assert reviewed.credit == reviewed.mark.credit
        assert reviewed.override is None


def test_handing_nothing_in_earns_nothing(store: Store, attempt: str, ada, now) -> None:
    study.finish(store, attempt, ada.holder, now)
    result = study.result(store, attempt, ada.holder)
    assert result.score == 0
    assert {reviewed.mark.verdict for reviewed in result.questions} == {Verdict.BLANK}
    assert len(rows(store, "mark")) == 4


def test_an_edited_bank_changes_no_review_of_before(
    store: Store, handed_in: str, ada, tara: User, bank: Bank, now
) -> None:
    before = study.result(store, handed_in, ada.holder)
    first, *others = bank.questions
    assert isinstance(first, MultipleChoice)
    turned = replace(first, choices=tuple(replace(c, correct=n == 1) for n, c in enumerate(first.choices)))
    library.import_bank(store, replace(bank, title="Edited", questions=(turned, *others)), tara, now)
    teach.publish(store, tara, bank.id, now)
    assert study.result(Store(store.engine), handed_in, ada.holder) == before
    assert before.questions[0].credit == 1.0


def test_handing_in_again_changes_nothing(store: Store, handed_in: str, ada, now) -> None:
    before = rows(store, "mark"), rows(store, "attempt")
    study.finish(store, handed_in, ada.holder, now + timedelta(days=1))
    assert (rows(store, "mark"), rows(store, "attempt")) == before


def test_there_is_no_result_before_handing_in(store: Store, attempt: str, ada) -> None:
    with pytest.raises(Conflict):
        study.result(store, attempt, ada.holder)


def test_an_answer_after_handing_in_is_refused_and_changes_nothing(
    store: Store, handed_in: str, ada, now
) -> None:
    before = rows(store, "answer")
    with pytest.raises(Conflict):
        study.save_answer(store, handed_in, ada.holder, 1, Answer(choice=1), now)
    assert rows(store, "answer") == before
    assert study.open_attempt(store, handed_in, ada.holder).is_finished


def test_handed_in_twice_at_once_there_is_one_set_of_marks(store: Store, attempt: str, ada, now) -> None:
    study.save_answer(store, attempt, ada.holder, 2, Answer(text=MOON), now)
    times = [now + timedelta(seconds=second) for second in range(6)]
    wrong = at_once(*(lambda at=at: study.finish(store, attempt, ada.holder, at) for at in times))
    assert wrong == []
    assert len(rows(store, "mark")) == 4
    assert study.result(store, attempt, ada.holder).finished_at in times


def test_two_tabs_that_save_at_once_leave_one_answer(store: Store, attempt: str, ada, now) -> None:
    texts = [f"answer of tab {tab}" for tab in range(8)]
    wrong = at_once(
        *(
            lambda said=said: study.save_answer(store, attempt, ada.holder, 2, Answer(text=said), now)
            for said in texts
        )
    )
    assert wrong == []
    (row,) = rows(store, "answer")
    assert row[3] in texts


def test_what_is_saved_while_handing_in_is_marked_or_refused_but_never_lost(
    store: Store, code: str, ada, now
) -> None:
    for _ in range(5):
        public_id = study.start(store, code, ada.name, ada.holder, now)
        wrong = at_once(
            lambda at=public_id: study.finish(store, at, ada.holder, now),
            lambda at=public_id: study.save_answer(store, at, ada.holder, 1, Answer(choice=0), now),
            lambda at=public_id: study.save_answer(store, at, ada.holder, 2, Answer(text=MOON), now),
        )
        assert all(isinstance(e, Conflict) for e in wrong)
        result = study.result(store, public_id, ada.holder)
        saved = [reviewed for reviewed in result.questions if not reviewed.answer.is_blank]
        assert len(saved) + len(wrong) == 2
        for reviewed in result.questions:
            assert reviewed.mark == mark(reviewed.question, reviewed.answer)


def test_a_class_that_saves_at_once_loses_nothing(store: Store, code: str, now) -> None:
    holders = [f"holder-{n}" for n in range(8)]
    attempts = {holder: study.start(store, code, holder, holder, now) for holder in holders}

    def take(holder: str) -> None:
        for number, answer in ((1, Answer(choice=1)), (2, Answer(text=holder)), (3, Answer(choice=0))):
            study.save_answer(store, attempts[holder], holder, number, answer, now)
        study.finish(store, attempts[holder], holder, now)

    assert at_once(*(lambda holder=holder: take(holder) for holder in holders)) == []
    for holder in holders:
        questions = study.result(store, attempts[holder], holder).questions
        assert [reviewed.answer for reviewed in questions] == [
            Answer(choice=1),
            Answer(text=holder),
            Answer(choice=0),
            Answer(),
        ]


def test_a_marker_that_fails_leaves_the_attempt_open_and_whole(
    store: Store, attempt: str, ada, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.save_answer(store, attempt, ada.holder, 1, Answer(choice=0), now)

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr("quizapp.storage.attempts.finish", fail)
        with pytest.raises(RuntimeError):
            study.finish(store, attempt, ada.holder, now)
    assert rows(store, "mark") == []
    assert not study.open_attempt(store, attempt, ada.holder).is_finished
    study.finish(store, attempt, ada.holder, now)
    assert len(rows(store, "mark")) == 4


def test_a_receipt_opens_the_attempt_in_another_browser(store: Store, handed_in: str, ada, eve, now) -> None:
    receipt = study.open_attempt(store, handed_in, ada.holder).receipt
    assert study.result(store, handed_in, ada.holder).receipt == receipt
    typed = " " + receipt.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert study.claim_receipt(store, typed, eve.holder, "client", now) == handed_in
    assert study.claim_receipt(store, typed, eve.holder, "client", now) == handed_in
    assert study.result(store, handed_in, eve.holder) == study.result(store, handed_in, ada.holder)


def test_an_attempt_goes_on_in_another_browser(store: Store, attempt: str, ada, eve, now) -> None:
    receipt = study.open_attempt(store, attempt, ada.holder).receipt
    study.claim_receipt(store, receipt, eve.holder, "client", now)
    study.save_answer(store, attempt, eve.holder, 1, Answer(choice=0), now)
    assert study.open_attempt(store, attempt, ada.holder).answered == 1


@pytest.mark.parametrize("typed", ["", "ABCD", "0000-0000-0000-0000", "=1+1", "\0\ud800", "x" * 10_000])
def test_a_wrong_receipt_opens_nothing(store: Store, attempt: str, eve, now, typed: str) -> None:
    with pytest.raises(NotFound, match="receipt"):
        study.claim_receipt(store, typed, eve.holder, "client", now)


def test_guessing_receipts_is_throttled_by_address(store: Store, attempt: str, ada, eve, now) -> None:
    receipt = study.open_attempt(store, attempt, ada.holder).receipt
    for _ in range(study.RECEIPT_TRIES.tries + 5):
        study.claim_receipt(store, receipt, ada.holder, "school", now)
    for n in range(study.RECEIPT_TRIES.tries):
        with pytest.raises(NotFound):
            study.claim_receipt(store, f"{n:016}", eve.holder, "attacker", now)
    with pytest.raises(TooManyTries):
        study.claim_receipt(store, receipt, eve.holder, "attacker", now)
    assert study.claim_receipt(store, receipt, ada.holder, "school", now) == attempt


def test_no_two_attempts_share_a_receipt(store: Store, code: str, now) -> None:
    attempts = [study.start(store, code, "Ada", "holder", now) for _ in range(20)]
    receipts = {study.open_attempt(store, public_id, "holder").receipt for public_id in attempts}
    assert len(receipts) == 20
    stored = str(rows(store, "attempt"))
    assert not [receipt for receipt in receipts if receipt in stored]
