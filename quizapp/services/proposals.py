"""What a dry run needs and says: the state of a quiz after people took it, a proposal, and what that would do."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.errors import Conflict
from quizapp.gradebook.decisions import Decisions
from quizapp.model.answer import Answer
from quizapp.model.question import Question
from quizapp.services import teach
from quizapp.services.accounts import User
from quizapp.services.attempt_access import questions_of
from quizapp.services.deciding import decisions_in
from quizapp.storage import attempts, library, marks, remarks
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.marks import NewOverride, Standing
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.remarks import BatchRecord
from quizapp.storage.store import Store, Transaction

LOOK_AGAIN = "Something has changed since this was worked out. Look at it again; nothing is applied yet."


class LookAgain(Conflict):
    """What was shown is no longer what would be applied; nothing was."""


@dataclass(frozen=True)
class Proposal:
    """What to change: ``kind`` is one of ``deciding.CHANGES``, or ``undo`` of the batch with that public id.

    ``remark`` marks one question, or all without ``question_id``, by the newest version of the bank; ``accept``
    takes the choice with the words ``text`` as right too.
    """

    kind: str
    question_id: str | None = None
    text: str = ""
    batch: str = ""


@dataclass(frozen=True)
class Change:
    """How one learner's credit on a question (0 to 1) changes; of a whole attempt (no question): its percent."""

    attempt: str
    learner: str
    question_id: str | None
    before: float
    after: float

    @property
    def difference(self) -> float:
        """What is gained; negative: lost."""
        return round(self.after - self.before, 4)


@dataclass(frozen=True)
class DryRun:
    """What a proposal would do; ``trace`` stands for all of it.

    ``same`` answers keep their credit, of which ``settled`` no longer wait for review; ``kept`` ones a person
    judged, so they stay. ``later`` says whether answers to come are marked in another way too.
    """

    code: str
    title: str
    proposal: Proposal
    ups: tuple[Change, ...]
    downs: tuple[Change, ...]
    same: int
    kept: int
    settled: int
    later: bool
    trace: str

    @property
    def does_something(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.ups or self.downs or self.settled or self.later)


@dataclass(frozen=True)
class Taken:
    """A quiz as it is: its batches, the attempts that count and are handed in, and what was answered."""

    quiz: QuizRecord
    newest: int
    batches: Sequence[BatchRecord]
    attempts: Sequence[AttemptRecord]
    standings: Mapping[int, Mapping[str, Standing]]
    answers: Mapping[int, Mapping[str, Answer]]
    ruled: Mapping[str, Sequence[tuple[str, float]]]
    state: str

    @property
    def decisions(self) -> Decisions:
        """What holds now."""
        return decisions_in(self.batches)


@dataclass(frozen=True)
class Plan:
    """A dry run with all that applying it needs."""

    run: DryRun
    taken: Taken
    rows: Sequence[NewOverride]
    detail: Mapping[str, object]
    undoes: BatchRecord | None = None


@dataclass(frozen=True)
class Asked:
    """One question of one attempt, with its answer and what counts for it now."""

    attempt: AttemptRecord
    question: Question
    answer: Answer
    standing: Standing


@dataclass(frozen=True)
class Counted:
    """How many answers stay as they are (see ``DryRun``)."""

    same: int
    kept: int
    settled: int
    later: bool


@dataclass(frozen=True)
class Consent:
    """What a teacher says to a dry run: its ``trace``, why it is applied, and whether marks may go down."""

    trace: str
    reason: str
    lower: bool = False


def taken_of(db: Transaction, teacher: User, code: str, question_id: str | None) -> Taken:
    """Read what a dry run needs; with ``question_id``, of this question. Raises NotFound."""
    quiz = teach.quiz_for(db, code, teacher)
    newest = library.newest_version(db, quiz.slug)
    return Taken(
        quiz,
        newest.version_id if newest else quiz.version_id,
        remarks.batches_of_quiz(db, quiz.id),
        [one for one in attempts.attempts_of_quiz(db, quiz.id) if one.finished_at is not None],
        marks.standings_of_quiz(db, quiz.id, question_id),
        attempts.answers_of_quiz(db, quiz.id, question_id),
        marks.ruled_answers(db, quiz.id),
        state_of(db, quiz),
    )


def state_of(db: Transaction, quiz: QuizRecord) -> str:
    """Give a stand-in for all that a dry run depends on: it changes when any of that does."""
    newest = library.newest_version(db, quiz.slug)
    finished = [
        (one.id, one.finished_at) for one in attempts.attempts_of_quiz(db, quiz.id) if one.finished_at
    ]
    return digest(finished, remarks.newest_change(db, quiz.id), newest and newest.version_id)


def digest(*parts: object) -> str:
    """Give a short stand-in for values."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def asked_in(store: Store, taken: Taken, question_id: str | None) -> Iterator[Asked]:
    """Give every marked answer that a proposal is about, attempt by attempt."""
    for attempt in taken.attempts:
        standings = taken.standings.get(attempt.id, {})
        answers = taken.answers.get(attempt.id, {})
        for question in questions_of(store.bank(attempt.version_id), attempt.plan):
            if question_id in (None, question.id) and question.id in standings:
                answer = answers.get(question.id, Answer())
                yield Asked(attempt, question, answer, standings[question.id])
