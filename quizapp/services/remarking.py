"""Marking again after the fact: a dry run shows who changes by how much, and is applied only as it was shown.

Marks stay as they were made. What is applied is a batch: rows that count instead of marks, and a decision by which
later answers are marked. Another batch can undo it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.errors import NotFound, QuizError
from quizapp.gradebook.decisions import Decisions, Step
from quizapp.gradebook.table import ScoreTable
from quizapp.model.question import MultipleChoice, Question
from quizapp.services import teach
from quizapp.services.accounts import User, require_edit
from quizapp.services.deciding import CHANGES
from quizapp.services.marking import mark_by
from quizapp.services.proposals import (
    LOOK_AGAIN,
    Asked,
    Change,
    Consent,
    Counted,
    DryRun,
    LookAgain,
    Plan,
    Proposal,
    Taken,
    asked_in,
    digest,
    state_of,
    taken_of,
)
from quizapp.services.tokens import new_public_id
from quizapp.settings import Settings
from quizapp.storage import audit, contests, marks, quizzes, remarks
from quizapp.storage.audit import Entry
from quizapp.storage.marks import REMARK, NewOverride
from quizapp.storage.remarks import BatchRecord
from quizapp.storage.store import Store, Transaction

ALMOST = 1e-9


def step_for(store: Store, taken: Taken, proposal: Proposal) -> Step:
    """Give the decision that a proposal makes. Raises NotFound, QuizError when it would change nothing."""
    name = proposal.question_id
    if proposal.kind == "remark":
        if name is not None and name not in store.bank(taken.newest).question_by_id:
            raise QuizError("The newest version of the bank has no such question, so nothing marks it anew.")
        return Step("remark", name, taken.newest)
    wordings = wordings_in(store, taken, name)
    held = taken.decisions.of(wordings[0].id)
    if proposal.kind == "drop" and held.dropped:
        raise QuizError("This question is left out already.")
    if proposal.kind == held.full or (proposal.kind == "answered" and held.full == "full"):
        raise QuizError("They have full credit for this question already.")
    if proposal.kind == "accept":
        choices = [choice for one in wordings if isinstance(one, MultipleChoice) for choice in one.choices]
        if not any(choice.text == proposal.text and not choice.correct for choice in choices):
            raise QuizError("Choose one of the wrong choices of this question.")
        if proposal.text in held.accepted:
            raise QuizError("This choice is accepted already.")
    return Step(proposal.kind, wordings[0].id, text=proposal.text)


def wordings_in(store: Store, taken: Taken, question_id: str | None) -> list[Question]:
    """Give a question as it is published and as it was in every version that was taken. Raises NotFound."""
    versions = dict.fromkeys((taken.quiz.version_id, *(one.version_id for one in taken.attempts)))
    found = [store.bank(version).question_by_id.get(question_id or "") for version in versions]
    wordings = [question for question in found if question is not None]
    if not wordings:
        raise NotFound("This quiz has no such question.")
    return wordings


def plan_of(
    store: Store, teacher: User, code: str, proposal: Proposal, caution: float = Settings.caution
) -> Plan:
    """Work out what a proposal would do; nothing is written. Raises NotFound, QuizError."""
    with store.reading() as db:
        taken = taken_of(db, teacher, code, proposal.question_id)
    caution = taken.quiz.settings.caution_or(caution)
    if proposal.kind not in CHANGES:
        raise QuizError("Choose what to change from what the page offers.")
    step = step_for(store, taken, proposal)
    held = taken.decisions.with_step(step)
    detail = {name: value for name, value in vars(step).items() if name in ("version_id", "text") and value}
    if proposal.kind == "drop":
        moves = score_changes(store, teacher, code, taken.decisions.dropped, held.dropped)
        return finished_plan(taken, proposal, [], moves, Counted(0, 0, 0, True), detail)
    rows: list[NewOverride] = []
    moves = []
    counted = Counted(0, 0, 0, held != taken.decisions)
    for asked in asked_in(store, taken, proposal.question_id):
        row = marked_again(store, taken, held, asked, caution)
        if asked.standing.by_hand and not (
            proposal.kind in ("full", "answered") and row.credit > asked.standing.credit + ALMOST
        ):
            counted = replace(counted, kept=counted.kept + 1)
        else:
            counted = sorted_in(asked, row, rows, moves, counted)
    return finished_plan(taken, proposal, rows, moves, counted, detail)


def marked_again(store: Store, taken: Taken, held: Decisions, asked: Asked, caution: float) -> NewOverride:
    """Mark an answer as decisions have it."""
    question = asked.question
    made = mark_by(
        store,
        question,
        asked.answer,
        asked.attempt.version_id,
        held.of(question.id),
        taken.ruled.get(question.id, ()),
        caution,
    )
    credit, doubt = made.mark.credit, made.mark.needs_review
    return NewOverride(asked.attempt.id, question.id, credit, REMARK, doubt, made.mark, made.version_id)


def sorted_in(
    asked: Asked, row: NewOverride, rows: list[NewOverride], moves: list[Change], counted: Counted
) -> Counted:
    """Keep a new row where it changes something; gives the counts with this answer in them."""
    before = asked.standing
    if abs(row.credit - before.credit) > ALMOST:
        rows.append(row)
        attempt = asked.attempt
        moves.append(Change(attempt.public_id, attempt.learner, row.question_id, before.credit, row.credit))
        return counted
    if row.needs_review != before.needs_review:
        rows.append(row)
        counted = replace(counted, settled=counted.settled + 1)
    return replace(counted, same=counted.same + 1)


def score_changes(
    store: Store, teacher: User, code: str, before: frozenset[str], after: frozenset[str]
) -> list[Change]:
    """Give whose percent changes when other questions are dropped."""
    was, will = (teach.score_table(store, teacher, code, dropped=dropped) for dropped in (before, after))
    return list(moves_between(was, will))


def moves_between(was: ScoreTable, will: ScoreTable) -> Iterator[Change]:
    """Give the attempts whose percent differs between two tables of the same attempts."""
    for old, new in zip(was.rows, will.rows, strict=True):
        if old.finished_at is not None and old.percent != new.percent:
            yield Change(old.attempt, old.learner, None, old.percent or 0.0, new.percent or 0.0)


def finished_plan(
    taken: Taken,
    proposal: Proposal,
    rows: Sequence[NewOverride],
    moves: Sequence[Change],
    counted: Counted,
    detail: Mapping[str, object],
    undoes: BatchRecord | None = None,
) -> Plan:
    """Give a plan, those who lose or gain most first."""
    ordered = sorted(moves, key=lambda move: (-abs(move.difference), move.learner.casefold(), move.attempt))
    run = DryRun(
        code=taken.quiz.code,
        title=taken.quiz.title,
        proposal=proposal,
        ups=tuple(move for move in ordered if move.difference > 0),
        downs=tuple(move for move in ordered if move.difference < 0),
        same=counted.same,
        kept=counted.kept,
        settled=counted.settled,
        later=counted.later,
        trace=digest(taken.state, proposal, ordered, counted, sorted(detail.items())),
    )
    return Plan(run, taken, rows, detail, undoes)


def dry_run(
    store: Store, teacher: User, code: str, proposal: Proposal, caution: float = Settings.caution
) -> DryRun:
    """Say what a proposal would do; nothing is written. Raises NotFound, QuizError."""
    return plan_of(store, teacher, code, proposal, caution).run


def apply(
    store: Store,
    teacher: User,
    code: str,
    proposal: Proposal,
    consent: Consent,
    now: datetime,
    caution: float = Settings.caution,
) -> str:
    """Apply a proposal as its dry run showed it; gives the public id of the batch.

    Raises NotFound, LookAgain when the dry run would be another one now, QuizError without a reason, without
    consent to marks that go down, or when nothing would change. Then nothing is written.
    """
    return carry_out(store, teacher, plan_of(store, teacher, code, proposal, caution), consent, now)


def carry_out(store: Store, teacher: User, plan: Plan, consent: Consent, now: datetime) -> str:
    """Write what a plan says. Raises as ``apply``."""
    why = checked(plan.run, consent)
    taken, proposal, public_id = plan.taken, plan.run.proposal, new_public_id()
    about = plan.undoes.question_id if plan.undoes else proposal.question_id
    with store.writing() as db:
        require_edit(db, teacher, taken.quiz.owner_id, quiz_id=taken.quiz.id)
        quizzes.lock_marks(db, taken.quiz.id, alone=True)
        if state_of(db, taken.quiz) != taken.state:
            raise LookAgain(LOOK_AGAIN)
        batch_id = remarks.add_batch(
            db,
            public_id=public_id,
            quiz_id=taken.quiz.id,
            kind=proposal.kind,
            question_id=about,
            detail=plan.detail,
            reason=why,
            account_id=teacher.id,
            now=now,
            undoes_id=plan.undoes.id if plan.undoes else None,
        )
        marks.add_overrides(db, batch_id, list(plan.rows), why, teacher.id, now)
        answer_contests(db, plan, why, teacher, now)
        first = Entry(now, teacher.login, f"remark.{proposal.kind}", taken.quiz.code, reason=why)
        whole = {"batch": public_id, "up": len(plan.run.ups), "down": len(plan.run.downs)}
        undone = {"undoes": plan.undoes.public_id} if plan.undoes else {}
        lines = [replace(first, question_id=about, after={**whole, **plan.detail, **undone})]
        audit.add_entries(db, lines + list(lines_of(plan, first, public_id)))
    return public_id


def answer_contests(db: Transaction, plan: Plan, why: str, teacher: User, now: datetime) -> None:
    """Accept what learners held against marks that go up."""
    up = {(move.attempt, move.question_id) for move in plan.run.ups}
    for one in contests.contests_of_quiz(db, plan.taken.quiz.id):
        if one.kind == "mark" and one.accepted is None and (one.public_id, one.question_id) in up:
            contests.decide(db, one.id, True, why, teacher.id, now)


def checked(run: DryRun, consent: Consent) -> str:
    """Give the reason as it is kept. Raises LookAgain, QuizError."""
    if run.trace != consent.trace:
        raise LookAgain(LOOK_AGAIN)
    if not run.does_something:
        raise QuizError("Nothing would change, so there is nothing to apply.")
    why = teach.reason_of(consent.reason)
    if run.downs and not consent.lower:
        raise QuizError(
            f"{len(run.downs)} would lose something. Look at the list, and tick the box that allows it."
        )
    return why


def lines_of(plan: Plan, first: Entry, public_id: str) -> Iterator[Entry]:
    """Give the lines of the audit log: one for every mark or score that changes."""
    for move in (*plan.run.downs, *plan.run.ups):
        what = "credit" if move.question_id else "percent"
        yield replace(
            first,
            action="mark.remark" if move.question_id else "score.remark",
            attempt=move.attempt,
            question_id=move.question_id or plan.run.proposal.question_id,
            before={what: move.before},
            after={what: move.after, "batch": public_id},
        )
