"""A teacher takes the own quiz as a learner would: nothing of it counts, and a new preview replaces the last one."""

import secrets
from dataclasses import replace
from datetime import datetime

from quizapp.model.timing import ExtraTime
from quizapp.services.accounts import User
from quizapp.services.installation import receipt_key
from quizapp.services.study import plan_of
from quizapp.services.teach import quiz_for
from quizapp.services.tokens import hash_of, new_public_id, receipt_of
from quizapp.storage import attempts
from quizapp.storage.store import Store

NAME = "Preview"


def begin_preview(store: Store, teacher: User, code: str, holder: str, now: datetime) -> str:
    """Begin a preview, whether the quiz is open or not; gives its public id. ``holder`` is the browser's token.

    It has the draw, the order and the time limit of a learner's attempt, and shows the marks at the end. Raises
    NotFound when the quiz is not the teacher's, NotAllowed to who may only look.
    """
    public_id = new_public_id()
    receipt = receipt_of(receipt_key(store), public_id)
    seed = secrets.randbits(31)
    with store.writing() as db:
        quiz = quiz_for(db, code, teacher, change=True)
        for earlier in attempts.previews_held(db, quiz.id, hash_of(holder)):
            attempts.delete_attempt(db, earlier)
        attempt_id = attempts.add_attempt(
            db,
            public_id=public_id,
            quiz_id=quiz.id,
            version_id=quiz.version_id,
            learner=NAME,
            receipt_hash=hash_of(receipt),
            seed=seed,
            now=now,
            plan=replace(plan_of(quiz.settings, store.bank(quiz.version_id), seed), preview=True),
            counts=False,
            extra=ExtraTime.AS_OTHERS,
        )
        attempts.add_holder(db, attempt_id, hash_of(holder))
    return public_id
