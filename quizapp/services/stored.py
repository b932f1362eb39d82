"""What is stored under a receipt: giving it out, and deleting it."""

import secrets
from datetime import datetime
from typing import Any

from quizapp.errors import Conflict, NotRevealed
from quizapp.services.attempt_access import attempt_for, questions_of
from quizapp.services.handing_in import require_revealed
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import attempts, comments, contests, decks, marks, progress
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.store import Store, Transaction

ANONYMOUS = "Anonymous"


def stored_under(store: Store, public_id: str, holder: str, now: datetime) -> dict[str, Any]:
    """Give all that is stored of an attempt and of the deck it opens; marks only when they may be seen.

    Raises NotFound for strangers.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        bank = store.bank(attempt.version_id)
        given = attempts.answers_of(db, attempt.id)
        known = progress.progress_of(db, attempt.id)
        revealed = may_be_seen(db, attempt, now)
        marked = marks.marks_of(db, attempt.id) if revealed else {}
        said = comments.comments_of(db, attempt.id) if revealed else {}
        held = contests.contests_of_attempt(db, attempt.id)
        cards = decks.cards_of(db, [attempt.deck_id] if attempt.deck_id is not None else [])
    questions = []
    for question in questions_of(bank, attempt.plan):
        answer, left = given.get(question.id), known.get(question.id, progress.NOTHING)
        mark = marked.get(question.id)
        questions.append(
            {
                "question": question.id,
                "prompt": question.prompt,
                "choice": None if answer is None else answer.choice,
                "text": "" if answer is None else answer.text,
                "saved_at": left.saved_at,
                "flagged": left.flagged,
                "confidence": left.confidence,
                "hints": left.hints,
                "credit": None if mark is None else mark.credit,
                "comments": [comment.text for comment in said.get(question.id, ())],
            }
        )
    return {
        "quiz": bank.title,
        "name": attempt.learner,
        "started_at": attempt.started_at,
        "finished_at": attempt.finished_at,
        "extra_time": attempt.extra.value,
        "reaches_the_gradebook": attempt.counts,
        "questions": questions,
        "contests": [
            {"question": one.question_id, "about": one.kind, "reason": one.reason, "reply": one.reply}
            for one in held
        ],
        "deck": [
            {"bank": card.slug, "question": card.question_id, "due_at": card.due_at, "reviews": card.reviews}
            for card in cards
        ],
    }


def may_be_seen(db: Transaction, attempt: AttemptRecord, now: datetime) -> bool:
    """Say whether the learner may see the marks."""
    try:
        require_revealed(db, attempt, now)
    except NotRevealed:
        return False
    return True


def forget(store: Store, public_id: str, holder: str, now: datetime) -> bool:
    """Delete what is stored under a receipt; an attempt that counts and is handed in is made anonymous.

    Gives whether something anonymous stays. Raises NotFound for strangers, Conflict for a test with a limit
    that is under way: it has to be handed in first.
    """
    with store.writing() as db:
        attempt = attempt_for(db, public_id, holder, lock=True)
        if attempt.counts and attempt.finished_at is None:
            settings = attempt.settings
            if (
                settings.attempts is not None
                or settings.minutes is not None
                or settings.closes_at is not None
            ):
                raise Conflict("This test is under way. Hand it in first; then it can be deleted.")
        if attempt.counts and attempt.finished_at is not None:
            name = f"{ANONYMOUS} {secrets.token_hex(3)}"
            attempts.make_anonymous(db, attempt.id, name, hash_of(new_token()))
            comments.forget_words(db, attempt.id)
            return True
        attempts.delete_attempt(db, attempt.id)
        return False
