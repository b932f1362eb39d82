"""The gradebook of a quiz: a row a learner, a column a question; only the page that is shown is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.errors import NotFound
from quizapp.gradebook.learners import Learner, counting_attempt, name_key, pseudonyms
from quizapp.gradebook.listing import Line, Sort, State, Wish, renamed, selected
from quizapp.gradebook.table import Column, Row, row
from quizapp.model.question import Question
from quizapp.model.quiz import Counting
from quizapp.services.accounts import User
from quizapp.services.taken import (
    Taken,
    attempt_of,
    banks_of,
    counting_of,
    learner_with,
    percents_of,
    shown_names,
    taken_quiz,
    words_of,
)
from quizapp.services.teach import attempt_for, quiz_for
from quizapp.storage import gradebook
from quizapp.storage.comments import commented
from quizapp.storage.marks import Credits, credits_of_quiz, overrides_of_quiz
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class BookRow:
    """A learner's row; ``row`` is the attempt that counts, None for somebody who has not begun.

    ``others`` are the public ids of the learner's other attempts.
    """

    shown: str
    learner: Learner
    state: State
    waiting: int
    row: Row | None
    others: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """One page of a gradebook; ``total`` learners are selected, ``everybody`` are there at all.

    ``states`` counts all learners by how far they have come, ``waiting`` all answers that wait for a teacher.
    """

    title: str
    code: str
    counting: Counting
    columns: tuple[Column, ...]
    rows: tuple[BookRow, ...]
    page: int
    last: int
    before: int
    total: int
    everybody: int
    waiting: int
    states: Mapping[State, int]
    has_members: bool


def book_page(
    store: Store, teacher: User, code: str, wish: Wish, page: int, on_page: int, seed: str = ""
) -> Book:
    """Give a page of the gradebook (the nearest there is); with ``seed``, under names that say nothing.

    Raises NotFound when the quiz is not the teacher's.
    """
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        waiting = gradebook.waiting_of_quiz(db, taken.quiz.id, taken.dropped)
        lines = lines_of(db, taken, waiting, wish)
        if seed:
            lines = renamed(lines, pseudonyms(taken.learners, seed))
        chosen = selected(lines, wish)
        last = max(1, -(-len(chosen) // on_page))
        number = min(max(page, 1), last)
        before = (number - 1) * on_page
        shown = chosen[before : before + on_page]
        counted = credits_of_quiz(db, taken.quiz.id, [line.attempt.id for line in shown if line.attempt])
    columns = columns_shown(taken, shown)
    return Book(
        title=taken.quiz.title,
        code=taken.quiz.code,
        counting=taken.counting,
        columns=columns,
        rows=tuple(book_row(taken, line, counted, columns) for line in shown),
        page=number,
        last=last,
        before=before,
        total=len(chosen),
        everybody=len(lines),
        waiting=sum(waiting.values()),
        states={state: sum(line.state is state for line in lines) for state in State},
        has_members=any(learner.member for learner in taken.learners),
    )


def lines_of(db: Transaction, taken: Taken, waiting: Mapping[int, int], wish: Wish) -> list[Line]:
    """Give a line a learner; credits are asked for only where the order or the best attempt needs them."""
    sorts_by_credit = wish.sort in (Sort.SCORE, Sort.QUESTION)
    needed = None if sorts_by_credit else to_compare(taken)
    counted = credits_of_quiz(db, taken.quiz.id, needed) if needed is None or needed else {}
    percents = percents_of(taken, counted)
    lines = []
    for learner in taken.learners:
        attempt = counting_attempt(learner.attempts, taken.counting, percents)
        if attempt is None:
            lines.append(Line(learner, learner.name, None))
            continue
        credit, _ = counted.get(attempt.id, {}).get(wish.question, (None, False))
        count = waiting.get(attempt.id, 0)
        lines.append(Line(learner, learner.name, attempt, count, percents.get(attempt.id), credit))
    return lines


def to_compare(taken: Taken) -> list[int]:
    """Give the attempts whose scores say which one counts: those of learners with several."""
    if taken.counting is not Counting.BEST:
        return []
    return [one.id for learner in taken.learners if len(learner.attempts) > 1 for one in learner.attempts]


def columns_shown(taken: Taken, shown: Sequence[Line]) -> tuple[Column, ...]:
    """Leave out the columns of questions that neither the quiz as it is now nor a shown attempt asks."""
    asked = set(taken.quiz.settings.questions or taken.asked[taken.quiz.version_id])
    for line in shown:
        if line.attempt is not None:
            asked.update(taken.questions_of(taken.lines[line.attempt.id]))
    return tuple(column for column in taken.columns if column.id in asked)


def book_row(taken: Taken, line: Line, counted: Credits, columns: Sequence[Column]) -> BookRow:
    """Lay out the row of a learner."""
    attempt = line.attempt
    laid_out = None
    if attempt is not None:
        taken_attempt = attempt_of(taken, attempt, counted.get(attempt.id, {}), line.shown)
        laid_out = row(taken_attempt, columns)
    others = tuple(one.public_id for one in line.learner.attempts if one is not attempt)
    return BookRow(line.shown, line.learner, line.state, line.waiting, laid_out, others)


@dataclass(frozen=True)
class LearnerPage:
    """One learner of a quiz with all attempts, the first begun first; ``counts`` is on the row that counts."""

    title: str
    code: str
    counting: Counting
    shown: str
    learner: Learner
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One answer to a question; ``credit`` (0 to 1) is what counts, ``ruled`` when a teacher said so.

    ``answer`` is what was typed, or what the choice said; ``counts``: the attempt goes into the gradebook.
    """

    attempt: str
    shown: str
    answer: str
    credit: float
    needs_review: bool
    ruled: bool
    counts: bool
    commented: bool


