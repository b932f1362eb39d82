"""A finished attempt, marked and explained; for the learner and for the teacher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from quizapp.errors import Conflict
from quizapp.explain import explain
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.explanation import Explanation
from quizapp.model.mark import Mark
from quizapp.model.question import Question
from quizapp.model.quiz import Mode
from quizapp.services.attempt_access import questions_of, receipt_for
from quizapp.storage import attempts, comments, contests, marks, progress
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.comments import CommentRecord
from quizapp.storage.contests import ContestRecord
from quizapp.storage.marks import OverrideRecord
from quizapp.storage.store import Store

ALMOST = 1e-9


@dataclass(frozen=True)
class OverrideView:
    """A teacher's ruling: ``by`` is the teacher's name, ``at`` aware UTC."""

    credit: float
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ReviewedQuestion:
    """One question of a finished attempt; ``credit`` (0 to 1) is what counts, after the newest ruling.

    ``overrides`` are all rulings, the first first; ``confidence`` is what the learner said before the reveal
    (``sure``, ``think``, ``guess``, or nothing); ``contests`` are by kind ("mark", "question"); ``comments`` are what
    teachers say about the answer.
    """

    number: int
    question: Question
    answer: Answer
    mark: Mark
    explanation: Explanation
    credit: float
    overrides: tuple[OverrideView, ...] = ()
    confidence: str = ""
    contests: Mapping[str, ContestRecord] = field(default_factory=dict)
    comments: tuple[CommentRecord, ...] = ()

    @property
    def override(self) -> OverrideView | None:
        """The ruling that counts, if there is one."""
        return self.overrides[-1] if self.overrides else None

    @property
    def needs_review(self) -> bool:
        """Whether a teacher should look; once one has ruled, nobody need."""
        return self.mark.needs_review and not self.overrides


@dataclass(frozen=True)
class Result:
    """A finished attempt, question by question in the order in which they were asked.

    ``is_practice`` attempts tell each mark at once; only what ``counts`` reaches the gradebook.
    """

    public_id: str
    code: str
    quiz_title: str
    learner: str
    receipt: str
    started_at: datetime
    finished_at: datetime
    questions: tuple[ReviewedQuestion, ...]
    is_practice: bool = False
    counts: bool = True

    @property
    def missed(self) -> tuple[ReviewedQuestion, ...]:
        """The questions that did not earn all."""
        return tuple(reviewed for reviewed in self.questions if reviewed.credit < 1 - ALMOST)

    @property
    def score(self) -> float:
        """The sum of the credits."""
        return round(sum(reviewed.credit for reviewed in self.questions), 4)

    @property
    def out_of(self) -> int:
        """The number of questions."""
        return len(self.questions)


def result_of(store: Store, attempt: AttemptRecord) -> Result:
    """Give the result of an attempt that somebody may see. Raises Conflict while it is not handed in."""
    if attempt.finished_at is None:
        raise Conflict("This attempt is not handed in yet, so there is no result.")
    bank = store.bank(attempt.version_id)
    with store.reading() as db:
        given = attempts.answers_of(db, attempt.id)
        marked = marks.marks_of(db, attempt.id)
        rulings = by_question(marks.overrides_of(db, attempt.id))
        known = progress.progress_of(db, attempt.id)
        said = comments.comments_of(db, attempt.id)
        held: dict[str, dict[str, ContestRecord]] = {}
        for contest in contests.contests_of_attempt(db, attempt.id):
            held.setdefault(contest.question_id, {})[contest.kind] = contest
    reviewed = [
        reviewed_question(
            bank,
            number,
            question,
            given.get(question.id, Answer()),
            marked[question.id],
            overrides=rulings.get(question.id, ()),
            confidence=known.get(question.id, progress.NOTHING).confidence,
            contests=held.get(question.id, {}),
            said=said.get(question.id, ()),
        )
        for number, question in enumerate(questions_of(bank, attempt.plan), 1)
    ]
    return Result(
        public_id=attempt.public_id,
        code=attempt.code,
        quiz_title=bank.title,
        learner=attempt.learner,
        receipt=receipt_for(store, attempt),
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        questions=tuple(reviewed),
        is_practice=attempt.plan.mode is Mode.PRACTICE,
        counts=attempt.counts,
    )


def reviewed_question(
    bank: Bank,
    number: int,
    question: Question,
    answer: Answer,
    mark: Mark,
    overrides: tuple[OverrideView, ...] = (),
    confidence: str = "",
    contests: Mapping[str, ContestRecord] | None = None,
    said: Sequence[CommentRecord] = (),
) -> ReviewedQuestion:
    """Explain one marked answer; the newest of the rulings counts."""
    return ReviewedQuestion(
        number=number,
        question=question,
        answer=answer,
        mark=mark,
        explanation=explain(bank, question, answer, mark),
        credit=overrides[-1].credit if overrides else mark.credit,
        overrides=overrides,
        confidence=confidence,
        contests=contests or {},
        comments=tuple(said),
    )


def by_question(rulings: list[OverrideRecord]) -> dict[str, tuple[OverrideView, ...]]:
    """Give the rulings on one attempt by question, the first first."""
    found: dict[str, tuple[OverrideView, ...]] = {}
    for ruling in rulings:
        view = OverrideView(ruling.credit, ruling.reason, ruling.by, ruling.at)
        found[ruling.question_id] = (*found.get(ruling.question_id, ()), view)
    return found
