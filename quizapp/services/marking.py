"""Marking one answer: by the question that was taken, or a later wording of it, and a teacher's decisions."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.gradebook.decisions import NOTHING, Decision, decided, translated
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark
from quizapp.model.question import Question
from quizapp.settings import Settings
from quizapp.storage.store import Store

REMEMBERED = 1_000
"""Marks that are remembered, about 5 KB each: a dry run marks many answers, and applying it marks the same again."""


@dataclass(frozen=True)
class MarkedAnswer:
    """A mark, and the version whose question it was made by (None: the one that was taken)."""

    mark: Mark
    version_id: int | None


def mark_answer(
    question: Question,
    answer: Answer,
    ruled: Sequence[tuple[str, float]] = (),
    caution: float = Settings.caution,
) -> Mark:
    """Mark one answer; the models are loaded at the first.

    ``ruled`` are answers of others to the question, with the credit that teachers gave them.
    """
    return remembered(question, answer, tuple(ruled), caution)


@lru_cache(maxsize=REMEMBERED)
def remembered(
    question: Question, answer: Answer, ruled: tuple[tuple[str, float], ...], caution: float
) -> Mark:
    """Mark one answer, or remember how it was marked: the same always gets the same."""
    grading = importlib.import_module("quizapp.grade")
    known = [grading.Ruled(text, credit) for text, credit in ruled]
    mark: Mark = grading.mark(question, answer, known, caution)
    return mark


def mark_by(
    store: Store,
    question: Question,
    answer: Answer,
    version_id: int,
    decision: Decision = NOTHING,
    ruled: Sequence[tuple[str, float]] = (),
    caution: float = Settings.caution,
) -> MarkedAnswer:
    """Mark an answer to a question of version ``version_id`` as a teacher's decision has it."""
    asked, given, used = as_marked(store, question, answer, version_id, decision.version_id)
    mark = mark_answer(asked, given, ruled, caution)
    return MarkedAnswer(decided(question, answer, mark, decision), used)


def as_marked(
    store: Store, question: Question, answer: Answer, taken: int, marked_by: int | None
) -> tuple[Question, Answer, int | None]:
    """Give question and answer as they are in the version ``marked_by``, and that version.

    Where it has no such question, the answer cannot be found in it, or a newer version was taken, they stay as
    they were taken (None).
    """
    if marked_by is not None and marked_by > taken:  # later versions of a bank have higher ids
        other = store.bank(marked_by).question_by_id.get(question.id)
        turned = translated(question, other, answer) if other is not None else None
        if other is not None and turned is not None:
            return other, turned, marked_by
    return question, answer, None
