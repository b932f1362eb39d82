"""Publishing with all that a teacher chooses: settings, questions, points, whose members may take it.

A change says what the quiz was like when its form was opened; where somebody else has changed it since, nothing is
stored and ``Overtaken`` says what is different now.
"""

import json
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.bank import Bank
from quizapp.model.quiz import QuizSettings
from quizapp.services.accounts import User, may_see
from quizapp.services.cleaning import clean_line
from quizapp.services.library import version_for, version_to_publish
from quizapp.services.noting import note
from quizapp.services.pool import pool_of, still_there
from quizapp.services.quiz_settings import settings_problems
from quizapp.services.teach import free_join_code, quiz_for
from quizapp.storage import audit, classes, library, quizzes
from quizapp.storage.classes import ClassRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.settings_content import read_settings_content, write_settings
from quizapp.storage.store import Store, Transaction

LONGEST_LABEL = 80
MOST_POINTS = 1_000
SENT_TWICE = timedelta(minutes=1)
"""Within this time a second quiz that is the same in everything is the same form sent twice."""

SETTINGS_CHANGED = "quiz.settings"


@dataclass(frozen=True)
class Wanted:
    """What a teacher wants of a quiz; ``audience`` is the public id of a class ("": anybody with the link)."""

    settings: QuizSettings
    audience: str = ""
    label: str = ""


@dataclass(frozen=True)
class Published:
    """A quiz as its form shows it: ``state`` stands for all that can be changed, ``classes`` are (id, name)."""

    code: str
    title: str
    is_open: bool
    newer_version: bool
    wanted: Wanted
    state: str
    bank: Bank
    classes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Difference:
    """What somebody else changed: the name of the field, and its value before and now."""

    name: str
    before: Any
    now: Any


class Refused(QuizError):
    """What was wanted does not fit together; ``problems`` say why, by the names of fields."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class Overtaken(Conflict):
    """Somebody else changed the quiz since; nothing was stored. ``state`` is what it is like now."""

    def __init__(self, by: str, differences: tuple[Difference, ...], state: str) -> None:
        self.differences, self.state = differences, state
        super().__init__(
            f"{by or 'Somebody'} changed this quiz since you opened the page. Nothing of that is overwritten, "
            "and what you typed is below, not kept yet. Save it again to put it in place of theirs."
        )


def before_publishing(store: Store, teacher: User, slug: str) -> tuple[Bank, tuple[tuple[str, str], ...]]:
    """Give the newest version of a bank, and the classes that a quiz of it may be for. Raises NotFound."""
    with store.reading() as db:
        version = version_to_publish(db, slug, teacher)
        offered = classes_offered(db, teacher, version.owner_id, None)
    return store.bank(version.version_id), offered


def published(store: Store, teacher: User, code: str) -> Published:
    """Give a quiz as its form shows it. Raises NotFound when it is not the teacher's."""
    with store.reading() as db:
        quiz = quiz_for(db, code, teacher)
        newest = library.newest_version(db, quiz.slug)
        wanted = wanted_of(db, quiz)
        offered = classes_offered(db, teacher, quiz.owner_id, quiz.class_id)
    return Published(
        quiz.code,
        quiz.title,
        quiz.unpublished_at is None,
        newest is not None and newest.number > quiz.version,
        wanted,
        state_of(wanted),
        store.bank(quiz.version_id),
        offered,
    )


def bank_asked(quiz: Published) -> Bank:
    """Give the bank of a quiz with the questions that it asks or draws from alone, under the title of the quiz."""
    pool = pool_of(quiz.wanted.settings, tuple(quiz.bank.question_by_id))
    return replace(
        quiz.bank, title=quiz.title, questions=tuple(quiz.bank.question_by_id[one] for one in pool)
    )


def wanted_of(db: Transaction, quiz: QuizRecord) -> Wanted:
    """Give what is set of a quiz."""
    audience = "" if quiz.class_id is None else classes.class_by_id(db, quiz.class_id).public_id
    return Wanted(quiz.settings, audience, quiz.label)


