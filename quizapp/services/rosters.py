"""A roster coming into a class: what it would change is shown first, and then done as shown or not at all."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Conflict, FileProblems, Problem, QuizError
from quizapp.formats.rosters import Roster, RosterRow, read_roster
from quizapp.model.timing import ExtraTime
from quizapp.services.accounts import User
from quizapp.services.classes import LONGEST_ID, Person, class_for, note
from quizapp.services.cleaning import clean_line, clean_name
from quizapp.storage import classes
from quizapp.storage.classes import MemberRecord
from quizapp.storage.store import Store, Transaction

MOST_MEMBERS = 20_000
IDS = (("id", "sis_id"), ("login", "login"), ("e-mail address", "email"))
"""What tells people apart, in words and as the fields are called; the surest first."""

CHANGED_MEANWHILE = "The class has changed since you looked, so nothing was taken. Look at it again."


@dataclass(frozen=True)
class Change:
    """A member as they are and as they would be; ``returns``: they had been taken off."""

    member: MemberRecord
    person: Person
    returns: bool

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """What would change: (word, before, after)."""
        pairs = (
            ("name", self.member.name, self.person.name),
            ("login", self.member.login, self.person.login),
            ("e-mail address", self.member.email, self.person.email),
            ("id", self.member.sis_id, self.person.sis_id),
            ("time", self.member.extra.value, self.person.extra.value),
        )
        return tuple(pair for pair in pairs if pair[1] != pair[2])


@dataclass(frozen=True)
class RosterPlan:
    """What taking a roster would do. ``missing`` are members who are not on it; they stay.

    ``remarks`` deserve a look; ``mark`` stands for the whole plan.
    """

    roster: Roster
    new: tuple[Person, ...]
    changed: tuple[Change, ...]
    same: int
    missing: tuple[MemberRecord, ...]
    remarks: tuple[Problem, ...]

    @property
    def mark(self) -> str:
        """The same for two plans that do the same."""
        parts = (self.new, self.changed, [member.id for member in self.missing])
        return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def preview(store: Store, user: User, public_id: str, data: bytes, file: str = "") -> RosterPlan:
    """Say what taking a roster would do; nothing is stored.

    Raises NotFound, and FileProblems with everything that is wrong with the roster.
    """
    with store.reading() as db:
        return planned(db, class_for(db, public_id, user).id, data, file)


def take(store: Store, user: User, public_id: str, data: bytes, mark: str, now: datetime) -> RosterPlan:
    """Take a roster as the plan with this ``mark`` said.

    Raises NotFound, FileProblems, Conflict when the class has changed since; nothing is stored then.
    """
    with store.writing() as db:
        found = class_for(db, public_id, user, lock=True)
        plan = planned(db, found.id, data, "")
        if plan.mark != mark:
            raise Conflict(CHANGED_MEANWHILE)
        classes.add_members(db, found.id, [person.values() for person in plan.new], now)
        classes.change_members(db, [(change.member.id, change.person.values()) for change in plan.changed])
        for change in plan.changed:
            if change.person.extra is not change.member.extra:
                classes.change_attempts_under_way(db, change.member.id, change.person.extra)
        counts = {"new": len(plan.new), "changed": len(plan.changed), "missing": len(plan.missing)}
        note(db, user, now, "class.import", public_id, dict(counts))
    return plan


def planned(db: Transaction, class_id: int, data: bytes, file: str) -> RosterPlan:
    """Compare a roster with a class. Raises FileProblems."""
    roster = read_roster(data, file)
    people = {row.row: cleaned(row) for row in roster.rows}
    rows, remarks = without_twins(roster.rows, people)
    members = classes.members_of(db, class_id, also_left=True)
    found, problems = matched(rows, people, members)
    problems = [*faults(rows, people), *problems]
    if not rows:
        problems.append(Problem("has headings and no learner below them.", file))
    if len(rows) > MOST_MEMBERS:
        problems.append(Problem(f"has {len(rows):,} learners; a class takes {MOST_MEMBERS:,} at most.", file))
    if problems:
        raise FileProblems(sorted(problems, key=row_number))
    return laid_out(roster, rows, people, members, found, [*remarks, *remarks_on(rows, people, roster)])


def row_number(problem: Problem) -> int:
    """Give the row that a problem is about."""
    digits = "".join(letter for letter in problem.where if letter.isdigit())
    return int(digits) if digits else 0


def cleaned(row: RosterRow) -> Person:
    """Give the person of a row, fit to be stored but for its length."""
    name, login, email, sis_id = map(clean_line, (row.name, row.login, row.email, row.sis_id))
    return Person(name, login, email, sis_id, row.extra or ExtraTime.AS_OTHERS)


def without_twins(
    rows: Sequence[RosterRow], people: dict[int, Person]
) -> tuple[list[RosterRow], list[Problem]]:
    """Leave out rows that say the very same as an earlier one: some systems list a learner once a section."""
    first: dict[Person, int] = {}
    kept, remarks = [], []
    for row in rows:
        person = people[row.row]
        if has_id(person) and person in first:
            message = f"says the same as row {first[person]}, so it is taken once."
            remarks.append(Problem(message, where=f"row {row.row}", grave=False))
        else:
            first.setdefault(person, row.row)
            kept.append(row)
    return kept, remarks


def faults(rows: Sequence[RosterRow], people: dict[int, Person]) -> Iterator[Problem]:
    """Give what keeps rows from being taken: names and ids too long or empty, and ids that two rows have."""
    for row in rows:
        try:
            clean_name(people[row.row].name, "the name")
        except QuizError as e:
            yield Problem(str(e), where=f"row {row.row}")
        for word, name in IDS:
            if len(getattr(people[row.row], name)) > LONGEST_ID:
                yield Problem(f"the {word} has more than {LONGEST_ID} characters.", where=f"row {row.row}")
    for word, name in IDS:
        first: dict[str, int] = {}
        for row in rows:
            value = key(getattr(people[row.row], name), name)
            if value and value in first:
                message = f"has the same {word} as row {first[value]}: “{getattr(people[row.row], name)}”."
                yield Problem(message, where=f"row {row.row}")
            first.setdefault(value, row.row)
    nameless: dict[str, int] = {}
    for row in rows:
        person = people[row.row]
        if not has_id(person):
            if (name := person.name.casefold()) in nameless:
                message = (
                    f"has the same name as row {nameless[name]}, and no id, login or e-mail tells them apart."
                )
                yield Problem(message, where=f"row {row.row}")
            nameless.setdefault(name, row.row)


def key(value: str, name: str) -> str:
    """Give what two values that mean the same have in common; ids keep their zeros and their case."""
    return value if name == "sis_id" else value.casefold()


def matched(
    rows: Sequence[RosterRow], people: dict[int, Person], members: Sequence[MemberRecord]
) -> tuple[dict[int, MemberRecord], list[Problem]]:
    """Find the member of each row: by id, then login, then e-mail; who is not found by these, by name.

    Rows whose ids belong to different members, and members whom two rows mean, are problems.
    """
    by = {
        name: {key(value, name): member for member in members if (value := getattr(member, name))}
        for _, name in IDS
    }
    found: dict[int, MemberRecord] = {}
    taken: dict[int, int] = {}
    problems = []
    left = []
    for row in rows:
        hits = hits_of(people[row.row], by)
        if not hits:
            left.append(row)
            continue
        word, member = hits[0]
        others = [(other, hit) for other, hit in hits if hit.id != member.id]
        if others:
            message = (
                f"the {word} belongs to {member.name}, but the {others[0][0]} to {others[0][1].name}. "
                "Correct the roster or the member."
            )
            problems.append(Problem(message, where=f"row {row.row}"))
        elif member.id in taken:
            message = f"means the same member as row {taken[member.id]}: {member.name}."
            problems.append(Problem(message, where=f"row {row.row}"))
        else:
            found[row.row], taken[member.id] = member, row.row
    found.update(by_name(left, people, [member for member in members if member.id not in taken]))
    return found, problems


def hits_of(person: Person, by: dict[str, dict[str, MemberRecord]]) -> list[tuple[str, MemberRecord]]:
    """Give the members who have an id of a person, with the word for it, the surest first."""
    wanted = [(word, by[name].get(key(getattr(person, name), name))) for word, name in IDS]
    return [(word, hit) for word, hit in wanted if hit is not None]


def by_name(
    rows: Sequence[RosterRow], people: dict[int, Person], members: Sequence[MemberRecord]
) -> dict[int, MemberRecord]:
    """Find the members of rows by their names, where it is clear who is meant and no id says otherwise."""
    called: dict[str, list[MemberRecord]] = {}
    for member in members:
        called.setdefault(member.name.casefold(), []).append(member)
    found = {}
    for row in sorted(rows, key=lambda row: has_id(people[row.row])):
        person = people[row.row]
        there = [
            member
            for member in called.get(person.name.casefold(), [])
            if not any(getattr(person, name) and getattr(member, name) for _, name in IDS)
        ]
        alike = [member for member in there if has_id(member) == has_id(person)] or there
        if len(alike) == 1:
            found[row.row] = alike[0]
            called[person.name.casefold()].remove(alike[0])
    return found


def has_id(person: Person | MemberRecord) -> bool:
    """Whether more than a name tells somebody apart."""
    return any(getattr(person, name) for _, name in IDS)


def laid_out(
    roster: Roster,
    rows: Sequence[RosterRow],
    people: dict[int, Person],
    members: Sequence[MemberRecord],
    found: dict[int, MemberRecord],
    remarks: list[Problem],
) -> RosterPlan:
    """Give the plan: what an empty cell does not say stays as it is."""
    changed, same = [], 0
    for row in rows:
        member = found.get(row.row)
        if member is None:
            continue
        wanted = merged(member, people[row.row], row.extra is not None)
        change = Change(member, wanted, member.left_at is not None)
        if change.fields or change.returns:
            changed.append(change)
        else:
            same += 1
    known = {member.id for member in found.values()}
    return RosterPlan(
        roster,
        tuple(people[row.row] for row in rows if row.row not in found),
        tuple(changed),
        same,
        tuple(member for member in members if member.left_at is None and member.id not in known),
        tuple(remarks),
    )


def merged(member: MemberRecord, person: Person, says_time: bool) -> Person:
    """Give a member with what a row says of them."""
    return Person(
        person.name or member.name,
        person.login or member.login,
        person.email or member.email,
        person.sis_id or member.sis_id,
        person.extra if says_time else member.extra,
    )


def remarks_on(rows: Sequence[RosterRow], people: dict[int, Person], roster: Roster) -> Iterator[Problem]:
    """Give what deserves a look: people whom nothing but their name tells apart."""
    if not any(what in ("id", "login", "email") for _, what in roster.columns):
        return
    for row in rows:
        person = people[row.row]
        if not has_id(person):
            message = f"has no id, login or e-mail; {person.name} is known by name only."
            yield Problem(message, where=f"row {row.row}", grave=False)
