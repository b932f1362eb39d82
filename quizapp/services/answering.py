"""Answering: saving, drafts sent while typing, flags; and in practice hints, confidence and the mark at once."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.errors import Conflict, QuizError
from quizapp.model.answer import LONGEST_ANSWER, Answer, trace_of
from quizapp.model.question import MultipleChoice, Question
from quizapp.model.quiz import Mode
from quizapp.model.text import sentence
from quizapp.services.attempt_access import attempt_for, question_at, questions_of
from quizapp.services.cleaning import clean_text
from quizapp.services.deciding import decisions_of
from quizapp.services.handing_in import is_over
from quizapp.services.hints import MOST_HINTS, hints
from quizapp.services.marking import basis_of, mark_ahead, mark_by
from quizapp.services.results import ReviewedQuestion, counted_question
from quizapp.settings import Settings
from quizapp.storage import attempts, marks, progress
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.marks import MarkAhead
from quizapp.storage.store import Store, Transaction

LOG = logging.getLogger(__name__)
CONFIDENCES = ("sure", "think", "guess")
LONGEST_KEY = 40
HANDED_IN = sentence("This attempt is handed in, so its answers stay as they are.")
OVER = sentence("The time is over. What was saved before the end counts; this came too late.")
TOLD = sentence("The mark of this question is told, so its answer stays as it is.")


@dataclass(frozen=True)
class Draft:
    """An answer on its way while it is typed.

    ``key`` is "page-number", rising with every change on one page; ``replaces`` stands for the answer that
    the page began with (see ``trace_of``).
    """

    answer: Answer
    key: str
    replaces: str


def save_answer(
    store: Store,
    public_id: str,
    holder: str,
    number: int,
    answer: Answer,
    now: datetime,
    key: str = "",
    caution: float = Settings.caution,
) -> None:
    """Save the answer to question ``number`` (from 1) in place of an earlier one; saved when this returns.

    A typed answer is marked with it, before the lock: a class that hands in at once has less to wait for.
    ``key`` is that of a draft of the same page, so that drafts still on their way change nothing. Raises
    NotFound for strangers and numbers that are not there, Conflict when the attempt is handed in, its time is
    over or the mark is told, QuizError when the text is too long or the choice none of this question's.
    """
    ahead = None
    if answer.text:
        with store.reading() as db:
            attempt = attempt_for(db, public_id, holder)
        question = asked_in(store, attempt, number)
        ahead = ahead_for(attempt, question, fitting_answer(question, answer), caution)
    with store.writing() as db:
        attempt = attempt_for(db, public_id, holder, lock=True)
        question = asked_in(store, attempt, number)
        fit = fitting_answer(question, answer)
        require_open(db, attempt, question, now)
        attempts.save_answer(db, attempt.id, question.id, fit, now, key if is_key(key) else "", ahead)


def settle_draft(
    store: Store, public_id: str, holder: str, number: int, caution: float = Settings.caution
) -> None:
    """Mark the draft with which a learner left question ``number``, as ``save_answer`` does. Raises NotFound."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        question = asked_in(store, attempt, number)
        left = attempts.answers_of(db, attempt.id).get(question.id, Answer())
        known = marks.marks_ahead_of(db, attempt.id).get(question.id)
    if known is not None and known.basis == basis_of(
        attempt.version_id, attempt.settings.caution_or(caution)
    ):
        return
    ahead = ahead_for(attempt, question, left, caution)
    if ahead is not None:
        with store.writing() as db:
            marks.keep_ahead(db, attempt.id, question.id, left.text, ahead)


def ahead_for(attempt: AttemptRecord, question: Question, answer: Answer, caution: float) -> MarkAhead | None:
    """Mark an answer of a test that is open ahead of its handing in; a practice tells its marks itself."""
    if attempt.finished_at is not None or attempt.plan.mode is Mode.PRACTICE:
        return None
    try:
        return mark_ahead(question, answer, attempt.version_id, attempt.settings.caution_or(caution))
    except Exception:  # whatever is wrong with the marker, the answer is saved
        LOG.exception("An answer could not be marked when it was saved.")
        return None


