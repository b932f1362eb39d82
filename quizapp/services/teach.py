"""What a teacher can do: publish, see the scores, look at an attempt, rule on a mark."""

import math
from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.gradebook.table import ScoreTable
from quizapp.model.quiz import QuizSettings
from quizapp.services.accounts import User, may_see
from quizapp.services.cleaning import LONGEST_REASON, clean_text
from quizapp.services.credits import credits_of
from quizapp.services.library import version_for
from quizapp.services.results import Result, result_of
from quizapp.services.taken import table_of, taken_quiz
from quizapp.services.tokens import new_join_code, read_join_code
from quizapp.storage import attempts, library, marks, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.library import VersionRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class QuizRow:
    """A quiz on the desk at its published ``version``; ``newer_version``: the bank has moved on since."""

    code: str
    title: str
    published_at: datetime
    is_open: bool
    version: int
    attempts: int
    finished: int
    newer_version: bool


@dataclass(frozen=True)
class BankCard:
    """A bank on the desk, at its newest version, with its quiz once it has one."""

    slug: str
    title: str
    version: int
    multiple_choice: int
    short_answer: int
    quiz: QuizRow | None


@dataclass(frozen=True)
class Export:
    """A file to hand out."""

    data: bytes
    filename: str
    mimetype: str


def desk(store: Store, teacher: User) -> list[BankCard]:
    """Give the teacher's banks by title (an administrator sees everybody's)."""
    owner = None if teacher.sees_all else teacher.id
    with store.reading() as db:
        versions = library.newest_versions(db, owner)
        published = {quiz.bank_id: quiz for quiz in quizzes.quizzes_of(db, owner)}
        counts = quizzes.attempt_counts(db, [quiz.id for quiz in published.values()])
    return [
        BankCard(
            version.slug,
            version.title,
            version.number,
            version.multiple_choice,
            version.short_answer,
            quiz_row(quiz, version, counts.get(quiz.id, (0, 0)))
            if (quiz := published.get(version.bank_id))
            else None,
        )
        for version in versions
    ]


def quiz_row(quiz: QuizRecord, newest: VersionRecord, counts: tuple[int, int]) -> QuizRow:
    """Give a quiz as the desk shows it."""
    begun, finished = counts
    return QuizRow(
        code=quiz.code,
        title=quiz.title,
        published_at=quiz.published_at,
        is_open=quiz.unpublished_at is None,
        version=quiz.version,
        attempts=begun,
        finished=finished,
        newer_version=newest.number > quiz.version,
    )


def publish(
    store: Store, teacher: User, slug: str, now: datetime, settings: QuizSettings | None = None
) -> str:
    """Open a bank's quiz on the newest version; gives the join code, which a bank keeps for good.

    Without ``settings`` they stay as they are. Attempts under way keep the version they began with. Raises
    NotFound when it is not the teacher's.
    """
    with store.writing() as db:
        version = version_for(db, slug, teacher, lock=True)
        quiz = quizzes.quiz_of_bank(db, version.bank_id)
        if quiz is not None:
            quizzes.republish(db, quiz.id, version.version_id, now)
        else:
            code = free_join_code(db)
            quizzes.add_quiz(db, code, version.bank_id, version.version_id, version.owner_id, now)
            quiz = quiz_for(db, code, teacher)
        if settings is not None:
            quizzes.set_settings(db, quiz.id, settings)
        return quiz.code


def free_join_code(db: Transaction) -> str:
    """Give a join code that no quiz has."""
    code = new_join_code()
    while quizzes.quiz_by_code(db, code) is not None:
        code = new_join_code()
    return code


def unpublish(store: Store, teacher: User, code: str, now: datetime) -> None:
    """Close a quiz for new attempts; those under way may be finished. Raises NotFound."""
    with store.writing() as db:
        quizzes.unpublish(db, quiz_for(db, code, teacher).id, now)


def score_table(store: Store, teacher: User, code: str, seed: str = "") -> ScoreTable:
    """Give all attempts of a quiz, what counts for each question, and what waits for review.

    With ``seed``, under names that say nothing. Raises NotFound when the quiz is not the teacher's.
    """
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        counted = credits_of(db, taken.quiz.id)
    return table_of(taken, counted, seed)


def attempt_in_full(store: Store, teacher: User, public_id: str) -> Result:
    """Give a finished attempt of one of the teacher's quizzes. Raises NotFound, Conflict."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, teacher)
    return result_of(store, attempt)


def override(
    store: Store,
    teacher: User,
    public_id: str,
    question_id: str,
    credit: float,
    reason: str,
    now: datetime,
) -> None:
    """Rule that an answer earns ``credit`` (0 to 1); mark and earlier rulings are kept, the newest counts.

    Raises NotFound, Conflict while the attempt is not handed in, QuizError without a reason or with a credit
    out of range.
    """
    why = clean_text(reason).strip()
    if not (math.isfinite(credit) and 0.0 <= credit <= 1.0):
        raise QuizError("The credit must be a number from 0 to 1.")
    if not why:
        raise QuizError("Give a reason: the learner and your colleagues will want to know.")
    if len(why) > LONGEST_REASON:
        raise QuizError(f"The reason has {len(why):,} characters; at most {LONGEST_REASON:,} are kept.")
    with store.reading() as db:
        attempt = attempt_for(db, public_id, teacher)
    if attempt.finished_at is None:
        raise Conflict("This attempt is not handed in yet, so there is no mark to rule on.")
    if question_id not in store.bank(attempt.version_id).question_by_id:
        raise NotFound("This attempt has no such question.")
    with store.writing() as db:
        marks.add_override(db, attempt.id, question_id, float(credit), why, teacher.id, now)


def quiz_for(db: Transaction, code: str, teacher: User) -> QuizRecord:
    """Find a quiz that the teacher may see. Raises NotFound."""
    quiz = quizzes.quiz_by_code(db, read_join_code(code))
    if quiz is None or not may_see(db, teacher, quiz.owner_id):
        raise NotFound(f"You have no quiz with the join code {code!r}.")
    return quiz


def attempt_for(db: Transaction, public_id: str, teacher: User) -> AttemptRecord:
    """Find an attempt at one of the teacher's quizzes. Raises NotFound."""
    attempt = attempts.attempt_by_public_id(db, public_id)
    if attempt is None or not may_see(db, teacher, attempt.owner_id):
        raise NotFound("None of your quizzes has such an attempt.")
    return attempt
