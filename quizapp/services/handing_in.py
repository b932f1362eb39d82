"""Handing an attempt in, by its learner or by the clock, and the result that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from quizapp.errors import NotRevealed
from quizapp.gradebook.decisions import Decisions
from quizapp.model.answer import Answer
from quizapp.model.question import Question
from quizapp.model.quiz import Mode, Reveal
from quizapp.model.text import sentence
from quizapp.model.timing import is_revealed
from quizapp.services.attempt_access import attempt_for, questions_of
from quizapp.services.deciding import decisions_of
from quizapp.services.marking import MarkedAnswer, mark_by
from quizapp.services.results import Result, result_of
from quizapp.settings import Settings
from quizapp.storage import attempts, extra_time, marks, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.marks import MarkAhead
from quizapp.storage.store import Store, Transaction

NONE_AHEAD: Mapping[str, MarkAhead] = MappingProxyType({})
GRACE = timedelta(seconds=10)
"""What was sent before the end may arrive so much later."""


def is_over(attempt: AttemptRecord, now: datetime) -> bool:
    """Say whether the time of an attempt is over, so that nothing is taken any more."""
    return attempt.ends_at is not None and now > attempt.ends_at + GRACE


def finish(
    store: Store, public_id: str, holder: str, now: datetime, caution: float = Settings.caution
) -> None:
    """Hand an attempt in: marks every question, all or nothing. Again: nothing happens.

    ``caution`` (0 to 1), here and below, is the certainty below which a mark asks for a teacher, unless the quiz
    has one of its own.
    Raises NotFound for strangers.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
    hand_in(store, attempt, now, caution)


def settle_quiz(store: Store, quiz_id: int, now: datetime, caution: float = Settings.caution) -> None:
    """Hand in all attempts of a quiz whose time is over, so that a teacher sees what counts."""
    with store.reading() as db:
        taken = attempts.attempts_of_quiz(db, quiz_id)
    for attempt in taken:
        if attempt.finished_at is None and is_over(attempt, now):
            hand_in(store, attempt, now, caution)


def hand_in(store: Store, attempt: AttemptRecord, now: datetime, caution: float) -> None:
    """Mark what has no mark yet and close the attempt, at its end when that has passed."""
    if attempt.finished_at is not None:
        return
    questions = questions_of(store.bank(attempt.version_id), attempt.plan)
    careful = attempt.settings.caution_or(caution)
    with store.reading() as db:
        given = attempts.answers_of(db, attempt.id)
        ahead = marks.marks_ahead_of(db, attempt.id)
        rules = Rules(marks.ruled_answers(db, attempt.quiz_id), decisions_of(db, attempt.quiz_id), careful)
    # Marking takes longest, so it comes before the lock; an answer that another tab saved meanwhile is marked
    # again inside, where none can change any more, and so is all of it when a teacher changed what counts.
    marked = mark_answers(store, attempt, questions, given, rules, ahead)
    with store.writing() as db:
        quizzes.lock_marks(db, attempt.quiz_id)
        locked = attempts.attempt_by_public_id(db, attempt.public_id, lock=True)
        if locked is None or locked.finished_at is not None:
            return
        told = marks.marks_of(db, attempt.id)
        last = attempts.answers_of(db, attempt.id)
        held = Rules(rules.ruled, decisions_of(db, attempt.quiz_id), careful)
        same = {name for name in marked if held == rules and last.get(name) == given.get(name)}
        left = [question for question in questions if question.id not in told]
        again = [question for question in left if question.id not in same]
        fit = {question.id: marked[question.id] for question in left if question.id in same}
        fit |= mark_answers(store, attempt, again, last, held)
        versions = {name: one.version_id for name, one in fit.items()}
        marks.add_marks(db, attempt.id, {name: one.mark for name, one in fit.items()}, now, versions)
        marks.drop_ahead(db, attempt.id)
        attempts.finish(db, attempt.id, min(now, locked.ends_at or now))


@dataclass(frozen=True)
class Rules:
    """What answers are marked by, beside their questions.

    ``ruled`` are answers of others, by question, with the credit that teachers gave them: what is the same, or
    nearly, gets the same. ``decisions`` are what a teacher changed after people took the quiz.
    """

    ruled: Mapping[str, Sequence[tuple[str, float]]]
    decisions: Decisions
    caution: float


def mark_answers(
    store: Store,
    attempt: AttemptRecord,
    questions: Sequence[Question],
    given: Mapping[str, Answer],
    rules: Rules,
    ahead: Mapping[str, MarkAhead] = NONE_AHEAD,
) -> dict[str, MarkedAnswer]:
    """Mark questions of an attempt; ``ahead`` are marks of the same answers that were made when they were saved."""
    return {
        question.id: mark_by(
            store,
            question,
            given.get(question.id, Answer()),
            attempt.version_id,
            rules.decisions.of(question.id),
            rules.ruled.get(question.id, ()),
            rules.caution,
            ahead.get(question.id),
        )
        for question in questions
    }


def result(store: Store, public_id: str, holder: str, now: datetime | None = None) -> Result:
    """Give marks and explanations; without ``now`` only those that are shown at once.

    Raises NotFound for strangers, Conflict while it is not handed in, NotRevealed before the teacher's time.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        if attempt.finished_at is not None:
            require_revealed(db, attempt, now)
    return result_of(store, attempt)


def require_revealed(db: Transaction, attempt: AttemptRecord, now: datetime | None) -> None:
    """Raise NotRevealed when the learner of an attempt may not see its marks (yet)."""
    settings = attempt.settings
    if attempt.plan.mode is Mode.PRACTICE or attempt.plan.preview or settings.reveal is Reveal.AT_ONCE:
        return
    last_end = extra_time.last_extended_end(db, attempt.quiz_id)
    if now is None or not is_revealed(settings, now, last_end):
        if settings.reveal is Reveal.NEVER or settings.closes_at is None:
            raise NotRevealed(sentence("Your teacher has the marks of this quiz; they are not shown here."))
        shown = max(settings.closes_at, last_end or settings.closes_at)
        raise NotRevealed(sentence("Marks and explanations are shown together, from %(time)s.", time=shown))
