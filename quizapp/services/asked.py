"""A question of a quiz after people took it: how it was answered, what was decided on it, and mending its words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.errors import NotFound, QuizError
from quizapp.gradebook.decisions import Decision
from quizapp.model.question import MultipleChoice, Question
from quizapp.services import editing, teach
from quizapp.services.accounts import User
from quizapp.services.attempt_access import questions_of
from quizapp.services.changes import questions_of_quiz
from quizapp.services.cleaning import clean_text
from quizapp.services.deciding import decisions_of
from quizapp.services.reviewing import said_by, waiting_for
from quizapp.services.tokens import new_public_id
from quizapp.storage import attempts, audit, library, marks, quizzes, remarks
from quizapp.storage.audit import Entry
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class QuestionRow:
    """A question in the list of a quiz: how many answers count and wait, their mean credit, what was decided."""

    number: int
    question: Question
    answers: int
    mean: float | None
    waiting: int
    decision: Decision


@dataclass(frozen=True)
class TakenChoice:
    """A choice as it is published, and how many took it."""

    text: str
    correct: bool
    accepted: bool
    taken: int


@dataclass(frozen=True)
class AskedQuestion:
    """One question of a quiz; ``newest`` is how the bank has it now (None: not any more), ``base`` that version.

    ``moves``: the quiz stands on the newest version, so that mended words reach who begins from now on.
    """

    code: str
    title: str
    slug: str
    row: QuestionRow
    choices: tuple[TakenChoice, ...]
    newest: Question | None
    base: int
    moves: bool


@dataclass(frozen=True)
class Reworded:
    """What became of mended words: the new version, and whether the quiz asks it from now on."""

    version: int
    is_new: bool
    published: bool


def rows_of(store: Store, teacher: User, code: str) -> tuple[QuizRecord, list[QuestionRow]]:
    """Give the questions of a quiz with what came of them. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        taken = [one for one in attempts.attempts_of_quiz(db, quiz.id) if one.finished_at is not None]
        credits_now = marks.credits_of_quiz(db, quiz.id)
        waiting = Counter(one.question_id for one in waiting_for(db, [quiz]).get(quiz.id, ()))
        decisions = decisions_of(db, quiz.id)
    earned: dict[str, list[float]] = {}
    for attempt in taken:
        for name, (credit, _) in credits_now.get(attempt.id, {}).items():
            earned.setdefault(name, []).append(credit)
    rows = []
    for name, numbered in questions_of_quiz(store, quiz).items():
        credits_ = earned.get(name, [])
        mean = sum(credits_) / len(credits_) if credits_ else None
        rows.append(
            QuestionRow(
                numbered.number, numbered.question, len(credits_), mean, waiting[name], decisions.of(name)
            )
        )
    return quiz, rows


def question_for(store: Store, teacher: User, code: str, question_id: str) -> AskedQuestion:
    """Give a question with how it was answered. Raises NotFound."""
    quiz, rows = rows_of(store, teacher, code)
    row = next((row for row in rows if row.question.id == question_id), None)
    if row is None:
        raise NotFound("This quiz has no such question.")
    opened = editing.open_bank(store, teacher, quiz.slug)
    return AskedQuestion(
        code=quiz.code,
        title=quiz.title,
        slug=quiz.slug,
        row=row,
        choices=choices_of(store, quiz, row),
        newest=opened.bank.question_by_id.get(question_id),
        base=opened.version,
        moves=opened.version == quiz.version,
    )