def classes_offered(
    db: Transaction, teacher: User, owner_id: int, present: int | None
) -> tuple[tuple[str, str], ...]:
    """Give the classes of the owner of a quiz that are in use, and the one that it is for at ``present``.

    Classes are not shared: a colleague gets the present one alone.
    """
    own = may_see(db, teacher, owner_id)
    found = [one for one in classes.classes_of(db, owner_id) if own or one.id == present]
    return tuple(
        (one.public_id, one.name if one.archived_at is None else f"{one.name} (put away)")
        for one in found
        if one.archived_at is None or one.id == present
    )


def publish_another(store: Store, teacher: User, slug: str, wanted: Wanted, now: datetime) -> str:
    """Publish the newest version of a bank as a quiz of its own; gives the join code. Sent twice: one quiz.

    Raises NotFound, Refused.
    """
    with store.reading() as db:
        bank = store.bank(version_to_publish(db, slug, teacher).version_id)
    fit = checked(wanted, bank)
    with store.writing() as db:
        version = version_to_publish(db, slug, teacher, lock=True)
        audience = class_wanted(db, teacher, version.owner_id, fit, None)
        last = quizzes.quiz_of_bank(db, version.bank_id)
        if last is not None and now - last.published_at < SENT_TWICE and wanted_of(db, last) == fit:
            return last.code
        code = free_join_code(db)
        quiz_id = quizzes.add_quiz(db, code, version.bank_id, version.version_id, version.owner_id, now)
        store_wanted(db, quiz_id, fit, audience)
        note(db, teacher, now, "quiz.publish", quiz=code, after=described(fit))
    return code


def change_quiz(store: Store, teacher: User, code: str, wanted: Wanted, state: str, now: datetime) -> None:
    """Set how a quiz is taken; times hold for attempts under way too, everything else for new ones.

    ``state`` is what the quiz was like when the form was opened. Raises NotFound, Refused, Overtaken.
    """
    with store.reading() as db:
        bank = store.bank(quiz_for(db, code, teacher, change=True).version_id)
    fit = checked(wanted, bank)
    with store.writing() as db:
        quizzes.quiz_by_code(db, quiz_for(db, code, teacher, change=True).code, lock=True)
        quiz = quiz_for(db, code, teacher)
        present = wanted_of(db, quiz)
        if state_of(present) != state:
            raise Overtaken(who_changed(db, quiz.code), differences(state, present), state_of(present))
        audience = class_wanted(db, teacher, quiz.owner_id, fit, quiz.class_id)
        if fit != present:
            store_wanted(db, quiz.id, fit, audience)
            before, after = described(present), described(fit)
            note(db, teacher, now, SETTINGS_CHANGED, quiz=quiz.code, before=before, after=after)


def duplicate(store: Store, teacher: User, code: str, label: str, now: datetime) -> str:
    """Make a quiz of the same bank with the same settings, without times, and closed; gives its join code.

    Questions that the newest version of the bank no longer has are left out. Raises NotFound, Refused.
    """
    with store.writing() as db:
        quiz = quiz_for(db, code, teacher, change=True)
        version = version_for(db, quiz.slug, teacher, change=True)
        there = still_there(quiz.settings, store.bank(version.version_id))
        like = wanted_of(db, quiz)
        fit = checked(
            replace(
                like, settings=replace(there, opens_at=None, closes_at=None, reveal=early(there)), label=label
            ),
            store.bank(version.version_id),
        )
        new = free_join_code(db)
        quiz_id = quizzes.add_quiz(db, new, version.bank_id, version.version_id, quiz.owner_id, now)
        store_wanted(db, quiz_id, fit, quiz.class_id)
        quizzes.unpublish(db, quiz_id, now)
        before, after = {"quiz": quiz.code}, described(fit)
        note(db, teacher, now, "quiz.duplicate", quiz=new, before=before, after=after)
    return new


def early(settings: QuizSettings) -> Any:
    """Give when results are shown without a closing time: "after closing" becomes "never" until one is set."""
    return type(settings.reveal).NEVER if settings.reveal == "after_closing" else settings.reveal


