"""The versions of a bank: who made which, what changed, and how to come back to one."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.banks.comparing import Change, compare
from quizapp.errors import NotFound, QuizError
from quizapp.generate.evidence import relocated
from quizapp.model.bank import Bank
from quizapp.model.question import Question
from quizapp.services.accounts import User
from quizapp.services.editing import Saved, open_bank, question_of, save_bank, save_question
from quizapp.services.library import version_for
from quizapp.storage import library
from quizapp.storage.library import PastVersion
from quizapp.storage.store import Store

LOOKED_BACK = 100
"""Versions that are searched for dropped questions; older ones are still there to go back to."""


@dataclass(frozen=True)
class Difference:
    """What one version changed against another (None: against nothing, it is the first)."""

    version: PastVersion
    against: PastVersion | None
    newest: int
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Dropped:
    """A question that is in an older version and not in the newest: the last ``version`` that had it."""

    question: Question
    version: int


def history(store: Store, user: User, slug: str) -> list[PastVersion]:
    """Give all versions of a bank, the newest first. Raises NotFound when it is not the user's."""
    with store.reading() as db:
        return library.versions_of(db, version_for(db, slug, user).bank_id)


def numbered(versions: list[PastVersion], number: int) -> PastVersion:
    """Find a version by its number. Raises NotFound."""
    for version in versions:
        if version.number == number:
            return version
    raise NotFound(f"This bank has no version {number}.")


def bank_at(store: Store, user: User, slug: str, number: int) -> Bank:
    """Give a bank as it was in a version. Raises NotFound."""
    return store.bank(numbered(history(store, user, slug), number).version_id)


def difference(store: Store, user: User, slug: str, number: int, against: int | None = None) -> Difference:
    """Give what a version changed, against the version before it or another one. Raises NotFound."""
    versions = history(store, user, slug)
    version = numbered(versions, number)
    earlier = [other for other in versions if other.number < number]
    before = numbered(versions, against) if against is not None else earlier[0] if earlier else None
    now = store.bank(version.version_id)
    then = store.bank(before.version_id) if before else Bank(now.id, now.title, now.summary, now.sources)
    return Difference(version, before, versions[0].number, now.title, compare(then, now))


def go_back(store: Store, user: User, slug: str, base: int, number: int, now: datetime) -> Saved:
    """Make an older version the newest, as a new one. Raises NotFound, and Outdated when ``base`` is not the newest."""
    return save_bank(store, user, slug, base, bank_at(store, user, slug, number), now)


def dropped(store: Store, user: User, slug: str) -> list[Dropped]:
    """Give the questions that were dropped, as they last were, those dropped last first. Raises NotFound."""
    versions = history(store, user, slug)
    seen = set(store.bank(versions[0].version_id).question_by_id)
    found: list[Dropped] = []
    for version in versions[1:LOOKED_BACK]:
        for question in store.bank(version.version_id).questions:
            if question.id not in seen:
                seen.add(question.id)
                found.append(Dropped(question, version.number))
    return found


def bring_back(
    store: Store, user: User, slug: str, base: int, number: int, question_id: str, now: datetime
) -> tuple[Saved, list[str]]:
    """Put a dropped question back as it was in a version, and name the words of its evidence that are there no more.

    Raises NotFound, Outdated, and QuizError when its passage is gone.
    """
    then = bank_at(store, user, slug, number)
    question = question_of(then, question_id)
    passages = open_bank(store, user, slug).bank.passage_by_id
    if question.passage is not None and question.passage not in passages:
        raise QuizError(
            "The passage of this question is no longer in the bank, so there is nothing it could rest on. "
            f"Go back to version {number} as a whole, or write the question anew."
        )
    moved, lost = relocated(question, then, passages)
    return save_question(store, user, slug, base, moved, now), lost
