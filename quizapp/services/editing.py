"""Editing a bank in the library: every save is a new version, and nobody overwrites what somebody else saved.

An edit says which version it started from. Where a newer one is there, an edit of a question that is still as it was
goes on top of it; where the question itself has changed, nothing is stored and ``Outdated`` says who was faster.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.banks import bank_problems
from quizapp.errors import Conflict, FileProblems, NotFound, QuizError
from quizapp.generate.evidence import spans_of
from quizapp.model.bank import Bank
from quizapp.model.question import Question
from quizapp.services.accounts import User
from quizapp.services.library import version_for
from quizapp.services.noting import note_on_bank
from quizapp.storage import library
from quizapp.storage.content import digest_of, read_bank_content, write_content
from quizapp.storage.library import PastVersion
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class Opened:
    """A bank at its newest version, as an editor sees it."""

    bank: Bank
    version: int


@dataclass(frozen=True)
class Saved:
    """What became of an edit: the newest ``version`` now, and the versions of others that it went on top of."""

    version: int
    is_new: bool
    over: tuple[PastVersion, ...] = ()


class Outdated(Conflict):
    """Somebody else saved the same thing since; nothing was stored. ``newest`` is the version that is there now."""

    def __init__(self, newest: PastVersion) -> None:
        self.newest = newest
        super().__init__(
            f"{newest.by} saved version {newest.number} since you opened this page, and changed the same. "
            "Nothing of theirs is overwritten, and yours is not stored yet."
        )


def open_bank(store: Store, user: User, slug: str) -> Opened:
    """Give the newest version of a bank with its number. Raises NotFound when it is not the user's."""
    with store.reading() as db:
        version = version_for(db, slug, user)
    return Opened(store.bank(version.version_id), version.number)


def question_of(bank: Bank, question_id: str) -> Question:
    """Find a question. Raises NotFound."""
    found = bank.question_by_id.get(question_id)
    if found is None:
        raise NotFound("This bank has no such question (any more). Dropped questions can be brought back.")
    return found


def edit(
    store: Store,
    user: User,
    slug: str,
    base: int,
    about: Iterable[str] | None,
    change: Callable[[Bank], Bank],
    now: datetime,
) -> Saved:
    """Store what ``change`` makes of the newest version as the next one.

    ``base`` is the version that the editor started from; ``about`` are the ids of the questions that the edit depends
    on (None: on everything). Raises NotFound, Outdated, and FileProblems when the result would make no sense.
    """
    with store.writing() as db:
        newest = version_for(db, slug, user, lock=True, change=True)
        current = read_bank_content(library.content_of(db, newest.version_id))
        over = versions_since(db, newest.bank_id, base)
        if over:
            before = bank_of_version(db, newest.bank_id, base)
            if before is None or not unchanged(before, current, about):
                raise Outdated(over[0])
        changed = change(current)
        problems = [problem for problem in bank_problems(changed) if problem.grave]
        if problems:
            raise FileProblems(problems)
        content = write_content(changed)
        if digest_of(content) == newest.sha256:
            return Saved(newest.number, False, over)
        number = newest.number + 1
        library.add_version(db, newest.bank_id, number, changed, content, user.id, now)
        note_on_bank(db, user, now, "bank.save", newest.bank_id, after={"bank": slug, "version": number})
    return Saved(number, True, over)


def versions_since(db: Transaction, bank_id: int, base: int) -> tuple[PastVersion, ...]:
    """Give the versions that are newer than ``base``, the newest first."""
    return tuple(version for version in library.versions_of(db, bank_id) if version.number > base)


def bank_of_version(db: Transaction, bank_id: int, number: int) -> Bank | None:
    """Give a bank as it was; None where there is no such version."""
    for version in library.versions_of(db, bank_id):
        if version.number == number:
            return read_bank_content(library.content_of(db, version.version_id))
    return None


def unchanged(before: Bank, current: Bank, about: Iterable[str] | None) -> bool:
    """Whether the questions ``about`` which an edit is, and the passages they rest on, are as they were."""
    if about is None:
        return before == current
    for name in about:
        question = before.question_by_id.get(name)
        if question != current.question_by_id.get(name):
            return False
        if question is not None:
            passages = {span.passage for span in spans_of(question)} | {question.passage or ""}
            if any(before.passage_by_id.get(p) != current.passage_by_id.get(p) for p in passages):
                return False
    return True


def save_question(store: Store, user: User, slug: str, base: int, question: Question, now: datetime) -> Saved:
    """Put a question in the place of the one with its id; where that was dropped since, it comes back.

    Raises as ``edit``.
    """

    def change(bank: Bank) -> Bank:
        if question.id not in bank.question_by_id:
            return with_question(bank, question)
        return with_questions(bank, [question if q.id == question.id else q for q in bank.questions])

    return edit(store, user, slug, base, {question.id}, change, now)


def replace_question(
    store: Store, user: User, slug: str, base: int, question_id: str, other: Question, now: datetime
) -> Saved:
    """Put another question, with an id of its own, in the place of one; the tags stay. Raises as ``edit``."""

    def change(bank: Bank) -> Bank:
        tagged = replace(other, tags=question_of(bank, question_id).tags)
        return with_questions(bank, [tagged if q.id == question_id else q for q in bank.questions])

    return edit(store, user, slug, base, {question_id, other.id}, change, now)


def add_question(store: Store, user: User, slug: str, base: int, question: Question, now: datetime) -> Saved:
    """Put a new question behind the others about its passage, or at the end. Raises as ``edit``."""

    def change(bank: Bank) -> Bank:
        return with_question(bank, question)

    return edit(store, user, slug, base, {question.id}, change, now)


def with_question(bank: Bank, question: Question) -> Bank:
    """Give a bank with one question more."""
    if question.id in bank.question_by_id:
        raise QuizError("This question is in the bank already.")
    questions = list(bank.questions)
    beside = [place for place, other in enumerate(questions, 1) if other.passage == question.passage]
    questions.insert(beside[-1] if beside and question.passage else len(questions), question)
    return with_questions(bank, questions)


def drop_question(store: Store, user: User, slug: str, base: int, question_id: str, now: datetime) -> Saved:
    """Take a question out; it can be brought back from the older version. Raises as ``edit``."""

    def change(bank: Bank) -> Bank:
        question_of(bank, question_id)
        if len(bank.questions) == 1:
            raise QuizError("This is the last question of the bank; a bank must have one.")
        return with_questions(bank, [other for other in bank.questions if other.id != question_id])

    return edit(store, user, slug, base, {question_id}, change, now)


def save_bank(store: Store, user: User, slug: str, base: int, bank: Bank, now: datetime) -> Saved:
    """Put another state of the whole bank in the place of the newest version. Raises as ``edit``."""
    return edit(store, user, slug, base, None, lambda _: replace(bank, id=slug), now)


def with_questions(bank: Bank, questions: Iterable[Question]) -> Bank:
    """Give a bank with other questions."""
    return replace(bank, questions=tuple(questions))
