"""Marking one answer: by the question that was taken, or a later wording of it, and a teacher's decisions."""

import hashlib
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from quizapp.gradebook.decisions import NOTHING, Decision, decided, translated
from quizapp.model.answer import Answer
from quizapp.model.mark import Mark
from quizapp.model.question import Question
from quizapp.settings import Settings
from quizapp.storage.marks import MarkAhead
from quizapp.storage.store import Store

MARKER_ROOMS = ("grade", "language", "model")
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
    ahead: MarkAhead | None = None,
) -> MarkedAnswer:
    """Mark an answer to a question of version ``version_id`` as a teacher's decision has it.

    A mark of the answer that was made ``ahead`` is taken if the same would come out now.
    """
    asked, given, used = as_marked(store, question, answer, version_id, decision.version_id)
    if ahead is not None and not ruled and ahead.basis == basis_of(used or version_id, caution):
        mark = ahead.mark
    else:
        mark = mark_answer(asked, given, ruled, caution)
    return MarkedAnswer(decided(question, answer, mark, decision), used)


def mark_ahead(question: Question, answer: Answer, version_id: int, caution: float) -> MarkAhead | None:
    """Mark a typed answer while its attempt is open, as if no teacher had ruled; None where nothing was typed."""
    if not answer.text:
        return None
    return MarkAhead(basis_of(version_id, caution), mark_answer(question, answer, (), caution))


def basis_of(version_id: int, caution: float) -> str:
    """Name what decides on a mark beside the answer: the marker, the version of the bank, the caution."""
    return f"{marker()} {version_id} {caution}"


@cache
def marker() -> str:
    """Name the marker: another one, whose code or data differ, has another name."""
    digest = hashlib.sha256()
    for room in MARKER_ROOMS:
        for path in sorted((Path(__file__).parents[1] / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
