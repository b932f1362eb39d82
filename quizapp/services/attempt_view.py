"""An attempt as its learner sees it while taking it: never with a key."""

import hashlib
import math
from dataclasses import dataclass

from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question, ShortAnswer
from quizapp.storage.attempts import AttemptRecord


@dataclass(frozen=True)
class ChoiceView:
    """One choice; ``position`` is its place in the bank, which is what an Answer holds."""

    position: int
    text: str


@dataclass(frozen=True)
class QuestionView:
    """One question on the page; ``number`` counts from 1.

    ``points_expected`` says how many key points earn full credit (0 for a multiple-choice question).
    """

    number: int
    id: str
    kind: str
    prompt: str
    choices: tuple[ChoiceView, ...]
    points_expected: int
    answer: Answer | None

    @property
    def is_answered(self) -> bool:
        """Whether something was chosen or typed."""
        return self.answer is not None and not self.answer.is_blank


@dataclass(frozen=True)
class AttemptView:
    """An attempt with all its questions, in the order of the bank."""

    public_id: str
    code: str
    quiz_title: str
    learner: str
    receipt: str
    is_finished: bool
    questions: tuple[QuestionView, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer that is not blank."""
        return sum(question.is_answered for question in self.questions)


def view_of(attempt: AttemptRecord, bank: Bank, given: dict[str, Answer], receipt: str) -> AttemptView:
    """Put together what the learner sees."""
    return AttemptView(
        public_id=attempt.public_id,
        code=attempt.code,
        quiz_title=bank.title,
        learner=attempt.learner,
        receipt=receipt,
        is_finished=attempt.finished_at is not None,
        questions=tuple(
            question_view(number, question, attempt.seed, given.get(question.id))
            for number, question in enumerate(bank.questions, 1)
        ),
    )


def question_view(number: int, question: Question, seed: int, answer: Answer | None) -> QuestionView:
    """Give one question without what would betray its key."""
    return QuestionView(
        number=number,
        id=question.id,
        kind=question.kind,
        prompt=question.prompt,
        choices=shuffled(question, seed) if isinstance(question, MultipleChoice) else (),
        points_expected=points_expected(question) if isinstance(question, ShortAnswer) else 0,
        answer=answer,
    )


def shuffled(question: MultipleChoice, seed: int) -> tuple[ChoiceView, ...]:
    """Give the choices in the order that belongs to an attempt's seed; a fixed order stays.

    The order comes from a hash, so that it is the same on every machine and with every version of Python.
    """
    views = [ChoiceView(position, choice.text) for position, choice in enumerate(question.choices)]
    if not question.fixed_order:
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
