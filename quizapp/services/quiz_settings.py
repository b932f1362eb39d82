"""How a quiz is taken, as its teacher sets it: settings, extra time for people, reopening an attempt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.errors import Conflict, QuizError
from quizapp.model.quiz import QuizSettings, Reveal
from quizapp.model.timing import ExtraTime
from quizapp.services.accounts import User
from quizapp.services.cleaning import clean_name
from quizapp.services.handing_in import is_over, settle_quiz
from quizapp.services.noting import note
from quizapp.services.teach import attempt_for, quiz_for
from quizapp.settings import Settings
from quizapp.storage import attempts, classes, extra_time, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.store import Store

LONGEST_LIMIT = 10_080
"""Minutes of a week: a longer limit is a closing time."""

MOST_ATTEMPTS = 100


@dataclass(frozen=True)
class Person:
    """One attempt, as far as its time is concerned."""

    public_id: str
    learner: str
    started_at: datetime
    finished_at: datetime | None
    ends_at: datetime | None
    extra: ExtraTime


@dataclass(frozen=True)
class Timing:
    """The settings of a quiz, who has extra time before beginning, and the attempts, the newest first."""

    code: str
    title: str
    settings: QuizSettings
    extra_times: tuple[tuple[str, ExtraTime], ...]
    people: tuple[Person, ...]


def timing_of(store: Store, teacher: User, code: str) -> Timing:
    """Give all that a teacher may set. Raises NotFound when the quiz is not the teacher's."""
    with store.reading() as db:
        quiz = quiz_for(db, code, teacher)
        names = extra_time.extra_times(db, quiz.id)
        taken = attempts.attempts_of_quiz(db, quiz.id)
    people = tuple(person_of(attempt) for attempt in reversed(taken))
    return Timing(quiz.code, quiz.title, quiz.settings, tuple(names), people)


def person_of(attempt: AttemptRecord) -> Person:
    """Give an attempt as the teacher sees its time."""
    return Person(
        attempt.public_id,
        attempt.learner,
        attempt.started_at,
        attempt.finished_at,
        attempt.ends_at,
        attempt.extra,
    )


def change_settings(store: Store, teacher: User, code: str, settings: QuizSettings) -> None:
    """Set how a quiz is taken; times hold for attempts under way too, everything else for new ones.

    Raises QuizError with all that does not fit together, NotFound when the quiz is not the teacher's.
    """
    check_settings(settings)
    with store.writing() as db:
        quizzes.set_settings(db, quiz_for(db, code, teacher, change=True).id, settings)


def check_settings(settings: QuizSettings) -> None:
    """Raise QuizError with all that does not fit together."""
    wrong = settings_problems(settings)
    if wrong:
        raise QuizError(" ".join(wrong.values()))


def settings_problems(settings: QuizSettings) -> dict[str, str]:
    """Say what does not fit together, by the names of the fields."""
    wrong = {}
    if settings.minutes is not None and not 1 <= settings.minutes <= LONGEST_LIMIT:
        wrong["minutes"] = f"The time limit must be 1 to {LONGEST_LIMIT:,} minutes, or empty."
    if settings.attempts is not None and not 1 <= settings.attempts <= MOST_ATTEMPTS:
        wrong["attempts"] = f"The number of attempts must be 1 to {MOST_ATTEMPTS}, or empty."
    if settings.caution is not None and not 0.0 <= settings.caution <= 1.0:
        wrong["caution"] = "How careful the marker is must be a number from 0 to 1, or empty."
    if settings.opens_at and settings.closes_at and settings.opens_at >= settings.closes_at:
        wrong["closes_at"] = "The quiz must open before it closes."
    elif settings.reveal is Reveal.AFTER_CLOSING and settings.closes_at is None:
        wrong["closes_at"] = "Results after the closing need a closing time."
    return wrong


def give_extra_time(store: Store, teacher: User, code: str, name: str, extra: ExtraTime) -> None:
    """Give a person extra time by name: in attempts under way from now on, and in those still to begin.

    What the roster of a class says of a member goes before it. Raises QuizError for a name that is none, NotFound
    when the quiz is not the teacher's.
    """
    shown = clean_name(name, "the name")
    key = extra_time.key_of(shown)
    with store.writing() as db:
        quiz = quiz_for(db, code, teacher, change=True)
        extra_time.set_extra_time(db, quiz.id, shown, extra)
        by_roster = classes.timed_by_roster(db, quiz.id)
        for attempt in attempts.attempts_of_quiz(db, quiz.id):
            if attempt.finished_at is not None or attempt.id in by_roster:
                continue
            if extra_time.key_of(attempt.learner) == key:
                extra_time.change_attempt(db, attempt.id, extra)


def give_attempt_extra_time(
    store: Store, teacher: User, public_id: str, extra: ExtraTime, now: datetime
) -> str:
    """Give one attempt under way extra time; gives the code of its quiz.

    Raises NotFound, and Conflict when it is handed in or its time is over: that one has to be reopened.
    """
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        if attempt.finished_at is not None or is_over(attempt, now):
            raise Conflict("This attempt is handed in or its time is over. Reopen it instead.")
        extra_time.change_attempt(db, attempt.id, extra)
        before, after = {"time": attempt.extra.value}, {"time": extra.value}
        about = {"quiz": attempt.code, "attempt": public_id, "before": before, "after": after}
        note(db, teacher, now, "attempt.extra-time", **about)
    return attempt.code


def reopen(store: Store, teacher: User, public_id: str, minutes: int, now: datetime) -> str:
    """Open an attempt that is handed in for so many minutes more; gives the code of its quiz.

    Its answers stay, its marks and rulings are made anew. Raises NotFound, Conflict while it is under way,
    QuizError for minutes out of range.
    """
    if not 1 <= minutes <= LONGEST_LIMIT:
        raise QuizError(f"Reopen it for 1 to {LONGEST_LIMIT:,} minutes.")
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        if attempt.finished_at is None and not is_over(attempt, now):
            raise Conflict("This attempt is under way still, so there is nothing to reopen.")
        quizzes.lock_marks(db, attempt.quiz_id)
        attempts.reopen(db, attempt.id, now + timedelta(minutes=minutes), now)
        after = {"minutes": minutes}
        note(db, teacher, now, "attempt.reopen", quiz=attempt.code, attempt=public_id, after=after)
    return attempt.code


def settle(store: Store, teacher: User, code: str, now: datetime, caution: float = Settings.caution) -> None:
    """Hand in what the clock has ended. Raises NotFound when the quiz is not the teacher's."""
    with store.reading() as db:
        quiz = quiz_for(db, code, teacher)
    settle_quiz(store, quiz.id, now, caution)
