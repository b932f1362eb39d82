"""Writing to the audit log what a teacher changed, in the transaction of the change.

What somebody does who studies alone is for nobody else, so it leaves no line.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from quizapp.services.accounts import User
from quizapp.storage import audit, quizzes
from quizapp.storage.audit import Entry
from quizapp.storage.store import Transaction


def note(db: Transaction, user: User, now: datetime, action: str, **about: Any) -> None:
    """Write a line; ``about`` are further fields of ``Entry``: quiz, attempt, question_id, reason, before, after."""
    if not user.is_private:
        audit.add_entries(db, [Entry(now, user.login, action, **about)])


def note_on_bank(
    db: Transaction,
    user: User,
    now: datetime,
    action: str,
    bank_id: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write a line for each quiz of a bank, so that it is in the log of each; one line for a bank without."""
    codes: list[str | None] = [quiz.code for quiz in quizzes.quizzes_of_bank(db, bank_id)]
    for code in codes or [None]:
        note(db, user, now, action, quiz=code, before=before, after=after)
