"""A finished attempt, marked and explained; for the learner and for the teacher."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from quizapp.errors import Conflict
from quizapp.explain import explain
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.explanation import Explanation
from quizapp.model.mark import Mark
from quizapp.model.question import Question
from quizapp.model.quiz import Mode
from quizapp.model.text import sentence
from quizapp.services.attempt_access import questions_of, receipt_for
from quizapp.services.deciding import decisions_of
from quizapp.services.marking import as_marked
from quizapp.storage import comments, contests, marks, progress
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.comments import CommentRecord
from quizapp.storage.contests import ContestRecord
from quizapp.storage.marks import Marked, OverrideRecord
from quizapp.storage.store import Store

ALMOST = 1e-9


@dataclass(frozen=True)
class OverrideView:
    """A teacher's ruling, or a re-mark: ``by`` is the teacher's name, ``at`` aware UTC."""

    credit: float
    reason: str
    by: str
    at: datetime
    is_remark: bool = False
    needs_review: bool = False


@dataclass(frozen=True)
class ReviewedQuestion:
    """One question of a finished attempt; ``credit`` (0 to 1) is what counts, after the newest ruling.

    ``mark`` is the newest that the marker made, ``first_credit`` what it gave at first; ``overrides`` are all
    rulings and re-marks, the first first. A ``dropped`` question counts for nobody. ``confidence`` is what the
    learner said before the reveal (``sure``, ``think``, ``guess``, or nothing); ``contests`` are by kind
    ("mark", "question"); ``points`` are what full credit is worth, ``comments`` what
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
    points: float = 1.0
    dropped: bool = False
    first_credit: float = 0.0
    comments: tuple[CommentRecord, ...] = ()

    @property
    def override(self) -> OverrideView | None:
        """The ruling or re-mark that counts, if there is one."""
        return self.overrides[-1] if self.overrides else None

    @property
    def needs_review(self) -> bool:
        """Whether a teacher should look; once one has ruled, nobody need."""
        if self.dropped:
            return False
        return self.override.needs_review if self.override else self.mark.needs_review


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
        return tuple(reviewed for reviewed in self.counted if reviewed.credit < 1 - ALMOST)

    @property
    def counted(self) -> tuple[ReviewedQuestion, ...]:
        """The questions that are not dropped."""
        return tuple(reviewed for reviewed in self.questions if not reviewed.dropped)

    @property
    def dropped(self) -> tuple[ReviewedQuestion, ...]:
        """The questions that the teacher dropped."""
        return tuple(reviewed for reviewed in self.questions if reviewed.dropped)

    @property
    def score(self) -> float:
        """What was earned, in points."""
        return round(sum(reviewed.credit * reviewed.points for reviewed in self.counted), 4)

    @property
    def out_of(self) -> float:
        """What could be earned, in points; a whole number is an int."""
        total = round(sum(reviewed.points for reviewed in self.counted), 4)
        return int(total) if total == int(total) else total


def result_of(store: Store, attempt: AttemptRecord) -> Result:
    """Give the result of an attempt that somebody may see. Raises Conflict while it is not handed in."""
    if attempt.finished_at is None:
        raise Conflict(sentence("This attempt is not handed in yet, so there is no result."))
    bank = store.bank(attempt.version_id)
    with store.reading() as db:
        given, known = progress.left_of(db, attempt.id)
        first = marks.first_marks_of(db, attempt.id)
        replaced = by_question(marks.overrides_of(db, attempt.id))
        dropped = decisions_of(db, attempt.quiz_id).dropped
        said = comments.comments_of(db, attempt.id)
        held: dict[str, dict[str, ContestRecord]] = {}
        for contest in contests.contests_of_attempt(db, attempt.id):
            held.setdefault(contest.question_id, {})[contest.kind] = contest
    reviewed = [
        replace(
            counted_question(
                store,
                attempt.version_id,
                question,
                given.get(question.id, Answer()),
                first[question.id],
                replaced.get(question.id, ()),
            ),
            number=number,
            confidence=known.get(question.id, progress.NOTHING).confidence,
            contests=held.get(question.id, {}),
            dropped=question.id in dropped,
            comments=tuple(said.get(question.id, ())),
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
        questions=tuple(replace(one, points=attempt.settings.points_of(one.question.id)) for one in reviewed),
        is_practice=attempt.plan.mode is Mode.PRACTICE,
        counts=attempt.counts,
    )


def counted_question(
    store: Store,
    version_id: int,
    question: Question,
    answer: Answer,
    first: Marked,
    replaced: tuple[OverrideRecord, ...],
) -> ReviewedQuestion:
    """Give one answer with what counts for it, explained by the newest mark and the question that was marked by.

    ``version_id`` is the version that was taken; ``replaced`` are the rulings and re-marks, the first first.
    """
    mark, marked_by = first.mark, first.version_id
    for record in replaced:
        if record.mark is not None:
            mark, marked_by = record.mark, record.version_id
    asked, fit, used = as_marked(store, question, answer, version_id, marked_by)
    reviewed = reviewed_question(store.bank(used or version_id), 0, asked, fit, mark)
    return replace(
        reviewed,
        question=question,
        answer=answer,
        credit=replaced[-1].credit if replaced else mark.credit,
        overrides=tuple(map(view_of, replaced)),
        first_credit=first.mark.credit,
    )


def reviewed_question(
    bank: Bank,
    number: int,
    question: Question,
    answer: Answer,
    mark: Mark,
    confidence: str = "",
) -> ReviewedQuestion:
    """Explain one marked answer that nobody ruled on."""
    return ReviewedQuestion(
        number=number,
        question=question,
        answer=answer,
        mark=mark,
        explanation=explain(bank, question, answer, mark),
        credit=mark.credit,
        confidence=confidence,
        first_credit=mark.credit,
    )


def view_of(record: OverrideRecord) -> OverrideView:
    """Give a ruling or a re-mark as people see it."""
    is_remark = record.kind == marks.REMARK
    return OverrideView(record.credit, record.reason, record.by, record.at, is_remark, record.needs_review)


def by_question(records: list[OverrideRecord]) -> dict[str, tuple[OverrideRecord, ...]]:
    """Give the rulings and re-marks of one attempt by question, the first first."""
    found: dict[str, tuple[OverrideRecord, ...]] = {}
    for record in records:
        found[record.question_id] = (*found.get(record.question_id, ()), record)
    return found