@dataclass(frozen=True)
class QuestionPage:
    """One page of the answers to a question, those that wait for a teacher first, then by name."""

    title: str
    code: str
    column: Column
    question: Question
    rows: tuple[AnswerRow, ...]
    page: int
    last: int
    before: int
    total: int


def learner_page(store: Store, teacher: User, public_id: str, seed: str = "") -> LearnerPage:
    """Give all attempts of the learner who took this one. Raises NotFound when the quiz is not the teacher's."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, teacher)
        taken = taken_quiz(db, store, quiz_for(db, attempt.code, teacher))
        learner = learner_with(taken.learners, public_id)
        if learner is None:
            raise NotFound("This attempt does not reach the gradebook: practice is the learner's alone.")
        counted = credits_of_quiz(db, taken.quiz.id, [one.id for one in learner.attempts])
    chosen = counting_attempt(learner.attempts, taken.counting, percents_of(taken, counted))
    shown = shown_names(taken, seed)[learner.attempts[0].id]
    rows = [
        row(attempt_of(taken, one, counted.get(one.id, {}), shown, one is chosen), taken.columns)
        for one in learner.attempts
    ]
    asked = {question for one in learner.attempts for question in taken.questions_of(taken.lines[one.id])}
    keep = [place for place, column in enumerate(taken.columns) if column.id in asked]
    return LearnerPage(
        taken.quiz.title,
        taken.quiz.code,
        taken.counting,
        shown,
        learner,
        tuple(taken.columns[place] for place in keep),
        tuple(only(one, keep) for one in rows),
    )


def only(whole: Row, places: Sequence[int]) -> Row:
    """Give a row with some of its columns."""
    return replace(
        whole,
        credits=tuple(whole.credits[place] for place in places),
        needs_review=tuple(whole.needs_review[place] for place in places),
    )


def question_page(
    store: Store, teacher: User, code: str, question_id: str, page: int, on_page: int, seed: str = ""
) -> QuestionPage:
    """Give a page of all marked answers to a question.

    Raises NotFound when the quiz is not the teacher's or has no such question.
    """
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        column = next((column for column in taken.columns if column.id == question_id), None)
        if column is None:
            raise NotFound("This quiz has no such question.")
        counted = credits_of_quiz(db, taken.quiz.id)
        lines = gradebook.answer_lines(db, taken.quiz.id, question_id)
        ruled = {
            one.attempt_id for one in overrides_of_quiz(db, taken.quiz.id) if one.question_id == question_id
        }
        said = commented(db, question_id, [line.attempt_id for line in lines])
    counting, shown, banks = counting_of(taken, counted), shown_names(taken, seed), banks_of(store, taken)
    rows = [
        AnswerRow(
            taken.lines[line.attempt_id].begun.public_id,
            shown[line.attempt_id],
            words_of(line, banks[taken.lines[line.attempt_id].version_id].question_by_id[question_id]),
            *counted[line.attempt_id][question_id],
            line.attempt_id in ruled,
            line.attempt_id in counting,
            line.attempt_id in said,
        )
        for line in lines
    ]
    rows.sort(key=lambda one: (not one.needs_review, name_key(one.shown)))
    last = max(1, -(-len(rows) // on_page))
    number = min(max(page, 1), last)
    before = (number - 1) * on_page
    part = tuple(rows[before : before + on_page])
    question = question_of(store, taken, question_id)
    return QuestionPage(
        taken.quiz.title, taken.quiz.code, column, question, part, number, last, before, len(rows)
    )


def question_of(store: Store, taken: Taken, question_id: str) -> Question:
    """Give a question as the newest version that has it says it; StopIteration when none has it."""
    having = (version for version, asked in taken.asked.items() if question_id in asked)
    return store.bank(next(having)).question_by_id[question_id]


def require_quiz(store: Store, teacher: User, code: str) -> None:
    """Raise NotFound when a quiz is not the teacher's."""
    with store.reading() as db:
        quiz_for(db, code, teacher)


def name_of(store: Store, teacher: User, public_id: str, seed: str) -> str:
    """Give the name of the learner of an attempt; with ``seed``, the one that says nothing. Raises NotFound."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, teacher)
        if not seed:
            return attempt.learner
        taken = taken_quiz(db, store, quiz_for(db, attempt.code, teacher))
    return shown_names(taken, seed).get(attempt.id, "Learner")


def whole_class(
    store: Store, teacher: User, code: str
) -> tuple[str, tuple[Learner, ...], tuple[Row | None, ...]]:
    """Give the title of a quiz, its learners, and the row of each one's attempt that counts and is handed in.

    Raises NotFound when the quiz is not the teacher's.
    """
    with store.reading() as db:
        taken = taken_quiz(db, store, quiz_for(db, code, teacher))
        counted = credits_of_quiz(db, taken.quiz.id)
    percents = percents_of(taken, counted)
    rows: list[Row | None] = []
    for learner in taken.learners:
        attempt = counting_attempt(learner.attempts, taken.counting, percents)
        if attempt is None or attempt.finished_at is None:
            rows.append(None)
        else:
            marked = counted.get(attempt.id, {})
            rows.append(row(attempt_of(taken, attempt, marked, learner.name), taken.columns))
    return taken.quiz.title, taken.learners, tuple(rows)
