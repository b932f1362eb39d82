"""What was changed in a quiz after people took it: rulings for many, re-marks, decisions, undoings."""

from dataclasses import dataclass

from quizapp.errors import NotFound
from quizapp.model.question import Question
from quizapp.services import teach
from quizapp.services.accounts import User
from quizapp.storage import attempts, library, remarks
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.remarks import BatchRecord
from quizapp.storage.store import Store


@dataclass(frozen=True)
class NumberedQuestion:
    """A question with its number (from 1) among all that were asked in a quiz, the published version's first."""

    number: int
    question: Question


@dataclass(frozen=True)
class PastChange:
    """One batch: the question that it is about (None: all), how many marks it changed, and what an undoing undid."""

    batch: BatchRecord
    about: NumberedQuestion | None
    marks: int
    undoes: BatchRecord | None


@dataclass(frozen=True)
class Changes:
    """All batches of a quiz, the newest first; ``newer_version`` of the bank, if there is one that marks could use."""

    code: str
    title: str
    changes: tuple[PastChange, ...]
    newer_version: int | None


def changes_of(store: Store, teacher: User, code: str) -> Changes:
    """Give what was changed. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        batches = remarks.batches_of_quiz(db, quiz.id)
        sizes = remarks.sizes_of(db, quiz.id)
        newest = library.newest_version(db, quiz.slug)
    asked = questions_of_quiz(store, quiz)
    by_id = {batch.id: batch for batch in batches}
    rows = [
        PastChange(
            batch,
            asked.get(batch.question_id or ""),
            sizes.get(batch.id, 0),
            by_id.get(batch.undoes_id or 0),
        )
        for batch in reversed(batches)
    ]
    newer = newest.number if newest and newest.number > quiz.version else None
    return Changes(quiz.code, quiz.title, tuple(rows), newer)


def batch_of(store: Store, teacher: User, code: str, public_id: str) -> BatchRecord:
    """Find a batch of a quiz. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        for batch in remarks.batches_of_quiz(db, quiz.id):
            if batch.public_id == public_id:
                return batch
    raise NotFound("This quiz has no such change.")


def questions_by_id(store: Store, teacher: User, code: str) -> dict[str, NumberedQuestion]:
    """Give the questions of a quiz by id. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
    return questions_of_quiz(store, quiz)


def questions_of_quiz(store: Store, quiz: QuizRecord) -> dict[str, NumberedQuestion]:
    """Give every question that a quiz asks or asked, by id."""
    with store.reading() as db:
        taken = {attempt.version_id for attempt in attempts.attempts_of_quiz(db, quiz.id)}
    found: dict[str, NumberedQuestion] = {}
    for version in (quiz.version_id, *sorted(taken - {quiz.version_id}, reverse=True)):
        for question in store.bank(version).questions:
            found.setdefault(question.id, NumberedQuestion(len(found) + 1, question))
    return found