def choices_of(store: Store, quiz: QuizRecord, row: QuestionRow) -> tuple[TakenChoice, ...]:
    """Give the choices of a question with how many took them, those of older wordings at the end."""
    question = row.question
    if not isinstance(question, MultipleChoice):
        return ()
    with store.reading() as db:
        taken = [one for one in attempts.attempts_of_quiz(db, quiz.id) if one.finished_at is not None]
        given = attempts.answers_of_quiz(db, quiz.id, question.id)
    said: Counter[str] = Counter()
    for attempt in taken:
        answer = given.get(attempt.id, {}).get(question.id)
        asked = {one.id: one for one in questions_of(store.bank(attempt.version_id), attempt.plan)}
        if answer is not None and question.id in asked and (words := said_by(asked[question.id], answer)):
            said[words] += 1
    known = {choice.text: choice.correct for choice in question.choices}
    accepted = row.decision.accepted
    return tuple(
        TakenChoice(text, known.get(text, False), text in accepted, said[text])
        for text in dict.fromkeys((*known, *said))
    )


def reword(
    store: Store,
    teacher: User,
    code: str,
    question_id: str,
    base: int,
    prompt: str,
    choices: Sequence[str],
    now: datetime,
) -> Reworded:
    """Mend the words of a question: the next version of its bank has them, and so has who begins from now on.

    Attempts keep the words they were taken with. Where the bank has changes that are not published, the quiz
    stays on its version. Raises NotFound, QuizError, and as ``editing.edit``.
    """
    with store.reading() as db:
        teach.quiz_for(db, code, teacher, change=True)
    asked = question_for(store, teacher, code, question_id)
    if asked.newest is None:
        raise NotFound("The newest version of the bank has no such question (any more).")
    mended = with_words(asked.newest, clean_text(prompt).strip(), [clean_text(c).strip() for c in choices])
    saved = editing.save_question(store, teacher, asked.slug, base, mended, now)
    published = asked.moves and saved.is_new and not saved.over
    if saved.is_new:
        with store.writing() as db:
            quiz = teach.quiz_for(db, code, teacher)
            if published:
                stand_on_newest(db, quiz, saved.version)
            carry_over(db, teacher, quiz, asked, mended, now)
            line = Entry(now, teacher.login, "question.reword", quiz.code, question_id=question_id)
            before, after = words_of(asked.newest), {**words_of(mended), "version": saved.version}
            audit.add_entries(db, [replace(line, before=before, after=after)])
    return Reworded(saved.version, saved.is_new, published)


def with_words(question: Question, prompt: str, choices: Sequence[str]) -> Question:
    """Give a question with other words; nothing else of it changes. Raises QuizError."""
    if not prompt:
        raise QuizError("The question needs a prompt.")
    if not isinstance(question, MultipleChoice):
        return replace(question, prompt=prompt)
    if len(choices) != len(question.choices) or not all(choices):
        raise QuizError("Every choice needs words. To take one away, edit the question in the bank.")
    fresh = [replace(choice, text=text) for choice, text in zip(question.choices, choices, strict=True)]
    return replace(question, prompt=prompt, choices=tuple(fresh))


def words_of(question: Question) -> dict[str, object]:
    """Give the words that people read when they answer."""
    choices = question.choices if isinstance(question, MultipleChoice) else ()
    return {"prompt": question.prompt, "choices": [choice.text for choice in choices]}


def stand_on_newest(db: Transaction, quiz: QuizRecord, number: int) -> None:
    """Let a quiz ask a version of its bank from now on."""
    for version in library.versions_of(db, quiz.bank_id):
        if version.number == number:
            quizzes.stand_on(db, quiz.id, version.version_id)


def carry_over(
    db: Transaction, teacher: User, quiz: QuizRecord, asked: AskedQuestion, mended: Question, now: datetime
) -> None:
    """Let choices that were accepted beside the key stay accepted in their new words."""
    old = asked.newest
    if not (isinstance(old, MultipleChoice) and isinstance(mended, MultipleChoice)):
        return
    for was, now_is in zip(old.choices, mended.choices, strict=True):
        if was.text in asked.row.decision.accepted and was.text != now_is.text:
            remarks.add_batch(
                db,
                public_id=new_public_id(),
                quiz_id=quiz.id,
                kind="accept",
                question_id=mended.id,
                detail={"text": now_is.text},
                reason="The accepted choice got other words.",
                account_id=teacher.id,
                now=now,
            )
