"""Reading the audit log: all of it for administrators, the lines on a quiz for its teacher."""

from dataclasses import dataclass

from quizapp.services.accounts import User
from quizapp.services.administering import require_administrator
from quizapp.services.teach import quiz_for
from quizapp.storage import audit
from quizapp.storage.audit import Entry
from quizapp.storage.store import Store

LINES_ON_PAGE = 50


@dataclass(frozen=True)
class LogPage:
    """Some lines, the newest first: page ``number`` (from 1) of ``last``, of ``total`` lines."""

    title: str
    lines: tuple[Entry, ...]
    number: int
    last: int
    total: int


def whole_log(store: Store, user: User, page: int) -> LogPage:
    """Give a page of the whole log, or the nearest there is. Raises NotAllowed to who is no administrator."""
    require_administrator(user)
    return page_of(store, "", None, page)


def log_of_quiz(store: Store, user: User, code: str, page: int) -> LogPage:
    """Give a page of the lines on a quiz. Raises NotFound when it is not the user's."""
    with store.reading() as db:
        quiz = quiz_for(db, code, user)
    return page_of(store, quiz.title, quiz.code, page)


def page_of(store: Store, title: str, quiz: str | None, page: int) -> LogPage:
    """Give a page, or the nearest there is."""
    with store.reading() as db:
        total = audit.count_entries(db, quiz)
        last = max(1, -(-total // LINES_ON_PAGE))
        number = min(max(page, 1), last)
        lines = audit.page_of_entries(db, quiz, (number - 1) * LINES_ON_PAGE, LINES_ON_PAGE)
    return LogPage(title, tuple(lines), number, last, total)
