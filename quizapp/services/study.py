"""What a learner can do: find a quiz, take it, hand it in, come back to the result."""

import importlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.answer import LONGEST_ANSWER, Answer
from quizapp.model.bank import Bank
from quizapp.model.mark import Mark
from quizapp.model.question import MultipleChoice, Question
from quizapp.services import throttle
from quizapp.services.attempt_view import AttemptView, ChoiceView, QuestionView, view_of
from quizapp.services.cleaning import clean_name, clean_text
from quizapp.services.installation import receipt_key
from quizapp.services.results import OverrideView, Result, ReviewedQuestion, result_of
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of, new_public_id, read_join_code, read_receipt, receipt_of
from quizapp.settings import Settings
from quizapp.storage import attempts, marks, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction

__all__ = [
    "AttemptCard",
    "AttemptView",
    "ChoiceView",
    "OverrideView",
    "QuestionView",
    "QuizCard",
    "Result",
    "ReviewedQuestion",
    "claim_receipt",
    "finish",
    "open_attempt",
    "open_attempts",
    "published_quizzes",
    "quiz_by_code",
    "result",
    "save_answer",
    "start",
]

RECEIPT_TRIES = Limit("receipt", 60, timedelta(minutes=15))
"""Wrong receipts from one address, which may be that of a whole school."""

NO_ATTEMPT = "There is no such attempt here. With its receipt you can open it in this browser."


@dataclass(frozen=True)
class QuizCard:
    """A quiz that can be started, with how many questions of each kind it has."""

    code: str
    title: str
    summary: str
    multiple_choice: int
    short_answer: int


@dataclass(frozen=True)
class AttemptCard:
    """An attempt that this browser has begun and not handed in."""

    public_id: str
    learner: str
    started_at: datetime
    answered: int
    questions: int


def published_quizzes(store: Store) -> list[QuizCard]:
    """Give the quizzes that can be started, by title."""
    with store.reading() as db:
        return [card_of(quiz) for quiz in quizzes.open_quizzes(db)]


def quiz_by_code(store: Store, code: str) -> QuizCard:
    """Find an open quiz by its join code, however it was typed. Raises NotFound."""
    with store.reading() as db:
        return card_of(open_quiz(db, code))


def start(store: Store, code: str, learner: str, holder: str, now: datetime) -> str:
    """Begin an attempt; gives its public id. ``holder`` is the token in the learner's browser.

    Raises NotFound for a quiz that is not open, QuizError for a name that is empty or too long.
    """
    name = clean_name(learner, "your name or a pseudonym")
    public_id = new_public_id()
    receipt = receipt_of(receipt_key(store), public_id)
    with store.writing() as db:
        quiz = open_quiz(db, code)
        attempt_id = attempts.add_attempt(
            db,
            public_id=public_id,
            quiz_id=quiz.id,
            version_id=quiz.version_id,
            learner=name,
            receipt_hash=hash_of(receipt),
            seed=secrets.randbits(31),
            now=now,
        )
        attempts.add_holder(db, attempt_id, hash_of(holder))
    return public_id


def open_attempts(store: Store, holder: str, code: str) -> list[AttemptCard]:
    """Give the attempts of a quiz that this browser has begun and not handed in, the newest first."""
    with store.reading() as db:
        quiz = quizzes.quiz_by_code(db, read_join_code(code))
        begun = attempts.unfinished_attempts(db, quiz.id, hash_of(holder)) if quiz and holder else []
        given = {attempt.id: attempts.answers_of(db, attempt.id).values() for attempt in begun}
    return [
        AttemptCard(
            attempt.public_id,
            attempt.learner,
            attempt.started_at,
            sum(not answer.is_blank for answer in given[attempt.id]),
            len(store.bank(attempt.version_id).questions),
        )
        for attempt in begun
    ]


def open_attempt(store: Store, public_id: str, holder: str) -> AttemptView:
    """Give an attempt as its learner sees it; never holds a key. Raises NotFound for strangers."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        given = attempts.answers_of(db, attempt.id)
    receipt = receipt_of(receipt_key(store), attempt.public_id)
    return view_of(attempt, store.bank(attempt.version_id), given, receipt)


def save_answer(
    store: Store, public_id: str, holder: str, number: int, answer: Answer, now: datetime
) -> None:
    """Save the answer to question ``number`` (from 1) in place of an earlier one; saved when this returns.

    Raises NotFound for strangers and numbers that are not there, Conflict when the attempt is handed in,
    QuizError when the text is too long or the choice none of this question's.
    """
    with store.reading() as db:
        version_id = attempt_for(db, public_id, holder).version_id
    question = question_at(store.bank(version_id), number)
    fit = fitting_answer(question, answer)
    with store.writing() as db:
        attempt = attempt_for(db, public_id, holder, lock=True)
        if attempt.finished_at is not None:
            raise Conflict("This attempt is handed in, so its answers stay as they are.")
        attempts.save_answer(db, attempt.id, question.id, fit, now)


def finish(
    store: Store, public_id: str, holder: str, now: datetime, caution: float = Settings.caution
) -> None:
    """Hand an attempt in: marks every question, all or nothing. Again: nothing happens.

    ``caution`` (0 to 1) is the certainty below which a mark asks for a teacher.
    Raises NotFound for strangers.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        given = attempts.answers_of(db, attempt.id)
        ruled = marks.ruled_answers(db, attempt.quiz_id)
    if attempt.finished_at is not None:
        return
    bank = store.bank(attempt.version_id)
    # Marking takes longest, so it comes before the lock; an answer that another tab saved meanwhile is marked
    # again inside, where none can change any more.
    marked = mark_answers(bank, given, {}, {}, ruled, caution)
    with store.writing() as db:
        attempt = attempt_for(db, public_id, holder, lock=True)
        if attempt.finished_at is not None:
            return
        last = attempts.answers_of(db, attempt.id)
        marks.add_marks(db, attempt.id, mark_answers(bank, last, given, marked, ruled, caution), now)
        attempts.finish(db, attempt.id, now)


