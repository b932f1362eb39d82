"""What is stored under a receipt: giving it out, and deleting it."""

import secrets
from datetime import datetime
from typing import Any

from quizapp.errors import Conflict, NotRevealed
from quizapp.model.text import sentence
from quizapp.services.attempt_access import attempt_for, questions_of
from quizapp.services.deciding import decisions_of
from quizapp.services.handing_in import require_revealed
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import attempts, comments, contests, decks, marks, membership, progress, quizzes
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.classes import MemberRecord
from quizapp.storage.store import Store, Transaction

ANONYMOUS = "Anonymous"


def stored_under(store: Store, public_id: str, holder: str, now: datetime) -> dict[str, Any]:
    """Give all that is stored of an attempt and of the deck it opens; marks only when they may be seen.

    Of a mark that may not be seen (yet) it says that there is one.
    Raises NotFound for strangers.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        bank = store.bank(attempt.version_id)
        given = attempts.answers_of(db, attempt.id)
        known = progress.progress_of(db, attempt.id)
        marked = {*marks.marks_of(db, attempt.id), *marks.marks_ahead_of(db, attempt.id)}
        revealed = may_be_seen(db, attempt, now)
        credits_ = marks.credits_of(db, attempt.id) if revealed else {}
        said = comments.comments_of(db, attempt.id) if revealed else {}
        dropped = decisions_of(db, attempt.quiz_id).dropped
        held = contests.contests_of_attempt(db, attempt.id)
        member = membership.member_of_attempt(db, attempt.id)
        cards = decks.cards_of(db, [attempt.deck_id] if attempt.deck_id is not None else [])
    questions = []
    for question in questions_of(bank, attempt.plan):
        answer, left = given.get(question.id), known.get(question.id, progress.NOTHING)
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
                "marked": question.id in marked,
                "credit": credits_.get(question.id),
                "left_out": question.id in dropped,
                "comments": [comment.text for comment in said.get(question.id, ())],
            }
        )
    return {
        "quiz": bank.title,
        "name": attempt.learner,
        "on_the_roster": None if member is None else place_of(member),
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


def place_of(member: MemberRecord) -> dict[str, str]:
    """Give what the roster of a class says of somebody."""
    return {
        "name": member.name,
        "login": member.login,
        "email": member.email,
        "id": member.sis_id,
        "extra_time": member.extra.value,
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
    that is under way (it has to be handed in first), and for one of a class whose attempts are counted and that is
    open still: without it there would be no counting.
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
                raise Conflict(sentence("This test is under way. Hand it in first; then it can be deleted."))
        if attempt.counts and is_counted(db, attempt, now):
            raise Conflict(
                sentence(
                    "Your class may begin this test a limited number of times, so this attempt stays until the "
                    "test is closed. It can be deleted then."
                )
            )
        if attempt.counts and attempt.finished_at is not None:
            name = f"{ANONYMOUS} {secrets.token_hex(3)}"
            attempts.make_anonymous(db, attempt.id, name, hash_of(new_token()))
            comments.forget_words(db, attempt.id)
            return True
        attempts.delete_attempt(db, attempt.id)
        return False


def is_counted(db: Transaction, attempt: AttemptRecord, now: datetime) -> bool:
    """Say whether an attempt uses up one of those that a member of a class has, at a test that is open."""
    settings = attempt.settings
    if settings.attempts is None or membership.member_of_attempt(db, attempt.id) is None:
        return False
    quiz = quizzes.quiz_by_code(db, attempt.code)
    is_closed = settings.closes_at is not None and now >= settings.closes_at
    return quiz is not None and quiz.unpublished_at is None and not is_closed
