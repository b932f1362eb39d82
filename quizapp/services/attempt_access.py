"""Finding an attempt for the browser that asks, and the questions it asks."""

from quizapp.errors import NotFound
from quizapp.model.bank import Bank
from quizapp.model.question import Question
from quizapp.model.quiz import AttemptPlan
from quizapp.model.text import Text, sentence
from quizapp.services.installation import receipt_key
from quizapp.services.tokens import OLD_RECEIPT_LENGTH, RECEIPT_LENGTH, hash_of, receipt_of
from quizapp.storage import attempts
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.store import Store, Transaction

NO_ATTEMPT = sentence("There is no such attempt here. With its receipt you can open it in this browser.")


def attempt_for(db: Transaction, public_id: str, holder: str, lock: bool = False) -> AttemptRecord:
    """Find an attempt that this browser may see. Raises NotFound."""
    attempt = attempts.attempt_of_holder(db, public_id, hash_of(holder), lock) if holder else None
    if attempt is None:
        raise NotFound(NO_ATTEMPT)
    return attempt


def receipt_for(store: Store, attempt: AttemptRecord) -> str:
    """Give the receipt that opens an attempt; "" when none does, as its learner had it made anonymous."""
    for length in (RECEIPT_LENGTH, OLD_RECEIPT_LENGTH):
        receipt = receipt_of(receipt_key(store), attempt.public_id, length)
        if hash_of(receipt) == attempt.receipt_hash:
            return receipt
    return ""


def questions_of(bank: Bank, plan: AttemptPlan) -> tuple[Question, ...]:
    """Give the questions of an attempt in the order in which it asks them."""
    if plan.questions is None:
        return bank.questions
    return tuple(bank.question_by_id[wanted] for wanted in plan.questions)


def question_at(questions: tuple[Question, ...], number: int) -> Question:
    """Give question ``number``, counted from 1. Raises NotFound."""
    if not 1 <= number <= len(questions):
        raise NotFound(no_question(number, len(questions)))
    return questions[number - 1]


def no_question(number: int, count: int) -> Text:
    """Say that a quiz has no such question."""
    return sentence("This quiz has no question %(number)s; it has %(count)s.", number=number, count=count)
