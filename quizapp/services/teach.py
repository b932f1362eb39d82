"""What a teacher can do: publish, see the scores, look at an attempt, rule on a mark."""

import math
from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.gradebook.table import ScoreTable
from quizapp.services.accounts import User, may_see, require_edit
from quizapp.services.cleaning import LONGEST_REASON, clean_text
from quizapp.services.library import version_to_publish
from quizapp.services.noting import note
from quizapp.services.pool import still_there
from quizapp.services.results import Result, result_of
from quizapp.services.taken import table_of, taken_quiz
from quizapp.services.tokens import new_join_code, read_join_code
from quizapp.storage import attempts, classes, library, marks, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.library import VersionRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class QuizRow:
    """A quiz on the desk at its published ``version``; ``newer_version``: the bank has moved on since.

    ``label`` tells it from others of its bank, ``class_name`` says whose members it is for ("": anybody's).
    """

    code: str
    title: str
    published_at: datetime
    is_open: bool
    version: int
    attempts: int
    finished: int
    newer_version: bool
    label: str = ""
    class_name: str = ""


@dataclass(frozen=True)
class BankCard:
    """A bank on the desk, at its newest version, with its quizzes, the newest first."""

    slug: str
    title: str
    version: int
    multiple_choice: int
    short_answer: int
    quizzes: tuple[QuizRow, ...]

    @property
    def quiz(self) -> QuizRow | None:
        """The newest quiz, if there is one."""
        return self.quizzes[0] if self.quizzes else None


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
        published: dict[int, list[QuizRecord]] = {}
        for quiz in quizzes.quizzes_of(db, owner):
            published.setdefault(quiz.bank_id, []).insert(0, quiz)
        counts = quizzes.attempt_counts(db, [quiz.id for found in published.values() for quiz in found])
        names = {record.id: record.name for record in classes.classes_of(db, owner)}
    return [
        BankCard(
            version.slug,
            version.title,
            version.number,
            version.multiple_choice,
            version.short_answer,
            tuple(
                quiz_row(quiz, version, counts.get(quiz.id, (0, 0)), names.get(quiz.class_id or 0, ""))
                for quiz in published.get(version.bank_id, ())
            ),
        )
        for version in versions
    ]


def quiz_row(
    quiz: QuizRecord, newest: VersionRecord, counts: tuple[int, int], class_name: str = ""
) -> QuizRow:
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
        label=quiz.label,
        class_name=class_name,
    )


def publish(store: Store, teacher: User, slug: str, now: datetime) -> str:
    """Open a bank's newest quiz on the newest version, or its first one; gives the join code.

    Settings stay as they are, without questions that are gone. Attempts under way keep the version they began
    with. Raises NotFound when it is not the teacher's, QuizError when none of the quiz's questions is left.
    """
    with store.writing() as db:
        version = version_to_publish(db, slug, teacher, lock=True)
        quiz = quizzes.quiz_of_bank(db, version.bank_id)
        if quiz is not None:
            quiz = quiz_for(db, quiz.code, teacher, change=True)
            quizzes.set_settings(db, quiz.id, still_there(quiz.settings, store.bank(version.version_id)))
            quizzes.republish(db, quiz.id, version.version_id, now)
            code = quiz.code
        else:
            code = free_join_code(db)
            quizzes.add_quiz(db, code, version.bank_id, version.version_id, version.owner_id, now)
        note(db, teacher, now, "quiz.publish", quiz=code, after={"version": version.number})
        return code


def free_join_code(db: Transaction) -> str:
    """Give a join code that no quiz has."""
    code = new_join_code()
    while quizzes.quiz_by_code(db, code) is not None:
        code = new_join_code()
    return code


def unpublish(store: Store, teacher: User, code: str, now: datetime) -> None:
    """Close a quiz for new attempts; those under way may be finished. Raises NotFound."""
    with store.writing() as db:
        quiz = quiz_for(db, code, teacher, change=True)
        quizzes.unpublish(db, quiz.id, now)
        note(db, teacher, now, "quiz.close", quiz=quiz.code)