def save_draft(store: Store, public_id: str, holder: str, number: int, draft: Draft, now: datetime) -> Answer:
    """Save what is being typed, once however often it is sent; gives the answer that is stored then.

    An older draft of the same page changes nothing. Raises what ``save_answer`` raises, and Conflict when
    another page or device has changed the answer since.
    """
    if not is_key(draft.key):
        raise QuizError(sentence("This draft has no key. Reload the page and send it again."))
    with store.writing() as db:
        attempt = attempt_for(db, public_id, holder, lock=True)
        question = asked_in(store, attempt, number)
        fit = fitting_answer(question, draft.answer)
        require_open(db, attempt, question, now)
        given, known = progress.left_of(db, attempt.id)
        stored = given.get(question.id, Answer())
        last = known.get(question.id, progress.NOTHING).client_key
        if is_older(draft.key, last):
            return stored
        if not same_page(draft.key, last) and stored != fit and trace_of(stored) != draft.replaces:
            raise Conflict(sentence("Another window or device has changed this answer since."))
        attempts.save_answer(db, attempt.id, question.id, fit, now, draft.key)
    return fit


def is_key(key: str) -> bool:
    """Say whether a key is "page-number"."""
    page, _, place = key.rpartition("-")
    return bool(page) and place.isascii() and place.isdigit() and len(key) <= LONGEST_KEY


def same_page(key: str, last: str) -> bool:
    """Say whether two drafts come from the same page."""
    return key.rpartition("-")[0] == last.rpartition("-")[0]


def is_older(key: str, last: str) -> bool:
    """Say whether a draft is one that is saved already, or an older one of the same page."""
    return bool(last) and same_page(key, last) and int(key.rpartition("-")[2]) <= int(last.rpartition("-")[2])


def set_flag(store: Store, public_id: str, holder: str, number: int, flagged: bool, now: datetime) -> None:
    """Flag a question for later, or no longer. Raises what ``save_answer`` raises."""
    question = asked_at(store, public_id, holder, number)
    with store.writing() as db:
        attempt = open_for(db, public_id, holder, question, now, also_told=True)
        progress.note(db, attempt.id, question.id, now, flagged_at=now if flagged else None)


def ask_hint(store: Store, public_id: str, holder: str, number: int, now: datetime) -> None:
    """Ask for one more hint. Raises QuizError in a test, and what ``save_answer`` raises."""
    question = asked_at(store, public_id, holder, number)
    with store.writing() as db:
        attempt = practice_for(db, public_id, holder, question, now)
        known = progress.progress_of(db, attempt.id).get(question.id, progress.NOTHING)
        progress.note(db, attempt.id, question.id, now, hints=min(known.hints + 1, MOST_HINTS))


