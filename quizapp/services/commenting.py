"""What a teacher says about an answer, which its learner sees, and notes about an attempt, which nobody else does."""

from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.services.accounts import User
from quizapp.services.attempt_access import questions_of
from quizapp.services.cleaning import clean_text
from quizapp.services.teach import attempt_for
from quizapp.storage import comments
from quizapp.storage.audit import Entry, add_entries
from quizapp.storage.comments import CommentRecord
from quizapp.storage.store import Store

LONGEST_COMMENT = 2_000


def comment(store: Store, teacher: User, public_id: str, question_id: str, text: str, now: datetime) -> None:
    """Say something about an answer; the learner sees it with the result.

    Raises NotFound, Conflict while the attempt is not handed in, QuizError without words or with too many.
    """
    words = words_of(text, "a comment")
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        if attempt.finished_at is None:
            raise Conflict("This attempt is not handed in yet, so there is nothing to comment on.")
        asked = questions_of(store.bank(attempt.version_id), attempt.plan)
        if question_id not in {question.id for question in asked}:
            raise NotFound("This attempt has no such question.")
        comments.add_comment(db, attempt.id, question_id, words, teacher.id, now)
        add_entries(db, [Entry(now, teacher.login, "comment.add", attempt.code, public_id, question_id)])


def take_comment_back(store: Store, teacher: User, public_id: str, comment_id: int, now: datetime) -> str:
    """Remove a comment; gives the question it was on. Raises NotFound."""
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        question_id = comments.remove_comment(db, attempt.id, comment_id)
        if question_id is None:
            raise NotFound("This comment is not there any more.")
        add_entries(db, [Entry(now, teacher.login, "comment.remove", attempt.code, public_id, question_id)])
    return question_id


def notes_of(store: Store, teacher: User, public_id: str) -> list[CommentRecord]:
    """Give the notes on an attempt, for its teachers. Raises NotFound."""
    with store.reading() as db:
        return comments.notes_of(db, attempt_for(db, public_id, teacher).id)


def note(store: Store, teacher: User, public_id: str, text: str, now: datetime) -> None:
    """Note something about an attempt. Raises NotFound, QuizError without words or with too many."""
    words = words_of(text, "a note")
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        comments.add_note(db, attempt.id, words, teacher.id, now)
        add_entries(db, [Entry(now, teacher.login, "note.add", attempt.code, public_id)])


def take_note_back(store: Store, teacher: User, public_id: str, note_id: int, now: datetime) -> None:
    """Remove a note. Raises NotFound."""
    with store.writing() as db:
        attempt = attempt_for(db, public_id, teacher, change=True)
        if not comments.remove_note(db, attempt.id, note_id):
            raise NotFound("This note is not there any more.")
        add_entries(db, [Entry(now, teacher.login, "note.remove", attempt.code, public_id)])


def words_of(text: str, what: str) -> str:
    """Give what was written as it is kept. Raises QuizError when it is nothing or too long."""
    words = clean_text(text).strip()
    if not words:
        raise QuizError(f"Write {what} first.")
    if len(words) > LONGEST_COMMENT:
        raise QuizError(f"That is {len(words):,} characters; {what} may have {LONGEST_COMMENT:,}.")
    return words
