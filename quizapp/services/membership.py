"""Members of classes as learners: personal links, browsers that work as a member, and their quizzes.

A personal link is a token of 256 bits of which only the hash is stored: it is shown when it is made, and never again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import NotAllowed, NotFound
from quizapp.model.text import sentence
from quizapp.services.accounts import User
from quizapp.services.classes import class_for, note, place
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import classes, membership
from quizapp.storage.classes import MemberRecord
from quizapp.storage.membership import BegunRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction

NO_LINK = sentence(
    "This personal link opens nothing (any more). Perhaps your teacher made a new one: use that, or ask for one."
)
MEMBERS_ONLY = sentence(
    "This quiz is for the members of a class. Open the personal link that your teacher gave you, then start it here: "
    "it knows your name. Without a link, ask your teacher for one."
)


@dataclass(frozen=True)
class PersonalLink:
    """A link that was made just now; the token is known nowhere else."""

    member: MemberRecord
    token: str


@dataclass(frozen=True)
class Invitation:
    """Whom a personal link belongs to."""

    name: str
    class_name: str


@dataclass(frozen=True)
class MyQuiz:
    """A quiz of a class as a member sees it. ``begun`` are the member's attempts, the newest first.

    ``may_start``: it is open and an attempt is left.
    """

    code: str
    title: str
    opens_at: datetime | None
    closes_at: datetime | None
    minutes: int | None
    may_start: bool
    is_open: bool
    begun: tuple[BegunRecord, ...]


@dataclass(frozen=True)
class MyClass:
    """A class with its quizzes, and who this browser works as in it."""

    member_id: int
    name: str
    class_name: str
    quizzes: tuple[MyQuiz, ...]


def make_links(
    store: Store, user: User, public_id: str, wanted: Sequence[int] | None, now: datetime, anew: bool = False
) -> tuple[PersonalLink, ...]:
    """Make personal links for the members with the ids ``wanted`` (None: for all), by name.

    Without ``anew`` only for those who have none. A new link ends the old one, and signs out the browsers that used
    it. Raises NotFound when the class is not the user's.
    """
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        members = [
            member
            for member in sorted(classes.members_of(db, found.id), key=place)
            if (wanted is None or member.id in wanted) and (anew or not member.has_link)
        ]
        links = tuple(PersonalLink(member, new_token()) for member in members)
        membership.set_links(db, [(link.member.id, hash_of(link.token)) for link in links])
        note(db, user, now, "class.links", public_id, {"links": len(links)})
    return links


def invitation_of(store: Store, token: str) -> Invitation:
    """Say whom a personal link belongs to; looking at it changes nothing. Raises NotFound."""
    with store.reading() as db:
        return invited(db, token)[1]


def invited(db: Transaction, token: str) -> tuple[MemberRecord, Invitation]:
    """Find the member of a link. Raises NotFound, also for a class that is put away."""
    member = classes.member_by_link(db, hash_of(token))
    found = None if member is None else classes.class_by_id(db, member.class_id)
    if member is None or member.left_at is not None or found is None or found.archived_at is not None:
        raise NotFound(NO_LINK)
    return member, Invitation(member.name, found.name)


def enter(store: Store, token: str, holder: str, fresh: str, now: datetime) -> str:
    """Let a browser work as the member of a link, on any number of devices; gives the name. Raises NotFound.

    From now on the browser is known by the token ``fresh`` in place of ``holder``, so that nobody who saw the old
    one is the member too.
    """
    with store.writing() as db:
        member, invitation = invited(db, token)
        if holder:
            membership.renew(db, hash_of(holder), hash_of(fresh))
        membership.hold(db, hash_of(fresh), member, now)
    return invitation.name


def leave(store: Store, holder: str) -> None:
    """Let this browser forget its members, what they have begun, and their decks; the links open them again."""
    with store.writing() as db:
        for member_id in membership.members_of_holder(db, hash_of(holder)):
            membership.let_go(db, hash_of(holder), member_id)


def name_here(store: Store, holder: str) -> str:
    """Give the name of the member that a browser works as, "" for none."""
    if not holder:
        return ""
    with store.reading() as db:
        held = membership.members_held(db, hash_of(holder))
    return held[0].name if held else ""


def my_classes(store: Store, holder: str, now: datetime) -> tuple[MyClass, ...]:
    """Give the classes that somebody in this browser is a member of, with the quizzes that are for them."""
    if not holder:
        return ()
    found = []
    with store.reading() as db:
        for member in membership.members_held(db, hash_of(holder)):
            begun: dict[int, list[BegunRecord]] = {}
            for attempt in membership.begun_by(db, member.id):
                begun.setdefault(attempt.quiz_id, []).append(attempt)
            there = membership.quizzes_for_class(db, member.class_id)
            mine = [my_quiz(quiz, tuple(begun.get(quiz.id, ())), now) for quiz in there]
            class_name = classes.class_by_id(db, member.class_id).name
            shown = tuple(quiz for quiz in mine if quiz.is_open or quiz.begun or quiz.opens_at)
            found.append(MyClass(member.id, member.name, class_name, shown))
    return tuple(found)


def my_quiz(quiz: QuizRecord, begun: tuple[BegunRecord, ...], now: datetime) -> MyQuiz:
    """Give a quiz as a member sees it."""
    settings = quiz.settings
    is_open = (
        quiz.unpublished_at is None
        and (settings.opens_at is None or settings.opens_at <= now)
        and (settings.closes_at is None or now < settings.closes_at)
    )
    waits = quiz.unpublished_at is None and settings.opens_at is not None and now < settings.opens_at
    left = settings.attempts is None or len(begun) < settings.attempts
    return MyQuiz(
        quiz.code,
        quiz.title,
        settings.opens_at if waits else None,
        settings.closes_at,
        settings.minutes,
        is_open and left,
        is_open,
        begun,
    )


def member_for(db: Transaction, quiz: QuizRecord, holder: str) -> MemberRecord | None:
    """Find the member who takes a quiz in this browser; None where anybody may. Raises NotAllowed for strangers."""
    if quiz.class_id is None:
        return None
    member = membership.member_in(db, quiz.class_id, hash_of(holder))
    if member is None:
        raise NotAllowed(MEMBERS_ONLY)
    return member
