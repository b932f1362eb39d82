"""Classes and their rosters, as they are stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from quizapp.model.timing import ExtraTime
from quizapp.storage.private import shared
from quizapp.storage.tables import Account, Attempt, ClassMember, ClassRow, MemberHolder, Quiz
from quizapp.storage.turns import take_turn


@dataclass(frozen=True)
class ClassRecord:
    """A class; ``owner`` is its teacher's name."""

    id: int
    public_id: str
    owner_id: int
    owner: str
    name: str
    created_at: datetime
    archived_at: datetime | None


@dataclass(frozen=True)
class MemberRecord:
    """A learner on a roster; ``has_link`` says whether a personal link opens the quizzes of the class."""

    id: int
    class_id: int
    name: str
    login: str
    email: str
    sis_id: str
    extra: ExtraTime
    has_link: bool
    joined_at: datetime
    left_at: datetime | None


CLASS: Select[*tuple[Any, ...]] = select(
    ClassRow.id,
    ClassRow.public_id,
    ClassRow.owner_id,
    Account.name,
    ClassRow.name,
    ClassRow.created_at,
    ClassRow.archived_at,
).join(Account, Account.id == ClassRow.owner_id)

MEMBER: Select[*tuple[Any, ...]] = select(
    ClassMember.id,
    ClassMember.class_id,
    ClassMember.name,
    ClassMember.login,
    ClassMember.email,
    ClassMember.sis_id,
    ClassMember.extra_time,
    ClassMember.link_hash.is_not(None),
    ClassMember.joined_at,
    ClassMember.left_at,
)


def member_of(row: Any) -> MemberRecord:
    """Give a row of MEMBER as a record."""
    values = list(row)
    values[6] = ExtraTime(values[6])
    return MemberRecord(*values)


def add_class(db: Connection, public_id: str, owner_id: int, name: str, now: datetime) -> int:
    """Store a class without members; gives its id."""
    row = insert(ClassRow).values(public_id=public_id, owner_id=owner_id, name=name, created_at=now)
    return db.execute(row.returning(ClassRow.id)).scalar_one()


def class_by_public_id(db: Connection, public_id: str, lock: bool = False) -> ClassRecord | None:
    """Find a class. ``lock``: nobody else changes its roster in this transaction."""
    if lock:
        take_turn(db, f"class {public_id}")
    row = db.execute(CLASS.where(ClassRow.public_id == public_id)).one_or_none()
    return None if row is None else ClassRecord(*row)


def class_by_id(db: Connection, class_id: int) -> ClassRecord:
    """Give a class that is known to be there."""
    return ClassRecord(*db.execute(CLASS.where(ClassRow.id == class_id)).one())


def classes_of(db: Connection, owner_id: int | None) -> list[ClassRecord]:
    """Give the classes of one owner (None: of everybody), by name; those in use come first."""
    found = CLASS.order_by(ClassRow.archived_at.is_not(None), ClassRow.name, ClassRow.id)
    found = found.where(shared(ClassRow.owner_id) if owner_id is None else ClassRow.owner_id == owner_id)
    return [ClassRecord(*row) for row in db.execute(found)]


def member_counts(db: Connection, class_ids: Sequence[int]) -> dict[int, int]:
    """Give how many members each class has."""
    found = (
        select(ClassMember.class_id, func.count(ClassMember.id))
        .where(ClassMember.class_id.in_(class_ids), ClassMember.left_at.is_(None))
        .group_by(ClassMember.class_id)
    )
    return {row[0]: row[1] for row in db.execute(found)}


def quiz_counts(db: Connection, class_ids: Sequence[int]) -> dict[int, int]:
    """Give how many quizzes are for each class."""
    found = (
        select(Quiz.class_id, func.count(Quiz.id)).where(Quiz.class_id.in_(class_ids)).group_by(Quiz.class_id)
    )
    return {class_id: count for class_id, count in db.execute(found) if class_id is not None}


def rename(db: Connection, class_id: int, name: str) -> None:
    """Give a class another name."""
    db.execute(update(ClassRow).where(ClassRow.id == class_id).values(name=name))


