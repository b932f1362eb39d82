"""Beginning an attempt: what it keeps of the quiz from its first moment on, whoever takes it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.bank import Bank
from quizapp.model.quiz import AttemptPlan, QuizSettings
from quizapp.model.timing import ExtraTime
from quizapp.services.installation import receipt_key
from quizapp.services.pool import asked_of
from quizapp.services.tokens import hash_of, new_public_id, receipt_of
from quizapp.storage import attempts
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class Names:
    """What a new attempt is called: its public id, and the hash of the receipt that belongs to it."""

    public_id: str
    receipt_hash: str


def new_names(store: Store) -> Names:
    """Make the names of an attempt. The first call may write the installation's key: not within a transaction."""
    public_id = new_public_id()
    return Names(public_id, hash_of(receipt_of(receipt_key(store), public_id)))


def begin(
    store: Store,
    db: Transaction,
    quiz: QuizRecord,
    names: Names,
    learner: str,
    holder: str,
    now: datetime,
    *,
    extra: ExtraTime = ExtraTime.AS_OTHERS,
    deck_id: int | None = None,
    preview: bool = False,
) -> int:
    """Store a new attempt at a quiz, held by the browser with the token ``holder``; gives its id.

    Chance makes the draw and the order. A ``preview`` never counts.
    """
    seed = secrets.randbits(31)
    attempt_id = attempts.add_attempt(
        db,
        public_id=names.public_id,
        quiz_id=quiz.id,
        version_id=quiz.version_id,
        learner=learner,
        receipt_hash=names.receipt_hash,
        seed=seed,
        now=now,
        plan=plan_of(quiz.settings, store.bank(quiz.version_id), seed, preview),
        counts=quiz.settings.counts and not preview,
        extra=extra,
        deck_id=deck_id,
    )
    attempts.add_holder(db, attempt_id, hash_of(holder))
    return attempt_id


def plan_of(settings: QuizSettings, bank: Bank, seed: int, preview: bool) -> AttemptPlan:
    """Give what an attempt keeps of the settings; which questions it asks belongs to its seed."""
    every = tuple(question.id for question in bank.questions)
    asked = asked_of(settings, every, seed)
    kept = None if asked == every else asked
    return AttemptPlan(settings.mode, settings.layout, settings.shuffle_choices, kept, preview=preview)
