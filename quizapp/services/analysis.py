"""What the answers of a class say about the questions of a quiz."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from quizapp.gradebook.advice import Advice, advice_on
from quizapp.gradebook.analysis import Analysis, ItemFigures, Response, Ruling, analyse, seconds_between
from quizapp.model.question import MultipleChoice, Question
from quizapp.model.quiz import Counting
from quizapp.services.accounts import User
from quizapp.services.taken import Taken, banks_of, counting_of, taken_quiz
from quizapp.services.teach import quiz_for
from quizapp.storage import gradebook, marks
from quizapp.storage.marks import RULING, Credits, credits_of_quiz
from quizapp.storage.store import Store, Transaction

Moves = dict[str, tuple[int, ...]]
"""Of one version, by question: where each choice stands in the newest version."""

GONE = -1
"""The place of a choice that the newest version does not have."""


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
        counted = credits_of_quiz(db, taken.quiz.id)
        given = gradebook.choices_of_quiz(db, taken.quiz.id)
        rulings = rulings_of(db, taken.quiz.id)
    questions = questions_of(store, taken)
    responses = responses_of(taken, counted, given, moves_of(store, taken, questions))
    whole = analyse(taken.columns, questions, responses, rulings)
    looks = tuple(Look(item, advice_on(item)) for item in whole.items)
    return QuizAnalysis(taken.quiz.title, taken.quiz.code, taken.counting, whole, looks)


def questions_of(store: Store, taken: Taken) -> dict[str, Question]:
    """Give every question that was asked, as the newest version that has it says it."""
    found: dict[str, Question] = {}
    for version in (taken.quiz.version_id, *taken.asked):
        for question in store.bank(version).questions:
            found.setdefault(question.id, question)
    return found


def moves_of(store: Store, taken: Taken, newest: Mapping[str, Question]) -> dict[int, Moves]:
    """Say for each version where its choices stand in the newest one; GONE for a choice that is not there."""
    found: dict[int, Moves] = {}
    for version, bank in banks_of(store, taken).items():
        found[version] = {}
        for question in bank.questions:
            now = newest[question.id]
            if question != now and isinstance(question, MultipleChoice) and isinstance(now, MultipleChoice):
                places = {choice.text: place for place, choice in enumerate(now.choices)}
                found[version][question.id] = tuple(places.get(one.text, GONE) for one in question.choices)
    return found


def responses_of(
    taken: Taken,
    counted: Credits,
    given: Iterable[tuple[int, str, int | None, datetime]],
    moves: Mapping[int, Moves],
) -> list[Response]:
    """Give what each learner did in the attempt that counts; attempts under way are left out.

    A choice that the newest version does not have counts as given (see ``moves_of``).
    """
    counting = {id_ for id_ in counting_of(taken, counted) if taken.lines[id_].begun.finished_at is not None}
    choices: dict[int, dict[str, int]] = {id_: {} for id_ in counting}
    saved: dict[int, dict[str, datetime]] = {id_: {} for id_ in counting}
    for attempt_id, question_id, choice, at in given:
        if attempt_id in counting:
            saved[attempt_id][question_id] = at
            if choice is not None:
                moved = moves[taken.lines[attempt_id].version_id].get(question_id)
                choices[attempt_id][question_id] = choice if moved is None else moved[choice]
    responses = []
    for attempt_id in sorted(counting):
        line = taken.lines[attempt_id]
        earned = counted.get(attempt_id, {})
        asked = {question: earned.get(question, (0.0, False))[0] for question in taken.questions_of(line)}
        times = seconds_between(line.begun.started_at, saved[attempt_id])
        responses.append(Response(asked, choices[attempt_id], times))
    return responses


def rulings_of(db: Transaction, quiz_id: int) -> list[Ruling]:
    """Give the answers that teachers ruled on, with what the marker first gave; of several rulings the newest counts.

    What was marked again is no ruling: an answer whose ruling was undone since is left out.
    """
    newest = {(one.attempt_id, one.question_id): one for one in marks.overrides_of_quiz(db, quiz_id)}
    ruled = {answer: one.credit for answer, one in newest.items() if one.kind == RULING}
    lines = gradebook.answer_lines(db, quiz_id, attempt_ids=sorted({attempt_id for attempt_id, _ in ruled}))
    marked = {(line.attempt_id, line.question_id): line.credit for line in lines}
    return [Ruling(answer[1], marked[answer], credit) for answer, credit in ruled.items() if answer in marked]
