"""Which browser works as which member of a class, and what a member has begun, as it is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from quizapp.storage.classes import MEMBER, MemberRecord, member_of
from quizapp.storage.decks import hold_deck
from quizapp.storage.quizzes import QUIZ, QuizRecord
from quizapp.storage.quizzes import record_of as quiz_of
from quizapp.storage.tables import (
    AccountHolder,
    Attempt,
    AttemptHolder,
    ClassMember,
    ClassRow,
    DeckHolder,
    MemberHolder,
    Quiz,
)
from quizapp.storage.upsert import insert_once, upsert


@dataclass(frozen=True)
class BegunRecord:
    """An attempt of a member, as far as a list of them needs it."""

    public_id: str
    quiz_id: int
    started_at: datetime
    finished_at: datetime | None


HELD: Select[*tuple[Any, ...]] = (
    MEMBER.join(MemberHolder, MemberHolder.member_id == ClassMember.id)
    .join(ClassRow, ClassRow.id == ClassMember.class_id)
    .where(
        MemberHolder.token_hash == bindparam("holder"),
        ClassMember.left_at.is_(None),
        ClassRow.archived_at.is_(None),
    )
    .order_by(MemberHolder.claimed_at.desc(), ClassMember.id.desc())
)


def members_held(db: Connection, holder_hash: str) -> list[MemberRecord]:
    """Give whom a browser works as, in classes that are in use; the one opened last first."""
    return [member_of(row) for row in db.execute(HELD, {"holder": holder_hash})]


def member_in(db: Connection, class_id: int, holder_hash: str) -> MemberRecord | None:
    """Find whom a browser works as in one class."""
    row = db.execute(HELD.where(ClassMember.class_id == class_id).limit(1), {"holder": holder_hash}).first()
    return None if row is None else member_of(row)


def members_of_holder(db: Connection, holder_hash: str) -> list[int]:
    """Give the ids of all members that a browser works as, also in classes that are put away."""
    found = select(MemberHolder.member_id).where(MemberHolder.token_hash == holder_hash)
    return list(db.execute(found).scalars())


def set_links(db: Connection, links: Iterable[tuple[int, str]]) -> None:
    """Give members new personal links; the old ones, and the browsers that used them, open nothing any more."""
    rows = [{"at_id": member_id, "new_hash": link_hash} for member_id, link_hash in links]
    if not rows:
        return
    db.execute(
        update(ClassMember)
        .where(ClassMember.id == bindparam("at_id"))
        .values(link_hash=bindparam("new_hash")),
        rows,
    )
    at_member = [{"at_id": row["at_id"]} for row in rows]
    mine = select(MemberHolder.token_hash).where(MemberHolder.member_id == bindparam("at_id"))
    begun = select(Attempt.id).where(Attempt.member_id == bindparam("at_id"))
    db.execute(
        delete(AttemptHolder).where(AttemptHolder.attempt_id.in_(begun), AttemptHolder.token_hash.in_(mine)),
        at_member,
    )
    db.execute(delete(MemberHolder).where(MemberHolder.member_id == bindparam("at_id")), at_member)


def hold(db: Connection, holder_hash: str, member: MemberRecord, now: datetime) -> None:
    """Let a browser work as a member, and open what the member has begun; another of the class is let go."""
    for other in members_held(db, holder_hash):
        if other.class_id == member.class_id and other.id != member.id:
            let_go(db, holder_hash, other.id)
    values = {"token_hash": holder_hash, "member_id": member.id, "claimed_at": now}
    upsert(db, MemberHolder, ("token_hash", "member_id"), values)
    begun = select(Attempt.id, Attempt.deck_id).where(Attempt.member_id == member.id)
    for attempt_id, deck_id in db.execute(begun).all():
        pair = {"token_hash": holder_hash, "attempt_id": attempt_id}
        insert_once(db, AttemptHolder, ("token_hash", "attempt_id"), pair)
        if deck_id is not None:
            hold_deck(db, deck_id, holder_hash)


def renew(db: Connection, holder_hash: str, fresh_hash: str) -> None:
    """Give all that a browser holds to its fresh token; whoever knows the old one has nothing any more."""
    for table in (AttemptHolder, DeckHolder, AccountHolder, MemberHolder):
        db.execute(update(table).where(table.token_hash == holder_hash).values(token_hash=fresh_hash))


def let_go(db: Connection, holder_hash: str, member_id: int) -> None:
    """Let a browser forget a member, with the attempts and the decks that are the member's."""
    begun = select(Attempt.id).where(Attempt.member_id == member_id)
    tied = select(Attempt.deck_id).where(Attempt.member_id == member_id, Attempt.deck_id.is_not(None))
    db.execute(delete(DeckHolder).where(DeckHolder.token_hash == holder_hash, DeckHolder.deck_id.in_(tied)))
    db.execute(
        delete(AttemptHolder).where(
            AttemptHolder.token_hash == holder_hash, AttemptHolder.attempt_id.in_(begun)
        )
    )
    db.execute(
        delete(MemberHolder).where(
            MemberHolder.token_hash == holder_hash, MemberHolder.member_id == member_id
        )
    )


def add_begun(db: Connection, attempt_id: int, member_id: int) -> None:
    """Note whose attempt it is; all browsers of the member may see it."""
    db.execute(update(Attempt).where(Attempt.id == attempt_id).values(member_id=member_id))
    held = select(MemberHolder.token_hash).where(MemberHolder.member_id == member_id)
    for token_hash in db.execute(held).scalars().all():
        pair = {"token_hash": token_hash, "attempt_id": attempt_id}
        insert_once(db, AttemptHolder, ("token_hash", "attempt_id"), pair)


def begun_by_member(db: Connection, quiz_id: int, member_id: int) -> int:
    """Give how many attempts that count a member has begun."""
    found = select(func.count(Attempt.id)).where(
        Attempt.quiz_id == quiz_id, Attempt.counts, Attempt.member_id == member_id
    )
    return db.execute(found).scalar_one()


def member_of_attempt(db: Connection, attempt_id: int) -> MemberRecord | None:
    """Find whose attempt it is; None for one that was begun by name alone."""
    found = MEMBER.join(Attempt, Attempt.member_id == ClassMember.id).where(Attempt.id == attempt_id)
    row = db.execute(found).one_or_none()
    return None if row is None else member_of(row)


def quizzes_for_class(db: Connection, class_id: int) -> list[QuizRecord]:
    """Give the quizzes for the members of a class, open or not, the newest first."""
    found = QUIZ.where(Quiz.class_id == class_id).order_by(Quiz.published_at.desc(), Quiz.id.desc())
    return [quiz_of(row) for row in db.execute(found)]


def begun_by(db: Connection, member_id: int) -> list[BegunRecord]:
    """Give the attempts of a member that count, the newest first."""
    found = (
        select(Attempt.public_id, Attempt.quiz_id, Attempt.started_at, Attempt.finished_at)
        .where(Attempt.member_id == member_id, Attempt.counts)
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
    )
    return [BegunRecord(*row) for row in db.execute(found)]