def score_table(
    store: Store, teacher: User, code: str, seed: str = "", dropped: frozenset[str] | None = None
) -> ScoreTable:
    """Give all attempts of a quiz, what counts for each question, and what waits for review.

    With ``seed``, under names that say nothing. ``dropped`` questions count for nobody (None: those that the
    teacher dropped). Raises NotFound when the quiz is not the teacher's.
    """
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher), dropped)
        counted = marks.credits_of_quiz(db, taken.quiz.id)
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
    check_credit(credit)
    why = reason_of(reason)
    with store.reading() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
    if attempt.finished_at is None:
        raise Conflict("This attempt is not handed in yet, so there is no mark to rule on.")
    if question_id not in store.bank(attempt.version_id).question_by_id:
        raise NotFound("This attempt has no such question.")
    with store.writing() as db:
        quizzes.lock_marks(db, attempt.quiz_id)
        before = (
            marks.standings_of_quiz(db, attempt.quiz_id, question_id).get(attempt.id, {}).get(question_id)
        )
        if before is None:
            raise NotFound("This attempt has no such question.")
        marks.add_override(db, attempt.id, question_id, float(credit), why, teacher.id, now)
        about = {"quiz": attempt.code, "attempt": public_id, "question_id": question_id, "reason": why}
        was, is_now = {"credit": before.credit}, {"credit": float(credit)}
        note(db, teacher, now, "mark.override", **about, before=was, after=is_now)


def check_credit(credit: float) -> None:
    """Raise QuizError when a credit is none."""
    if not (math.isfinite(credit) and 0.0 <= credit <= 1.0):
        raise QuizError("The credit must be a number from 0 to 1.")


def reason_of(reason: str) -> str:
    """Give a reason as it is kept. Raises QuizError when it is empty or too long."""
    why = clean_text(reason).strip()
    if not why:
        raise QuizError("Give a reason: the learner and your colleagues will want to know.")
    if len(why) > LONGEST_REASON:
        raise QuizError(f"The reason has {len(why):,} characters; at most {LONGEST_REASON:,} are kept.")
    return why


def quiz_for(db: Transaction, code: str, teacher: User, change: bool = False) -> QuizRecord:
    """Find a quiz that the teacher may see, or ``change``. Raises NotFound, or NotAllowed to who may only look."""
    quiz = quizzes.quiz_by_code(db, read_join_code(code))
    if quiz is None or not may_see(db, teacher, quiz.owner_id, quiz_id=quiz.id):
        raise NotFound(f"You have no quiz with the join code {code!r}.")
    if change:
        require_edit(db, teacher, quiz.owner_id, quiz_id=quiz.id)
    return quiz


def require_change(store: Store, teacher: User, code: str) -> None:
    """Raise as ``quiz_for`` for somebody who may not change a quiz, before anything they sent is looked at."""
    with store.reading() as db:
        quiz_for(db, code, teacher, change=True)


def quizzes_seen_by(db: Transaction, user: User) -> list[QuizRecord]:
    """Give the quizzes that somebody sees, also those shared with them, the oldest first."""
    return quizzes.quizzes_of(db, None) if user.sees_all else quizzes.quizzes_seen_by(db, user.id)


def attempt_for(db: Transaction, public_id: str, teacher: User, change: bool = False) -> AttemptRecord:
    """Find an attempt at a quiz that the teacher may see, or ``change``. Raises as ``quiz_for``."""
    attempt = attempts.attempt_by_public_id(db, public_id)
    if attempt is None or not may_see(db, teacher, attempt.owner_id, quiz_id=attempt.quiz_id):
        raise NotFound("None of your quizzes has such an attempt.")
    if change:
        require_edit(db, teacher, attempt.owner_id, quiz_id=attempt.quiz_id)
    return attempt
