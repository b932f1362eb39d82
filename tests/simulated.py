"""A class of known ability taking a quiz of known items: the two-parameter model, with three bad items planted."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import builders
from sqlalchemy import insert, select

from quizapp.model.bank import Bank
from quizapp.model.mark import Mark, Verdict
from quizapp.model.question import MultipleChoice
from quizapp.storage.content import write_content
from quizapp.storage.store import Store
from quizapp.storage.tables import AnswerRow, Attempt, AttemptHolder, MarkRow, Quiz

WRONG_KEY, DEAD_DISTRACTOR, TWO_RIGHT = 3, 11, 19
"""The numbers (from 0) of the planted items."""

CHOICES = 4
KEY = 0
REALLY_RIGHT = 1
AS_RIGHT = 2
DEAD = 3


@dataclass(frozen=True)
class Simulated:
    """``chosen`` is the choice of each learner (row) on each item; the key of every item is choice 0."""

    abilities: tuple[float, ...]
    chosen: tuple[tuple[int, ...], ...]


def simulate(learners: int = 500, items: int = 30, seed: int = 7) -> Simulated:
    """Let a class answer; whoever does not know picks a distractor."""
    rng = random.Random(seed)
    abilities = tuple(rng.gauss(0, 1) for _ in range(learners))
    slopes = [rng.uniform(0.9, 2.0) for _ in range(items)]
    places = [rng.uniform(-1.5, 1.5) for _ in range(items)]
    return Simulated(
        abilities,
        tuple(
            tuple(choose(rng, item, slopes[item] * (ability - places[item])) for item in range(items))
            for ability in abilities
        ),
    )


def choose(rng: random.Random, item: int, logit: float) -> int:
    """Give the choice of somebody whose chance to know the answer has this logit."""
    if rng.random() < 1 / (1 + math.exp(-logit)):
        if item == WRONG_KEY:
            return REALLY_RIGHT
        return rng.choice((KEY, AS_RIGHT)) if item == TWO_RIGHT else KEY
    wrong = [choice for choice in range(CHOICES) if choice != KEY]
    if item == WRONG_KEY:
        wrong = [choice for choice in range(CHOICES) if choice != REALLY_RIGHT]
    if item == DEAD_DISTRACTOR:
        wrong.remove(DEAD)
    if item == TWO_RIGHT:
        wrong.remove(AS_RIGHT)
    return rng.choice(wrong)


def questions(items: int, short_answers: int = 0) -> tuple[MultipleChoice, ...]:
    """Give the questions that are asked; the last ones are short answers."""
    asked = [
        builders.multiple_choice(
            f"item-{n}",
            f"Question {n + 1}: which of these?",
            f"Key {n}",
            tuple(f"Other {n}.{k}" for k in "abc"),
        )
        for n in range(items - short_answers)
    ]
    typed = [
        builders.short_answer(f"item-{n}", f"Question {n + 1}: why?")
        for n in range(items - short_answers, items)
    ]
    return (*asked, *typed)  # type: ignore[return-value]


def class_bank(items: int = 30, short_answers: int = 0) -> Bank:
    """Give a bank of these questions."""
    return builders.bank("class", "A class of known ability", questions(items, short_answers))


def take(
    store: Store,
    code: str,
    simulated: Simulated,
    bank: Bank,
    now: datetime,
    names: Sequence[str] = (),
    tries: int = 1,
) -> None:
    """Store finished attempts at a quiz; the last of several ``tries`` is as simulated, the others are blank."""
    with store.writing() as db:
        quiz_id, version_id = db.execute(select(Quiz.id, Quiz.bank_version_id).where(Quiz.code == code)).one()
        for n, chosen in enumerate(simulated.chosen):
            for turn in range(tries):
                begun = now + timedelta(seconds=n, hours=turn)
                blank = turn < tries - 1
                name = names[n] if names else f"Learner {n:04}"
                attempt_id = db.execute(
                    insert(Attempt)
                    .values(
                        public_id=f"attempt-{n}-{turn}",
                        quiz_id=quiz_id,
                        bank_version_id=version_id,
                        learner=name,
                        receipt_hash=f"receipt-{n}-{turn}",
                        seed=n,
                        started_at=begun,
                        finished_at=begun + timedelta(minutes=40),
                    )
                    .returning(Attempt.id)
                ).scalar_one()
                db.execute(insert(AttemptHolder).values(token_hash=f"holder-{n}", attempt_id=attempt_id))
                given = [] if blank else list(zip(bank.questions, chosen, strict=True))
                if given:
                    db.execute(
                        insert(AnswerRow),
                        [answer_row(attempt_id, q, c, k, begun) for k, (q, c) in enumerate(given)],
                    )
                marked = given or [(question, -1) for question in bank.questions]
                db.execute(insert(MarkRow), [mark_row(attempt_id, q, c, begun) for q, c in marked])


def answer_row(attempt_id, question, choice, place, begun):
    is_choice = question.kind == "multiple_choice"
    return {
        "attempt_id": attempt_id,
        "question_id": question.id,
        "choice": choice if is_choice else None,
        "text": "" if is_choice else f"=An answer, the Möon {choice}",
        "saved_at": begun + timedelta(seconds=30 * (place + 1)),
    }


def mark_row(attempt_id, question, choice, begun):
    credit = float(choice == KEY)
    unsure = question.kind == "short_answer" and choice == AS_RIGHT
    verdict = Verdict.CORRECT if credit else Verdict.INCORRECT if choice >= 0 else Verdict.BLANK
    mark = Mark(credit, verdict, 0.6 if unsure else 0.95, unsure)
    return {
        "attempt_id": attempt_id,
        "question_id": question.id,
        "credit": mark.credit,
        "verdict": mark.verdict.value,
        "confidence": mark.confidence,
        "needs_review": mark.needs_review,
        "detail": write_content(mark),
        "marked_at": begun + timedelta(minutes=40),
    }
