"""What counts for every answer of a quiz: the one place that says so for tables, figures and files."""

from collections.abc import Sequence

from quizapp.storage import marks
from quizapp.storage.store import Transaction

Credits = dict[int, dict[str, tuple[float, bool]]]
"""By attempt and question: the credit that counts (0 to 1), and whether a teacher should look."""


def credits_of(db: Transaction, quiz_id: int, attempt_ids: Sequence[int] | None = None) -> Credits:
    """Give what counts for the answers of a quiz, or of some of its attempts: the newest ruling, else the mark."""
    counted = marks.credits_of_quiz(db, quiz_id, attempt_ids)
    for ruling in marks.overrides_of_quiz(db, quiz_id):  # the newest comes last and stays
        if ruling.attempt_id in counted:
            counted[ruling.attempt_id][ruling.question_id] = (ruling.credit, False)
    return counted
