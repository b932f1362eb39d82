"""A teacher takes the own quiz as a learner would: nothing of it counts, and a new preview replaces the last one."""

from datetime import datetime

from quizapp.services.accounts import User
from quizapp.services.beginning import begin, new_names
from quizapp.services.teach import quiz_for
from quizapp.services.tokens import hash_of
from quizapp.storage import attempts
from quizapp.storage.store import Store

NAME = "Preview"


def begin_preview(store: Store, teacher: User, code: str, holder: str, now: datetime) -> str:
    """Begin a preview, whether the quiz is open or not; gives its public id. ``holder`` is the browser's token.

    It has the draw, the order and the time limit of a learner's attempt, and shows the marks at the end. Raises
    NotFound when the quiz is not the teacher's, NotAllowed to who may only look.
    """
    names = new_names(store)
    with store.writing() as db:
        quiz = quiz_for(db, code, teacher, change=True)
        for earlier in attempts.previews_held(db, quiz.id, hash_of(holder)):
            attempts.delete_attempt(db, earlier)
        begin(store, db, quiz, names, NAME, holder, now, preview=True)
    return names.public_id
