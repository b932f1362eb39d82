"""What learners may ask of a school: to see what is kept of them, to have it erased, to be forgotten in time."""

from datetime import datetime, timedelta

from quizapp.errors import NotFound, QuizError
from quizapp.services.cleaning import clean_line
from quizapp.storage import erasing
from quizapp.storage.erasing import KeptAttempt, KeptMember
from quizapp.storage.store import Store


def export_learner(store: Store, name: str) -> list[KeptAttempt]:
    """Give all that is kept of the attempts under a name. Raises NotFound when it is on no roster either."""
    with store.reading() as db:
        kept = erasing.attempts_of_learner(db, clean_line(name))
        places = erasing.places_of_learner(db, clean_line(name))
    if not kept and not places:
        raise NotFound(nobody(name))
    return kept


def places_of(store: Store, name: str) -> list[KeptMember]:
    """Give what rosters of classes say of a name."""
    with store.reading() as db:
        return erasing.places_of_learner(db, clean_line(name))


def erase_learner(store: Store, name: str) -> int:
    """Remove the attempts under a name for good: answers, marks, rulings, receipts. Gives how many there were.

    Places on rosters go too. Raises NotFound when there is nothing under the name.
    """
    with store.writing() as db:
        places = erasing.places_of_learner(db, clean_line(name))
        erased = erasing.erase_learner(db, clean_line(name))
    if not erased and not places:
        raise NotFound(nobody(name))
    return erased


def purge(store: Store, days: int, now: datetime) -> int:
    """Remove the attempts that nobody touched for so many days; gives how many there were. Raises QuizError."""
    if days < 1:
        raise QuizError("Give a number of days from 1 on.")
    with store.writing() as db:
        return erasing.erase_before(db, now - timedelta(days=days))


def nobody(name: str) -> str:
    """Say that there is no such learner."""
    return (
        f"No attempt and no place on a roster is under the name {clean_line(name)!r}. "
        "Names are compared letter by letter."
    )
