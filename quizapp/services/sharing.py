"""Sharing a bank, and the quizzes made of it, with another teacher; taking it back."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Conflict, NotAllowed, NotFound, QuizError
from quizapp.services.accounts import ONLY_TO_LOOK, User, account_of, as_login, is_theirs, may_edit
from quizapp.services.library import version_for
from quizapp.services.noting import note_on_bank
from quizapp.services.teach import attempt_for, quiz_for
from quizapp.storage import library, quizzes, shares
from quizapp.storage.library import VersionRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.shares import ShareRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class Sharing:
    """A bank with those who may see it."""

    slug: str
    title: str
    people: tuple[ShareRecord, ...]


@dataclass(frozen=True)
class SharedCard:
    """A bank that somebody else shares, at its newest version, with its quizzes where those are shared too."""

    slug: str
    title: str
    owner: str
    may_edit: bool
    quizzes: tuple[QuizRecord, ...]


def sharing_of(store: Store, user: User, slug: str) -> Sharing:
    """Give with whom a bank is shared. Raises NotFound, and NotAllowed to those it is shared with."""
    with store.reading() as db:
        version = own_version(db, slug, user)
        return Sharing(slug, version.title, tuple(shares.shares_of_bank(db, version.bank_id)))


def share(
    store: Store, user: User, slug: str, login: str, may_edit: bool, with_quizzes: bool, now: datetime
) -> str:
    """Share a bank with another teacher, or change what they may do; gives their name.

    ``with_quizzes``: the same for the quizzes made of it, with attempts and scores. Raises NotFound for a bank that is
    not the user's, QuizError for a login that is nobody's, their own, or deactivated.
    """
    with store.writing() as db:
        version = own_version(db, slug, user)
        try:
            other = account_of(db, as_login(login))
        except NotFound as e:
            raise QuizError(f"{e} Ask your colleague which login they sign in with.") from None
        if other.id == version.owner_id:
            raise QuizError("That is who has this bank. Share it with somebody else.")
        if not other.is_active:
            raise QuizError(f"The account {other.login!r} is deactivated.")
        shares.set_share(db, version.bank_id, other.id, may_edit, with_quizzes, now)
        may = "edit" if may_edit else "look"
        said = {"bank": slug, "colleague": other.login, "may": may, "quizzes too": with_quizzes}
        note_on_bank(db, user, now, "share.give", version.bank_id, after=said)
    return other.name


def take_back(store: Store, user: User, slug: str, login: str, now: datetime) -> None:
    """Stop sharing a bank with somebody. Raises NotFound, Conflict when it is not shared with them any more."""
    with store.writing() as db:
        version = own_version(db, slug, user)
        other = account_of(db, as_login(login))
        if not shares.remove_share(db, version.bank_id, other.id):
            raise Conflict(f"This bank is not shared with {other.login!r} (any more).")
        said = {"bank": slug, "colleague": other.login}
        note_on_bank(db, user, now, "share.take", version.bank_id, before=said)


def own_version(db: Transaction, slug: str, user: User) -> VersionRecord:
    """Find a bank that a person may share: their own, not one that is shared with them."""
    version = version_for(db, slug, user)
    if not is_theirs(db, user, version.owner_id):
        raise NotAllowed("Only who has a bank shares it. Ask its owner.")
    if user.is_private:
        raise NotAllowed("What you make alone is for you alone. Teachers can share their banks.")
    return version


def shared_with_me(store: Store, user: User) -> list[SharedCard]:
    """Give the banks that others share with a person, by title."""
    cards = []
    with store.reading() as db:
        for shared in shares.banks_shared_with(db, user.id):
            version = library.newest_version(db, shared.slug)
            if version is not None:
                published = quizzes.quizzes_of_bank(db, shared.bank_id) if shared.with_quizzes else []
                cards.append(
                    SharedCard(shared.slug, version.title, shared.owner, shared.may_edit, tuple(published))
                )
    return sorted(cards, key=lambda card: (card.title, card.slug))


def may_change(store: Store, user: User, slug: str) -> bool:
    """Say whether a person may change a bank that they see. Raises NotFound."""
    with store.reading() as db:
        version = version_for(db, slug, user)
        return may_edit(db, user, version.owner_id, bank_id=version.bank_id)


def may_change_quiz(store: Store, user: User, code: str) -> bool:
    """Say whether a person may change a quiz that they see. Raises NotFound."""
    with store.reading() as db:
        quiz = quiz_for(db, code, user)
        return may_edit(db, user, quiz.owner_id, quiz_id=quiz.id)


def may_change_attempt(store: Store, user: User, public_id: str) -> bool:
    """Say whether a person may rule on an attempt that they see. Raises NotFound."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, user)
        return may_edit(db, user, attempt.owner_id, quiz_id=attempt.quiz_id)


def only_to_look() -> NotAllowed:
    """Give what somebody is told who may look at a bank or a quiz and wants to change it."""
    return NotAllowed(ONLY_TO_LOOK)