def hints_of(store: Store, public_id: str, holder: str, number: int) -> tuple[tuple[str, ...], bool]:
    """Give the hints that were asked for in a practice, and whether there is one more."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        known = progress.progress_of(db, attempt.id)
    if attempt.plan.mode is not Mode.PRACTICE:
        return (), False
    bank = store.bank(attempt.version_id)
    question = question_at(questions_of(bank, attempt.plan), number)
    asked = known.get(question.id, progress.NOTHING).hints
    every = hints(bank, question, MOST_HINTS)
    return every[:asked], asked < len(every)


def tell_mark(store: Store, public_id: str, holder: str, number: int, confidence: str, now: datetime) -> None:
    """Mark the saved answer of a practice for good, with how sure the learner was before. Again: nothing.

    Raises QuizError without an answer or in a test, and what ``save_answer`` raises.
    """
    question = asked_at(store, public_id, holder, number)
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        answer = attempts.answers_of(db, attempt.id).get(question.id, Answer())
        if question.id in marks.marks_of(db, attempt.id):
            return
        decision = decisions_of(db, attempt.quiz_id).of(question.id)
        ruled = marks.ruled_answers(db, attempt.quiz_id).get(question.id, ())
    if answer.is_blank:
        raise QuizError(sentence("Give an answer first, or go on without one."))
    made = mark_by(store, question, answer, attempt.version_id, decision, ruled)
    with store.writing() as db:
        attempt = practice_for(db, public_id, holder, question, now)
        if attempts.answers_of(db, attempt.id).get(question.id) != answer:
            raise Conflict(
                sentence("Another window has changed this answer just now. Look at it and check it again.")
            )
        marks.add_marks(db, attempt.id, {question.id: made.mark}, now, {question.id: made.version_id})
        if confidence in CONFIDENCES:
            progress.note(db, attempt.id, question.id, now, confidence=confidence)


def told_question(store: Store, public_id: str, holder: str, number: int) -> ReviewedQuestion | None:
    """Give a question of a practice with its mark and explanation, None while it is not told.

    Raises NotFound for strangers and numbers that are not there.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        marked = marks.first_marks_of(db, attempt.id)
        given, known = progress.left_of(db, attempt.id)
    bank = store.bank(attempt.version_id)
    question = question_at(questions_of(bank, attempt.plan), number)
    if attempt.plan.mode is not Mode.PRACTICE or question.id not in marked:
        return None
    answer = given.get(question.id, Answer())
    told = counted_question(store, attempt.version_id, question, answer, marked[question.id], ())
    return replace(told, number=number, confidence=known.get(question.id, progress.NOTHING).confidence)


def asked_in(store: Store, attempt: AttemptRecord, number: int) -> Question:
    """Give a question of an attempt by its number. Raises NotFound."""
    return question_at(questions_of(store.bank(attempt.version_id), attempt.plan), number)


def asked_at(store: Store, public_id: str, holder: str, number: int) -> Question:
    """Find a question of an attempt that this browser may see. Raises NotFound."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
    return asked_in(store, attempt, number)


def open_for(
    db: Transaction, public_id: str, holder: str, question: Question, now: datetime, also_told: bool = False
) -> AttemptRecord:
    """Lock an attempt whose question may be changed. Raises NotFound, Conflict."""
    attempt = attempt_for(db, public_id, holder, lock=True)
    require_open(db, attempt, question, now, also_told)
    return attempt


def require_open(
    db: Transaction, attempt: AttemptRecord, question: Question, now: datetime, also_told: bool = False
) -> None:
    """See that a question of a locked attempt may be changed. Raises Conflict."""
    if attempt.finished_at is not None:
        raise Conflict(HANDED_IN)
    if is_over(attempt, now):
        raise Conflict(OVER)
    if not also_told and attempt.plan.mode is Mode.PRACTICE and question.id in marks.marks_of(db, attempt.id):
        raise Conflict(TOLD)


def practice_for(
    db: Transaction, public_id: str, holder: str, question: Question, now: datetime
) -> AttemptRecord:
    """Lock an attempt at a practice. Raises NotFound, Conflict, QuizError when it is a test."""
    attempt = open_for(db, public_id, holder, question, now)
    if attempt.plan.mode is not Mode.PRACTICE:
        raise QuizError(sentence("This is a test: nothing is told before it is handed in."))
    return attempt


def fitting_answer(question: Question, answer: Answer) -> Answer:
    """Keep of an answer what belongs to the kind of the question. Raises QuizError."""
    if isinstance(question, MultipleChoice):
        if answer.choice is not None and not 0 <= answer.choice < len(question.choices):
            raise QuizError(sentence("That choice is none of this question's. Choose one of those shown."))
        return Answer(choice=answer.choice)
    if answer.choice is not None:
        raise QuizError(sentence("This question is answered in your own words. Type your answer."))
    text = clean_text(answer.text)
    if len(text) > LONGEST_ANSWER:
        raise QuizError(
            sentence(
                "Your answer has %(count)s characters; at most %(most)s are read.",
                count=len(text),
                most=LONGEST_ANSWER,
            )
        )
    return Answer(text=text)
