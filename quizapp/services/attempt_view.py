"""An attempt as its learner sees it while taking it: never with a key."""

import hashlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question, ShortAnswer
from quizapp.model.quiz import Layout, Mode
from quizapp.model.timing import ExtraTime
from quizapp.services.attempt_access import questions_of
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.progress import NOTHING, Progress


@dataclass(frozen=True)
class ChoiceView:
    """One choice; ``position`` is its place in the bank, which is what an Answer holds."""

    position: int
    text: str


@dataclass(frozen=True)
class QuestionView:
    """One question on the page; ``number`` counts from 1.

    ``points_expected`` says how many key points earn full credit (0 for a multiple-choice question);
    ``is_told`` whether practice has told the mark, so that the answer stays.
    """

    number: int
    id: str
    kind: str
    prompt: str
    choices: tuple[ChoiceView, ...]
    points_expected: int
    answer: Answer | None
    progress: Progress = NOTHING
    is_told: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether something was chosen or typed."""
        return self.answer is not None and not self.answer.is_blank


@dataclass(frozen=True)
class AttemptView:
    """An attempt with its questions in the order in which they are asked; ``ends_at`` is aware UTC."""

    public_id: str
    code: str
    quiz_title: str
    learner: str
    receipt: str
    is_finished: bool
    questions: tuple[QuestionView, ...]
    started_at: datetime
    ends_at: datetime | None = None
    extra: ExtraTime = ExtraTime.AS_OTHERS
    is_practice: bool = False
    on_one_page: bool = False
    counts: bool = True

    @property
    def flagged(self) -> int:
        """How many questions are flagged for later."""
        return sum(question.progress.flagged for question in self.questions)

    @property
    def answered(self) -> int:
        """How many questions have an answer that is not blank."""
        return sum(question.is_answered for question in self.questions)


def view_of(
    attempt: AttemptRecord,
    bank: Bank,
    given: Mapping[str, Answer],
    receipt: str,
    known: Mapping[str, Progress],
    told: Collection[str] = (),
) -> AttemptView:
    """Put together what the learner sees; ``told`` are the ids of questions whose mark practice has told."""
    plan = attempt.plan
    return AttemptView(
        public_id=attempt.public_id,
        code=attempt.code,
        quiz_title=bank.title,
        learner=attempt.learner,
        receipt=receipt,
        is_finished=attempt.finished_at is not None,
        questions=tuple(
            question_view(
                number,
                question,
                attempt.seed if plan.shuffle_choices else None,
                given.get(question.id),
                known.get(question.id, NOTHING),
                question.id in told,
            )
            for number, question in enumerate(questions_of(bank, plan), 1)
        ),
        started_at=attempt.started_at,
        ends_at=attempt.ends_at,
        extra=attempt.extra,
        is_practice=plan.mode is Mode.PRACTICE,
        on_one_page=plan.layout is Layout.ALL and plan.mode is Mode.TEST,
        counts=attempt.counts,
    )


def question_view(
    number: int,
    question: Question,
    seed: int | None,
    answer: Answer | None,
    known: Progress = NOTHING,
    is_told: bool = False,
) -> QuestionView:
    """Give one question without what would betray its key; without a ``seed`` nothing is shuffled."""
    return QuestionView(
        number=number,
        id=question.id,
        kind=question.kind,
        prompt=question.prompt,
        choices=shuffled(question, seed) if isinstance(question, MultipleChoice) else (),
        points_expected=points_expected(question) if isinstance(question, ShortAnswer) else 0,
        answer=answer,
        progress=known,
        is_told=is_told,
    )


def shuffled(question: MultipleChoice, seed: int | None) -> tuple[ChoiceView, ...]:
    """Give the choices in the order that belongs to an attempt's seed; a fixed order stays.

    The order comes from a hash, so that it is the same on every machine and with every version of Python.
    """
    views = [ChoiceView(position, choice.text) for position, choice in enumerate(question.choices)]
    if seed is not None and not question.fixed_order:
        digest = hashlib.shake_128(f"{seed}:{question.id}".encode()).digest(4 * len(views))
        views.sort(key=lambda view: digest[4 * view.position : 4 * view.position + 4])
    return tuple(views)


def points_expected(question: ShortAnswer) -> int:
    """Give how many key points earn full credit when the weightiest are not all hit: at least 1."""
    if not question.points:
        return 1
    average = sum(point.weight for point in question.points) / len(question.points)
    wanted = math.ceil(question.target / average - 1e-9) if average > 0 else 1
    return max(1, min(wanted, len(question.points)))
