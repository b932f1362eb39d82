"""Finding questions: in one bank by kind, tag and flaw, and in all banks of a teacher by their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.generate.check import Flaw
from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question
from quizapp.services.accounts import User
from quizapp.storage import library, shares
from quizapp.storage.store import Store

MOST = 500
"""Questions that a search gives."""

ANY_FLAW = "any"
NO_FLAW = "none"


@dataclass(frozen=True)
class Wanted:
    """Which questions of a bank are wanted; an empty field asks for nothing."""

    kind: str = ""
    tag: str = ""
    flaw: str = ""
    words: str = ""


@dataclass(frozen=True)
class Hit:
    """A question that a search found, with the bank it is in."""

    slug: str
    title: str
    question: Question


def chosen(bank: Bank, wanted: Wanted, flaws: Mapping[str, Sequence[Flaw]]) -> list[tuple[int, Question]]:
    """Give the questions that are wanted, each with its number in the bank (from 1)."""
    return [
        (number, question)
        for number, question in enumerate(bank.questions, 1)
        if wanted.kind in ("", question.kind)
        and (not wanted.tag or wanted.tag in question.tags)
        and has_flaw(wanted.flaw, flaws.get(question.id, ()))
        and says(question, wanted.words)
    ]


def has_flaw(name: str, flaws: Sequence[Flaw]) -> bool:
    """Whether the flaws are as asked: any, none, or one with that name."""
    if name in ("", ANY_FLAW, NO_FLAW):
        return not name or bool(flaws) == (name == ANY_FLAW)
    return any(flaw.name == name for flaw in flaws)


def says(question: Question, words: str) -> bool:
    """Whether all words (in any case) are somewhere in a question or its tags."""
    said = " ".join(text_of(question)).casefold()
    return all(word in said for word in words.casefold().split())


def text_of(question: Question) -> list[str]:
    """Give what a question says: prompt, choices or key points, tags, and its id."""
    if isinstance(question, MultipleChoice):
        parts = [choice.text for choice in question.choices]
    else:
        parts = [point.text for point in question.points]
    return [question.prompt, *parts, *question.tags, question.id]


def search(store: Store, user: User, words: str) -> list[Hit]:
    """Find questions in the newest versions of all of a teacher's banks and of those shared with them; at most MOST."""
    if not words.strip():
        return []
    with store.reading() as db:
        versions = library.newest_versions(db, None if user.sees_all else user.id)
        shared = [] if user.sees_all else shares.banks_shared_with(db, user.id)
        found = [library.newest_version(db, bank.slug) for bank in shared]
    versions += [version for version in found if version is not None]
    hits: list[Hit] = []
    for version in versions:
        for question in store.bank(version.version_id).questions:
            if says(question, words):
                hits.append(Hit(version.slug, version.title, question))
        if len(hits) >= MOST:
            break
    return hits[:MOST]
