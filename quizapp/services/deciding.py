"""What a teacher decided on the questions of a quiz after people took it, as it holds now."""

from collections.abc import Sequence

from quizapp.gradebook.decisions import Decisions, Step, decisions_after
from quizapp.storage import remarks
from quizapp.storage.remarks import BatchRecord
from quizapp.storage.store import Transaction

CHANGES = ("remark", "accept", "drop", "full", "answered")
"""Kinds of batches that change how later answers are marked, or what counts; ``ruling`` and ``undo`` do not."""


def decisions_of(db: Transaction, quiz_id: int) -> Decisions:
    """Give what holds for the questions of a quiz."""
    return decisions_in(remarks.batches_of_quiz(db, quiz_id))


def decisions_in(batches: Sequence[BatchRecord], without: str = "") -> Decisions:
    """Give what batches decide that nobody took back; ``without`` is the public id of one to leave out."""
    return decisions_after(
        step_of(batch)
        for batch in batches
        if batch.kind in CHANGES and not batch.undone and batch.public_id != without
    )


def step_of(batch: BatchRecord) -> Step:
    """Give the decision that a batch made."""
    detail = batch.detail
    return Step(batch.kind, batch.question_id, detail.get("version_id"), detail.get("text", ""))
