"""Who took a quiz, what it asked them, and which attempts count: what tables, figures and files begin with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizapp.gradebook.learners import (
    Begun,
    Learner,
    Member,
    counting_attempt,
    has_double_names,
    learners_of,
    pseudonyms,
)
from quizapp.gradebook.table import (
    Column,
    ScoreTable,
    TakenAttempt,
    columns_of,
    out_of_points,
    percent_of,
    row,
    score_of,
    worth_of,
)
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question
from quizapp.model.quiz import Counting
from quizapp.services.deciding import decisions_of
from quizapp.storage import gradebook
from quizapp.storage.gradebook import AnswerLine, AttemptLine
from quizapp.storage.marks import Credits
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.settings_content import read_plan
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class Taken:
    """Who took a quiz, and what it asked; ``asked`` are the versions' question ids by version."""

    quiz: QuizRecord
    columns: tuple[Column, ...]
    asked: Mapping[int, tuple[str, ...]]
    lines: Mapping[int, AttemptLine]
    learners: tuple[Learner, ...]

    @property
    def counting(self) -> Counting:
        """Which of a learner's attempts counts."""
        return self.quiz.settings.counting

    @property
    def dropped(self) -> frozenset[str]:
        """The questions that count for nobody."""
        return frozenset(column.id for column in self.columns if column.dropped)

    def questions_of(self, line: AttemptLine) -> tuple[str, ...]:
        """Give the ids of the questions that an attempt asks."""
        return planned(line.plan) or self.asked[line.version_id]


@lru_cache(maxsize=4096)
def planned(plan: str) -> tuple[str, ...] | None:
    """Give the questions of a plan; None: all of its version."""
    return read_plan(plan).questions


def taken_quiz(
    db: Transaction, store: Store, quiz: QuizRecord, dropped: frozenset[str] | None = None
) -> Taken:
    """Find out who took a quiz; ``dropped`` questions count for nobody (None: those that the teacher dropped)."""
    lines = gradebook.attempt_lines(db, quiz.id)
    begun = [line.begun for line in lines]
    holders = gradebook.holders_of_quiz(db, quiz.id) if has_double_names(begun) else {}
    learners = learners_of(begun, gradebook.members_of_quiz(db, quiz.id), holders)
    used = sorted({quiz.version_id, *(line.version_id for line in lines)}, reverse=True)
    versions = {version_id: store.bank(version_id).questions for version_id in used}
    ordered = [versions[quiz.version_id], *versions.values()]
    left_out = decisions_of(db, quiz.id).dropped if dropped is None else dropped
    return Taken(
        quiz,
        columns_of(ordered, dict(quiz.settings.points), left_out),
        {version: tuple(question.id for question in found) for version, found in versions.items()},
        {line.begun.id: line for line in lines},
        tuple(learners),
    )


def banks_of(store: Store, taken: Taken) -> dict[int, Bank]:
    """Give every version that was taken: what a choice said is to be looked up in its own."""
    return {version: store.bank(version) for version in taken.asked}


def table_of(taken: Taken, counted: Credits, seed: str = "") -> ScoreTable:
    """Lay all attempts out, the first begun first; ``counted`` are the credits of all of them.

    With ``seed``, under names that say nothing.
    """
    counting, of_learner = counting_of(taken, counted), learner_by_attempt(taken)
    names = shown_names(taken, seed) if seed else {}
    rows = []
    for line in taken.lines.values():
        begun, learner = line.begun, of_learner[line.begun.id]
        marked = counted.get(begun.id, {})
        name = names.get(begun.id) or (learner.name if learner.member else begun.learner)
        attempt = attempt_of(taken, begun, marked, name, begun.id in counting, learner.member)
        rows.append(row(attempt, taken.columns))
    return ScoreTable(taken.quiz.title, taken.quiz.code, taken.columns, tuple(rows))


def shown_names(taken: Taken, seed: str) -> dict[int, str]:
    """Give the name that is shown for each attempt; with ``seed``, one that says nothing."""
    named = [learner.name for learner in taken.learners]
    chosen = pseudonyms(taken.learners, seed) if seed else named
    return {
        attempt.id: name
        for learner, name in zip(taken.learners, chosen, strict=True)
        for attempt in learner.attempts
    }


def counting_of(taken: Taken, counted: Credits) -> frozenset[int]:
    """Give the attempts that count, one of each learner who has begun."""
    percents = percents_of(taken, counted)
    chosen = (counting_attempt(learner.attempts, taken.counting, percents) for learner in taken.learners)
    return frozenset(attempt.id for attempt in chosen if attempt is not None)


def learner_by_attempt(taken: Taken) -> dict[int, Learner]:
    """Give the learner of each attempt."""
    return {attempt.id: learner for learner in taken.learners for attempt in learner.attempts}


def percents_of(taken: Taken, counted: Credits) -> dict[int, float | None]:
    """Give the scores, in percent, of the attempts whose credits are known."""
    worth = worth_of(taken.columns)
    found = {}
    for attempt_id, by_question in counted.items():
        if attempt_id not in taken.lines:
            continue
        questions = taken.questions_of(taken.lines[attempt_id])
        earned = {question: credit for question, (credit, _) in by_question.items()}
        score = score_of(questions, earned, worth)
        found[attempt_id] = percent_of(score, out_of_points(questions, worth))
    return found


def attempt_of(
    taken: Taken,
    attempt: Begun,
    marked: Mapping[str, tuple[float, bool]],
    shown: str,
    counts: bool = True,
    person: Member | None = None,
) -> TakenAttempt:
    """Give an attempt as a row of a table takes it."""
    return TakenAttempt(
        attempt.public_id,
        shown,
        attempt.started_at,
        attempt.finished_at,
        taken.questions_of(taken.lines[attempt.id]),
        {question: credit for question, (credit, _) in marked.items()},
        frozenset(question for question, (_, needs_review) in marked.items() if needs_review),
        counts,
        person,
    )


def learner_with(learners: Iterable[Learner], public_id: str) -> Learner | None:
    """Find the learner who took an attempt."""
    for learner in learners:
        if any(attempt.public_id == public_id for attempt in learner.attempts):
            return learner
    return None


def words_of(line: AnswerLine, question: Question) -> str:
    """Give an answer in words: what was typed, or what the choice said in the version that was taken."""
    if isinstance(question, MultipleChoice) and line.choice is not None:
        return question.choices[line.choice].text
    return line.text