def result(store: Store, public_id: str, holder: str) -> Result:
    """Give marks and explanations. Raises NotFound for strangers, Conflict while it is not handed in."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
    return result_of(store, attempt)


def claim_receipt(store: Store, receipt: str, holder: str, client: str, now: datetime) -> str:
    """Let this browser see the attempt of a receipt; gives its public id. ``client`` is where it asks from.

    Raises NotFound when no attempt has that receipt, TooManyTries.
    """
    tries = throttle.count_try(store, [(RECEIPT_TRIES, RECEIPT_TRIES.key(throttle.network_of(client)))], now)
    wanted = read_receipt(receipt)
    with store.writing() as db:
        attempt = attempts.attempt_by_receipt(db, hash_of(wanted)) if wanted else None
        if attempt is None:
            raise NotFound("No attempt has this receipt. It has 16 letters and digits: look again.")
        attempts.add_holder(db, attempt.id, hash_of(holder))
    throttle.take_back(store, tries)
    return attempt.public_id


def card_of(quiz: QuizRecord) -> QuizCard:
    """Give a quiz as learners see it."""
    return QuizCard(quiz.code, quiz.title, quiz.summary, quiz.multiple_choice, quiz.short_answer)


def open_quiz(db: Transaction, code: str) -> QuizRecord:
    """Find a quiz that can be started. Raises NotFound."""
    quiz = quizzes.quiz_by_code(db, read_join_code(code))
    if quiz is None or quiz.unpublished_at is not None:
        raise NotFound("No open quiz has this join code. Look at it again, or ask your teacher.")
    return quiz


def attempt_for(db: Transaction, public_id: str, holder: str, lock: bool = False) -> AttemptRecord:
    """Find an attempt that this browser may see. Raises NotFound."""
    attempt = attempts.attempt_of_holder(db, public_id, hash_of(holder), lock) if holder else None
    if attempt is None:
        raise NotFound(NO_ATTEMPT)
    return attempt


def question_at(bank: Bank, number: int) -> Question:
    """Give question ``number``, counted from 1. Raises NotFound."""
    if not 1 <= number <= len(bank.questions):
        raise NotFound(f"This quiz has no question {number}; it has {len(bank.questions)}.")
    return bank.questions[number - 1]


def fitting_answer(question: Question, answer: Answer) -> Answer:
    """Keep of an answer what belongs to the kind of the question. Raises QuizError."""
    if isinstance(question, MultipleChoice):
        if answer.choice is not None and not 0 <= answer.choice < len(question.choices):
            raise QuizError("That choice is none of this question's. Choose one of those shown.")
        return Answer(choice=answer.choice)
    if answer.choice is not None:
        raise QuizError("This question is answered in your own words. Type your answer.")
    text = clean_text(answer.text)
    if len(text) > LONGEST_ANSWER:
        raise QuizError(f"Your answer has {len(text):,} characters; at most {LONGEST_ANSWER:,} are read.")
    return Answer(text=text)


def mark_answers(
    bank: Bank,
    given: dict[str, Answer],
    before: dict[str, Answer],
    marked: dict[str, Mark],
    ruled: Mapping[str, Sequence[tuple[str, float]]],
    caution: float,
) -> dict[str, Mark]:
    """Mark every question of the bank; answers that are as ``before`` keep the mark they have.

    ``ruled`` are answers of others to the questions, with the credit that teachers gave them: what is the same,
    or nearly, gets the same.
    """
    grading = importlib.import_module("quizapp.grade")
    return {
        question.id: marked[question.id]
        if question.id in marked and given.get(question.id) == before.get(question.id)
        else grading.mark(
            question,
            given.get(question.id, Answer()),
            [grading.Ruled(text, credit) for text, credit in ruled.get(question.id, ())],
            caution,
        )
        for question in bank.questions
    }