def set_archived(db: Connection, class_id: int, at: datetime | None) -> None:
    """Put a class away, or take it back into use."""
    db.execute(update(ClassRow).where(ClassRow.id == class_id).values(archived_at=at))


def delete_class(db: Connection, class_id: int) -> None:
    """Delete a class with its roster."""
    db.execute(delete(ClassRow).where(ClassRow.id == class_id))


def attempts_of_class(db: Connection, class_id: int) -> int:
    """Give how many attempts members of a class have begun."""
    found = select(func.count(Attempt.id)).join(ClassMember, ClassMember.id == Attempt.member_id)
    return db.execute(found.where(ClassMember.class_id == class_id)).scalar_one()


def members_of(db: Connection, class_id: int, also_left: bool = False) -> list[MemberRecord]:
    """Give the roster of a class, by name."""
    found = MEMBER.where(ClassMember.class_id == class_id).order_by(ClassMember.name, ClassMember.id)
    if not also_left:
        found = found.where(ClassMember.left_at.is_(None))
    return [member_of(row) for row in db.execute(found)]


def member_by_id(db: Connection, class_id: int, member_id: int) -> MemberRecord | None:
    """Find a member of a class, also one who was taken off."""
    found = MEMBER.where(ClassMember.class_id == class_id, ClassMember.id == member_id)
    row = db.execute(found).one_or_none()
    return None if row is None else member_of(row)


def member_by_link(db: Connection, link_hash: str) -> MemberRecord | None:
    """Find the member whom a personal link belongs to."""
    row = db.execute(MEMBER.where(ClassMember.link_hash == link_hash)).one_or_none()
    return None if row is None else member_of(row)


def add_members(db: Connection, class_id: int, people: Iterable[dict[str, str]], now: datetime) -> None:
    """Put people on a roster: name, login, email, sis_id and extra_time of each."""
    rows = [{**person, "class_id": class_id, "joined_at": now} for person in people]
    if rows:
        db.execute(insert(ClassMember), rows)


def change_members(db: Connection, people: Iterable[tuple[int, dict[str, str]]]) -> None:
    """Give members other values of name, login, email, sis_id and extra_time; who had left is back.

    What they have begun goes under the new name.
    """
    rows = [
        {"at_id": member_id, **{f"new_{name}": value for name, value in values.items()}}
        for member_id, values in people
    ]
    if rows:
        names = ("name", "login", "email", "sis_id", "extra_time")
        statement = update(ClassMember).where(ClassMember.id == bindparam("at_id"))
        db.execute(statement.values(left_at=None, **{name: bindparam(f"new_{name}") for name in names}), rows)
        mine = update(Attempt).where(Attempt.member_id == bindparam("at_id"))
        named = [{"at_id": row["at_id"], "new_name": row["new_name"]} for row in rows]
        db.execute(mine.values(learner=bindparam("new_name")), named)


def take_off(db: Connection, member_ids: Sequence[int], now: datetime) -> None:
    """Take members off the roster; their links and browsers open nothing any more, their attempts stay."""
    db.execute(
        update(ClassMember)
        .where(ClassMember.id.in_(member_ids), ClassMember.left_at.is_(None))
        .values(left_at=now, link_hash=None)
    )
    db.execute(delete(MemberHolder).where(MemberHolder.member_id.in_(member_ids)))


def change_attempts_under_way(db: Connection, member_id: int, extra: ExtraTime) -> None:
    """Give the attempts that a member has not handed in the time of the roster."""
    db.execute(
        update(Attempt)
        .where(Attempt.member_id == member_id, Attempt.finished_at.is_(None))
        .values(extra_time=extra.value)
    )


def timed_by_roster(db: Connection, quiz_id: int) -> set[int]:
    """Give the ids of the attempts of a quiz whose members have extra time on their roster."""
    found = (
        select(Attempt.id)
        .join(ClassMember, ClassMember.id == Attempt.member_id)
        .where(Attempt.quiz_id == quiz_id, ClassMember.extra_time != ExtraTime.AS_OTHERS.value)
    )
    return set(db.execute(found).scalars())