def open_again(store: Store, teacher: User, code: str, now: datetime) -> None:
    """Open one quiz, on the newest version of its bank; attempts under way keep theirs.

    Chosen questions that this version no longer has are left out. Raises NotFound, QuizError when none is left.
    """
    with store.writing() as db:
        quizzes.quiz_by_code(db, quiz_for(db, code, teacher, change=True).code, lock=True)
        quiz = quiz_for(db, code, teacher)
        version = library.newest_version(db, quiz.slug)
        if version is None:
            raise NotFound("The bank of this quiz is not there any more.")
        there = still_there(quiz.settings, store.bank(version.version_id))
        if there != quiz.settings:
            quizzes.set_settings(db, quiz.id, there)
        quizzes.republish(db, quiz.id, version.version_id, now)
        before, after = {"version": quiz.version}, {"version": version.number}
        note(db, teacher, now, "quiz.open", quiz=quiz.code, before=before, after=after)


def checked(wanted: Wanted, bank: Bank) -> Wanted:
    """Give what is wanted as it may be stored. Raises Refused with all that does not fit together."""
    settings = wanted.settings
    label = clean_line(wanted.label)
    problems = settings_problems(settings)
    if len(label) > LONGEST_LABEL:
        problems["label"] = f"This has {len(label)} characters; at most {LONGEST_LABEL} are kept."
    pool = pool_of(settings, tuple(bank.question_by_id))
    if not pool:
        problems["ask"] = "Choose one question at least."
    elif settings.draw is not None and not 1 <= settings.draw <= len(pool):
        problems["draw"] = (
            f"The draw must be 1 to {len(pool):,}, as many as there are to draw from, or empty."
        )
    if any(not 0 <= points <= MOST_POINTS for _, points in settings.points):
        problems["points"] = f"Points must be numbers from 0 to {MOST_POINTS:,}."
    elif pool and all(settings.points_of(question_id) == 0 for question_id in pool):
        problems["points"] = "One question at least must be worth something."
    if problems:
        raise Refused(problems)
    points = tuple(
        (one, worth) for one, worth in settings.points if worth != 1 and one in bank.question_by_id
    )
    chosen = None if settings.questions is None else pool
    draw = None if settings.draw == len(pool) else settings.draw
    return Wanted(replace(settings, questions=chosen, draw=draw, points=points), wanted.audience, label)


def class_wanted(
    db: Transaction, teacher: User, owner_id: int, wanted: Wanted, present: int | None
) -> int | None:
    """Give the id of the class that a quiz is to be for. Raises Refused for one that is not offered."""
    if not wanted.audience:
        return None
    found: ClassRecord | None = classes.class_by_public_id(db, wanted.audience)
    offered = dict(classes_offered(db, teacher, owner_id, present))
    if found is None or found.public_id not in offered:
        raise Refused({"audience": "Choose one of the classes shown."})
    return found.id


def store_wanted(db: Transaction, quiz_id: int, wanted: Wanted, class_id: int | None) -> None:
    """Store all that is set of a quiz."""
    quizzes.set_settings(db, quiz_id, wanted.settings)
    quizzes.set_audience(db, quiz_id, class_id, wanted.label)


def state_of(wanted: Wanted) -> str:
    """Give a text that stands for all that is set of a quiz."""
    return json.dumps(described(wanted), sort_keys=True)


def described(wanted: Wanted) -> dict[str, Any]:
    """Give all that is set of a quiz as plain values."""
    values: dict[str, Any] = json.loads(write_settings(wanted.settings))
    return {"settings": values, "class": wanted.audience, "label": wanted.label}


def differences(state: str, present: Wanted) -> tuple[Difference, ...]:
    """Say in which fields a quiz is not as a form says that it was; nothing for a form that makes no sense."""
    try:
        was = json.loads(state)
        before = read_settings_content(json.dumps(was["settings"]))
        pairs = [("audience", was["class"], present.audience), ("label", was["label"], present.label)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()
    names = [field.name for field in fields(QuizSettings)]
    pairs += [(name, getattr(before, name), getattr(present.settings, name)) for name in names]
    return tuple(Difference(name, old, new) for name, old, new in pairs if old != new)


def who_changed(db: Transaction, code: str) -> str:
    """Give the login of who changed the settings of a quiz last."""
    lines = audit.entries_of_quiz(db, code, 50)
    return next((line.actor for line in lines if line.action == SETTINGS_CHANGED), "")
