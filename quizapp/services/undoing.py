"""Undoing a batch of re-marks: what counted before counts again, by a batch of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.gradebook.decisions import Decisions
from quizapp.services.accounts import User
from quizapp.services.deciding import CHANGES, decisions_in
from quizapp.services.proposals import (
    Asked,
    Change,
    Consent,
    Counted,
    DryRun,
    Plan,
    Proposal,
    Taken,
    asked_in,
    taken_of,
)
from quizapp.services.remarking import (
    carry_out,
    finished_plan,
    marked_again,
    score_changes,
    sorted_in,
)
from quizapp.settings import Settings
from quizapp.storage import marks
from quizapp.storage.marks import REMARK, RULING, Marked, NewOverride, OverrideRecord
from quizapp.storage.remarks import BatchRecord
from quizapp.storage.store import Store

Answered = tuple[int, str]
"""An attempt and a question."""


@dataclass(frozen=True)
class Layer:
    """What counted for an answer at one time, and the batch it came with (None: a first mark, a single ruling)."""

    row: NewOverride
    batch: str | None


@dataclass(frozen=True)
class History:
    """What has counted for the answers of a quiz: the first marks, all that replaced them, and the batches."""

    first: Mapping[Answered, Marked]
    replaced: Mapping[Answered, tuple[OverrideRecord, ...]]
    batches: Mapping[str, BatchRecord]

    def layers(self, asked: Asked) -> list[Layer]:
        """Give what counts for an answer, and below it what counted before; what was undone is not among it."""
        key = (asked.attempt.id, asked.question.id)
        mark, version = self.first[key].mark, self.first[key].version_id
        first = NewOverride(*key, mark.credit, REMARK, mark.needs_review, mark, version)
        layers = [Layer(first, None)]
        for record in self.replaced.get(key, ()):
            if record.mark is not None:
                mark, version = record.mark, record.version_id
            row = NewOverride(*key, record.credit, record.kind, record.needs_review, mark, version)
            layers = self.with_layer(layers, Layer(row, record.batch))
        return [layer for layer in layers if not self.is_undone(layer.batch)]

    def is_undone(self, batch: str | None) -> bool:
        """Whether a batch was taken back; where it lay below another, no row of the undoing says so."""
        return batch is not None and self.batches[batch].undone

    def with_layer(self, layers: list[Layer], new: Layer) -> list[Layer]:
        """Put a layer on top; one that undoes a batch takes that one's away, and only stays where it adds to it."""
        batch = self.batches.get(new.batch or "")
        if batch is None or batch.undoes_id is None:
            return [*layers, new]
        undone = {one.public_id for one in self.batches.values() if one.id == batch.undoes_id}
        left = [layer for layer in layers if layer.batch not in undone]
        top = left[-1].row
        same = (top.credit, top.needs_review, top.kind) == (
            new.row.credit,
            new.row.needs_review,
            new.row.kind,
        )
        return left if same else [*left, new]


def batch_in(taken_batches: Iterable[BatchRecord], public_id: str) -> BatchRecord:
    """Find a batch that can be undone. Raises NotFound, Conflict, QuizError."""
    found = next((batch for batch in taken_batches if batch.public_id == public_id), None)
    if found is None:
        raise NotFound("This quiz has no such change.")
    if found.kind == "undo":
        raise QuizError("This is an undoing itself. Make the change again instead.")
    if found.undone:
        raise Conflict("This change is undone already.")
    return found


def plan_of(store: Store, teacher: User, code: str, batch: str, caution: float) -> Plan:
    """Work out what undoing a batch would do. Raises NotFound, Conflict, QuizError."""
    with store.reading() as db:
        target = batch_in(taken_of(db, teacher, code, "").batches, batch)
        about = target.question_id
        taken = taken_of(db, teacher, code, about)
        history = History(
            marks.first_marks_of_quiz(db, taken.quiz.id, about),
            by_answer(marks.overrides_of_quiz(db, taken.quiz.id, about)),
            {one.public_id: one for one in taken.batches},
        )
    caution = taken.quiz.settings.caution_or(caution)
    held = decisions_in(taken.batches, without=batch)
    proposal = Proposal("undo", about, batch=batch)
    counted = Counted(0, 0, 0, True)
    if target.kind == "drop":
        moves = score_changes(store, teacher, code, taken.decisions.dropped, held.dropped)
        return finished_plan(taken, proposal, [], moves, counted, {}, target)
    changed_since = any(later_change(target, other) for other in taken.batches)
    rows: list[NewOverride] = []
    moves = []
    for asked in asked_in(store, taken, about):
        row = restored(store, taken, held, asked, target, history, changed_since, caution)
        if row is None:
            counted = replace(counted, kept=counted.kept + 1)
        else:
            counted = sorted_back(asked, row, target, rows, moves, counted)
    return finished_plan(taken, proposal, rows, moves, counted, {}, target)


def later_change(target: BatchRecord, other: BatchRecord) -> bool:
    """Whether another batch decided on the same question after this one, and still holds."""
    same = None in (target.question_id, other.question_id) or target.question_id == other.question_id
    return other.id > target.id and other.kind in CHANGES and not other.undone and same


def restored(
    store: Store,
    taken: Taken,
    held: Decisions,
    asked: Asked,
    target: BatchRecord,
    history: History,
    changed_since: bool,
    caution: float,
) -> NewOverride | None:
    """Give what counts for an answer without a batch; None where it stays as it is.

    What a person ruled since stays. Where a later decision holds, an answer is marked by that; one that was
    marked after the batch is marked as if it had never been.
    """
    layers = history.layers(asked)
    if layers[-1].batch == target.public_id and (layers[-2].row.kind == RULING or not changed_since):
        return layers[-2].row
    since = asked.standing.at >= target.at and target.kind in CHANGES
    if asked.standing.by_hand or not (since or layers[-1].batch == target.public_id):
        return None
    return marked_again(store, taken, held, asked, caution)


def sorted_back(
    asked: Asked,
    row: NewOverride,
    target: BatchRecord,
    rows: list[NewOverride],
    moves: list[Change],
    counted: Counted,
) -> Counted:
    """Keep a row that restores something; that of the batch itself goes even where the credit stays."""
    had = len(rows)
    counted = sorted_in(asked, row, rows, moves, counted)
    if len(rows) == had and asked.standing.batch_id == target.id:
        rows.append(row)
    return counted


def by_answer(records: Iterable[OverrideRecord]) -> dict[Answered, tuple[OverrideRecord, ...]]:
    """Give rulings and re-marks by answer, the first first."""
    found: dict[Answered, tuple[OverrideRecord, ...]] = {}
    for record in records:
        key = (record.attempt_id, record.question_id)
        found[key] = (*found.get(key, ()), record)
    return found


def dry_run(store: Store, teacher: User, code: str, batch: str, caution: float = Settings.caution) -> DryRun:
    """Say what undoing a batch would do; nothing is written. Raises NotFound, Conflict, QuizError."""
    return plan_of(store, teacher, code, batch, caution).run


def undo(
    store: Store,
    teacher: User,
    code: str,
    batch: str,
    consent: Consent,
    now: datetime,
    caution: float = Settings.caution,
) -> str:
    """Undo a batch as the dry run showed it; gives the public id of the undoing. Raises as ``remarking.apply``."""
    return carry_out(store, teacher, plan_of(store, teacher, code, batch, caution), consent, now)
