"""Classes of a teacher: making one, its roster, the time that its members have, putting it away."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.timing import ExtraTime
from quizapp.services import noting
from quizapp.services.accounts import User, may_see
from quizapp.services.cleaning import clean_line, clean_name
from quizapp.services.tokens import new_public_id
from quizapp.storage import classes
from quizapp.storage.classes import ClassRecord, MemberRecord
from quizapp.storage.membership import quizzes_for_class
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction

LONGEST_CLASS_NAME = 120
LONGEST_ID = 200
"""Characters of a login, an e-mail address or an id."""


@dataclass(frozen=True)
class ClassCard:
    """A class in the list of classes."""

    public_id: str
    name: str
    owner: str
    members: int
    quizzes: int
    is_archived: bool


@dataclass(frozen=True)
class ClassView:
    """A class with its roster and the quizzes that are for it; ``left`` are members who were taken off."""

    public_id: str
    name: str
    created_at: datetime
    archived_at: datetime | None
    members: tuple[MemberRecord, ...]
    left: tuple[MemberRecord, ...] = field(repr=False)
    quizzes: tuple[QuizRecord, ...]

    @property
    def without_link(self) -> int:
        """How many members have no personal link yet."""
        return sum(not member.has_link for member in self.members)


@dataclass(frozen=True)
class Person:
    """What a teacher types of a member."""

    name: str
    login: str = ""
    email: str = ""
    sis_id: str = ""
    extra: ExtraTime = ExtraTime.AS_OTHERS

    def values(self) -> dict[str, str]:
        """Give what is stored."""
        return {
            "name": self.name,
            "login": self.login,
            "email": self.email,
            "sis_id": self.sis_id,
            "extra_time": self.extra.value,
        }


def class_for(db: Transaction, public_id: str, user: User, lock: bool = False) -> ClassRecord:
    """Find a class that the user may see. Raises NotFound."""
    found = classes.class_by_public_id(db, public_id, lock)
    if found is None or not may_see(db, user, found.owner_id):
        raise NotFound("You have no such class.")
    return found


def member_for(
    db: Transaction, public_id: str, member_id: int, user: User
) -> tuple[ClassRecord, MemberRecord]:
    """Lock a class that the user may see, and find a member of it. Raises NotFound."""
    found = class_for(db, public_id, user, lock=True)
    member = classes.member_by_id(db, found.id, member_id)
    if member is None:
        raise NotFound("This class has no such member.")
    return found, member


def list_classes(store: Store, user: User) -> list[ClassCard]:
    """Give the user's classes by name (an administrator sees everybody's), those that are put away last."""
    with store.reading() as db:
        found = classes.classes_of(db, None if user.sees_all else user.id)
        ids = [record.id for record in found]
        members, taken = classes.member_counts(db, ids), classes.quiz_counts(db, ids)
    return [
        ClassCard(
            record.public_id,
            record.name,
            record.owner,
            members.get(record.id, 0),
            taken.get(record.id, 0),
            record.archived_at is not None,
        )
        for record in found
    ]


def open_class(store: Store, user: User, public_id: str) -> ClassView:
    """Give a class with all that belongs to it. Raises NotFound."""
    with store.reading() as db:
        found = class_for(db, public_id, user)
        everybody = classes.members_of(db, found.id, also_left=True)
        taken = quizzes_for_class(db, found.id)
    return ClassView(
        found.public_id,
        found.name,
        found.created_at,
        found.archived_at,
        tuple(sorted((member for member in everybody if member.left_at is None), key=place)),
        tuple(sorted((member for member in everybody if member.left_at is not None), key=place)),
        tuple(taken),
    )


def place(member: MemberRecord) -> tuple[str, int]:
    """Give where a member stands in a list: by name, without accents."""
    return unicodedata.normalize("NFKD", member.name.casefold()), member.id


def add_class(store: Store, user: User, name: str, now: datetime) -> str:
    """Make a class; gives its public id. Raises QuizError for a name that is none."""
    shown = class_name(name)
    public_id = new_public_id()
    with store.writing() as db:
        classes.add_class(db, public_id, user.id, shown, now)
        note(db, user, now, "class.create", public_id, {"name": shown})
    return public_id


def class_name(name: str) -> str:
    """Give the name of a class as it is stored. Raises QuizError."""
    shown = clean_line(name)
    if not shown:
        raise QuizError("Give the class a name.")
    if len(shown) > LONGEST_CLASS_NAME:
        raise QuizError(f"The name has {len(shown)} characters; at most {LONGEST_CLASS_NAME} are kept.")
    return shown


def rename_class(store: Store, user: User, public_id: str, name: str, now: datetime) -> None:
    """Give a class another name. Raises NotFound, QuizError for a name that is none."""
    shown = class_name(name)
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        classes.rename(db, found.id, shown)
        note(db, user, now, "class.rename", public_id, {"name": shown}, {"name": found.name})


def archive_class(store: Store, user: User, public_id: str, away: bool, now: datetime) -> None:
    """Put a class away, so that its links and quizzes open nothing; or take it back. Raises NotFound."""
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        classes.set_archived(db, found.id, now if away else None)
        note(db, user, now, "class.archive" if away else "class.restore", public_id)


def delete_class(store: Store, user: User, public_id: str, now: datetime) -> None:
    """Delete a class with its roster.

    Raises NotFound, Conflict when quizzes are for it or its members have begun attempts: it can be put away.
    """
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        begun = classes.attempts_of_class(db, found.id)
        taken = classes.quiz_counts(db, [found.id]).get(found.id, 0)
        if begun or taken:
            why = (
                [f"its members have begun {begun:,} {'attempt' if begun == 1 else 'attempts'}"]
                if begun
                else []
            )
            why += [f"{taken:,} {'quiz is' if taken == 1 else 'quizzes are'} for it"] if taken else []
            raise Conflict(
                f"This class stays, because {' and '.join(why)}. Put it away instead: its links and quizzes "
                "open nothing any more, and the scores stay."
            )
        count = classes.member_counts(db, [found.id]).get(found.id, 0)
        classes.delete_class(db, found.id)
        note(db, user, now, "class.delete", public_id, None, {"name": found.name, "members": count})


def checked(person: Person) -> Person:
    """Give a person as they are stored. Raises QuizError."""
    login, email, sis_id = map(clean_line, (person.login, person.email, person.sis_id))
    if max(len(login), len(email), len(sis_id)) > LONGEST_ID:
        raise QuizError(f"Login, e-mail and id may have {LONGEST_ID} characters at most.")
    return Person(clean_name(person.name, "the name"), login, email, sis_id, person.extra)


def member_view(store: Store, user: User, public_id: str, member_id: int) -> MemberRecord:
    """Give a member of a class. Raises NotFound."""
    with store.reading() as db:
        member = classes.member_by_id(db, class_for(db, public_id, user).id, member_id)
    if member is None:
        raise NotFound("This class has no such member.")
    return member


def add_member(store: Store, user: User, public_id: str, person: Person, now: datetime) -> None:
    """Put one person on a roster. Raises NotFound, QuizError when the name is none or somebody else is the same."""
    fit = checked(person)
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        require_alone(classes.members_of(db, found.id, also_left=True), fit, None)
        classes.add_members(db, found.id, [fit.values()], now)
        note(db, user, now, "class.add-member", public_id)


def change_member(
    store: Store, user: User, public_id: str, member_id: int, person: Person, now: datetime
) -> None:
    """Change a member; who had left is back. Extra time holds for attempts under way too.

    Raises NotFound, QuizError when the name is none or somebody else is the same.
    """
    fit = checked(person)
    with store.writing() as db:
        found, member = member_for(db, public_id, member_id, user)
        require_alone(classes.members_of(db, found.id, also_left=True), fit, member_id)
        classes.change_members(db, [(member_id, fit.values())])
        if fit.extra is not member.extra:
            classes.change_attempts_under_way(db, member_id, fit.extra)
        note(
            db,
            user,
            now,
            "class.change-member",
            public_id,
            {"member": member_id, "extra_time": fit.extra.value},
            {"member": member_id, "extra_time": member.extra.value},
        )


def require_alone(members: list[MemberRecord], person: Person, own: int | None) -> None:
    """Raise QuizError when another member has the login, the e-mail address or the id of a person."""
    for member in members:
        same = [word for word, mine, theirs in shared_ids(person, member) if mine and mine == theirs]
        if member.id != own and same:
            gone = " (taken off; bring them back instead)" if member.left_at else ""
            raise QuizError(f"{member.name} has the same {same[0]}{gone}. Each may be in a class once.")


def shared_ids(person: Person, member: MemberRecord) -> tuple[tuple[str, str, str], ...]:
    """Give what tells two people apart, word by word."""
    return (
        ("id", person.sis_id, member.sis_id),
        ("login", person.login.casefold(), member.login.casefold()),
        ("e-mail address", person.email.casefold(), member.email.casefold()),
    )


def take_off(store: Store, user: User, public_id: str, member_id: int, now: datetime) -> str:
    """Take a member off the roster; gives the name. Links and browsers end, attempts stay. Raises NotFound."""
    with store.writing() as db:
        _, member = member_for(db, public_id, member_id, user)
        classes.take_off(db, [member_id], now)
        note(db, user, now, "class.take-off", public_id, {"members": [member_id]})
    return member.name


def note(
    db: Transaction,
    user: User,
    now: datetime,
    action: str,
    public_id: str,
    after: dict[str, object] | None = None,
    before: dict[str, object] | None = None,
) -> None:
    """Write a line of the audit log about a class; members are named by number only."""
    noting.note(db, user, now, action, before=before, after={"class": public_id, **(after or {})})
