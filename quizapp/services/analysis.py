"""What the answers of a class say about the questions of a quiz."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.advice import Advice, advice_on
from quizapp.gradebook.analysis import Analysis, ItemFigures, Response, Ruling, analyse, seconds_between
from quizapp.model.question import Question
from quizapp.model.quiz import Counting
from quizapp.services.accounts import User
from quizapp.services.credits import Credits, credits_of
from quizapp.services.taken import Taken, counting_of, taken_quiz
from quizapp.services.teach import quiz_for
from quizapp.storage import gradebook, marks
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class Look:
    """A question with its figures and what they suggest."""

    figures: ItemFigures
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class QuizAnalysis:
    """The figures of a quiz; one attempt of each learner is in them, the one that ``counting`` says."""

    title: str
    code: str
    counting: Counting
    whole: Analysis
    looks: tuple[Look, ...]

    @property
    def alarming(self) -> tuple[Look, ...]:
        """The questions whose marks may be wrong."""
        return tuple(look for look in self.looks if any(advice.grave for advice in look.advice))


def analysis_of(store: Store, teacher: User, code: str) -> QuizAnalysis:
    """Work out the figures of a quiz. Raises NotFound when it is not the teacher's."""
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        counted = credits_of(db, taken.quiz.id)
        given = gradebook.choices_of_quiz(db, taken.quiz.id)
        rulings = rulings_of(db, taken.quiz.id)
    whole = analyse(taken.columns, questions_of(store, taken), responses_of(taken, counted, given), rulings)
    looks = tuple(Look(item, advice_on(item)) for item in whole.items)
    return QuizAnalysis(taken.quiz.title, taken.quiz.code, taken.counting, whole, looks)


def questions_of(store: Store, taken: Taken) -> dict[str, Question]:
    """Give every question that was asked, as the newest version that has it says it."""
    found: dict[str, Question] = {}
    for version in (taken.quiz.version_id, *taken.asked):
        for question in store.bank(version).questions:
            found.setdefault(question.id, question)
    return found


def responses_of(
    taken: Taken, counted: Credits, given: Iterable[tuple[int, str, int | None, datetime]]
) -> list[Response]:
    """Give what each learner did in the attempt that counts; attempts under way are left out."""
    counting = {id_ for id_ in counting_of(taken, counted) if taken.lines[id_].begun.finished_at is not None}
    choices: dict[int, dict[str, int]] = {id_: {} for id_ in counting}
    saved: dict[int, dict[str, datetime]] = {id_: {} for id_ in counting}
    for attempt_id, question_id, choice, at in given:
        if attempt_id in counting:
            saved[attempt_id][question_id] = at
            if choice is not None:
                choices[attempt_id][question_id] = choice
    responses = []
    for attempt_id in sorted(counting):
        line = taken.lines[attempt_id]
        earned = counted.get(attempt_id, {})
        asked = {question: earned.get(question, (0.0, False))[0] for question in taken.questions_of(line)}
        times = seconds_between(line.begun.started_at, saved[attempt_id])
        responses.append(Response(asked, choices[attempt_id], times))
    return responses


def rulings_of(db: Transaction, quiz_id: int) -> list[Ruling]:
    """Give the answers that teachers ruled on, with what the marker gave; of several rulings the newest counts."""
    newest = {(one.attempt_id, one.question_id): one.credit for one in marks.overrides_of_quiz(db, quiz_id)}
    marked = marks.credits_of_quiz(db, quiz_id, sorted({attempt_id for attempt_id, _ in newest}))
    return [
        Ruling(question_id, marked[attempt_id][question_id][0], credit)
        for (attempt_id, question_id), credit in newest.items()
        if question_id in marked.get(attempt_id, {})
    ]
