"""What a learner can do: find a quiz, take it, hand it in, come back to the result."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from quizapp.errors import NotFound, QuizError
from quizapp.model.quiz import Mode, QuizSettings
from quizapp.model.text import counted, sentence
from quizapp.model.timing import ExtraTime
from quizapp.services import throttle
from quizapp.services.answering import save_answer
from quizapp.services.attempt_access import attempt_for, receipt_for
from quizapp.services.attempt_view import AttemptView, ChoiceView, QuestionView, view_of
from quizapp.services.beginning import begin, new_names
from quizapp.services.cleaning import clean_line, clean_name
from quizapp.services.handing_in import finish, hand_in, is_over, result
from quizapp.services.membership import member_for
from quizapp.services.pool import pool_of
from quizapp.services.results import OverrideView, Result, ReviewedQuestion
from quizapp.services.throttle import Limit
from quizapp.services.tokens import hash_of, read_join_code, read_receipt
from quizapp.settings import Settings
from quizapp.storage import attempts, decks, extra_time, marks, membership, private, progress, quizzes
from quizapp.storage.classes import MemberRecord
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.store import Store, Transaction

__all__ = [
    "AttemptCard",
    "AttemptView",
    "ChoiceView",
    "OverrideView",
    "QuestionView",
    "QuizCard",
    "Result",
    "ReviewedQuestion",
    "claim_receipt",
    "finish",
    "open_attempt",
    "open_attempts",
    "published_quizzes",
    "quiz_by_code",
    "result",
    "save_answer",
    "start",
]

RECEIPT_TRIES = Limit("receipt", 60, timedelta(minutes=15))
"""Wrong receipts from one address, which may be that of a whole school."""


@dataclass(frozen=True)
class QuizCard:
    """A quiz that can be started, with how many questions of each kind it asks, or draws from.

    ``for_class``: members of a class only; ``member`` is who this browser works as there ("": nobody).
    """

    code: str
    title: str
    summary: str
    multiple_choice: int
    short_answer: int
    settings: QuizSettings = field(default_factory=QuizSettings)
    for_class: bool = False
    member: str = ""

    @property
    def questions(self) -> int:
        """How many questions a learner gets."""
        pool = self.multiple_choice + self.short_answer
        return pool if self.settings.draw is None else min(self.settings.draw, pool)


@dataclass(frozen=True)
class AttemptCard:
    """An attempt that this browser has begun and not handed in."""

    public_id: str
    learner: str
    started_at: datetime
    answered: int
    questions: int
    is_practice: bool = False
    ends_at: datetime | None = None


def published_quizzes(store: Store, holder: str = "") -> list[QuizCard]:
    """Give the quizzes that the browser with the token ``holder`` can start, by title."""
    with store.reading() as db:
        return [card_of(store, quiz) for quiz in quizzes.open_quizzes(db, hash_of(holder))]


def quiz_by_code(store: Store, code: str, holder: str = "") -> QuizCard:
    """Find an open quiz by its join code, however it was typed. Raises NotFound."""
    with store.reading() as db:
        quiz = open_quiz(db, code, holder)
        member = (
            membership.member_in(db, quiz.class_id, hash_of(holder)) if quiz.class_id is not None else None
        )
    return replace(card_of(store, quiz), member="" if member is None else member.name)


def start(store: Store, code: str, learner: str, holder: str, now: datetime) -> str:
    """Begin an attempt; gives its public id. ``holder`` is the token in the learner's browser.

    At a quiz for a class the name is the roster's, and the browser's member takes it. Raises NotFound for a quiz
    that is not open, NotAllowed for strangers to its class, QuizError for a name that is empty or too long, before
    the opening, after the closing, and when all attempts are used.
    """
    names = new_names(store)
    with store.writing() as db:
        quiz = open_quiz(db, code, holder)
        require_time(quiz.settings, now)
        member = member_for(db, quiz, holder)
        name = member.name if member else clean_name(learner, sentence("your name or a pseudonym"))
        require_attempts(db, quiz, member, holder)
        held = decks.decks_of(db, hash_of(holder))
        attempt_id = begin(
            store,
            db,
            quiz,
            names,
            name,
            holder,
            now,
            extra=extra_of(db, quiz, member, name),
            deck_id=held[0] if held else None,
        )
        if member is not None:
            membership.add_begun(db, attempt_id, member.id)
    return names.public_id


def name_at(store: Store, code: str, typed: str, holder: str) -> str:
    """Give the name under which somebody begins a quiz: a member's, else what was typed. Raises NotFound."""
    return quiz_by_code(store, code, holder).member or clean_line(typed)


def require_attempts(db: Transaction, quiz: QuizRecord, member: MemberRecord | None, holder: str) -> None:
    """Raise QuizError when a member, or else this browser, has begun a quiz as often as it may be."""
    allowed = quiz.settings.attempts
    if allowed is None:
        return
    if member is None:
        begun = attempts.begun_by(db, quiz.id, hash_of(holder))
    else:
        begun = membership.begun_by_member(db, quiz.id, member.id)
    if begun >= allowed:
        raise QuizError(
            counted(
                "This quiz may be begun %(count)s time. You have.",
                "This quiz may be begun %(count)s times. You have.",
                allowed,
            )
        )


def extra_of(db: Transaction, quiz: QuizRecord, member: MemberRecord | None, name: str) -> ExtraTime:
    """Give the extra time of somebody: the roster's, else what was set for the name."""
    if member is not None and member.extra is not ExtraTime.AS_OTHERS:
        return member.extra
    return extra_time.extra_time_of(db, quiz.id, name)


def open_attempts(store: Store, holder: str, code: str) -> list[AttemptCard]:
    """Give the attempts of a quiz that this browser has begun and not handed in, the newest first."""
    with store.reading() as db:
        quiz = quizzes.quiz_by_code(db, read_join_code(code))
        begun = attempts.unfinished_attempts(db, quiz.id, hash_of(holder)) if quiz and holder else []
        given = {attempt.id: attempts.answers_of(db, attempt.id).values() for attempt in begun}
    return [
        AttemptCard(
            attempt.public_id,
            attempt.learner,
            attempt.started_at,
            sum(not answer.is_blank for answer in given[attempt.id]),
            len(attempt.plan.questions or store.bank(attempt.version_id).questions),
            not attempt.counts,
            attempt.ends_at,
        )
        for attempt in begun
    ]


def open_attempt(
    store: Store,
    public_id: str,
    holder: str,
    now: datetime | None = None,
    caution: float = Settings.caution,
    with_answers: bool = True,
) -> AttemptView:
    """Give an attempt as its learner sees it; never holds a key. Raises NotFound for strangers.

    One whose time is over at ``now`` is handed in first, as of its end. Who takes an answer in asks for less:
    without answers and what else was left on the questions.
    """
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        given, known = progress.left_of(db, attempt.id) if with_answers else ({}, {})
        told = marks.marks_of(db, attempt.id) if attempt.plan.mode is Mode.PRACTICE else ()
    if now is not None and attempt.finished_at is None and is_over(attempt, now):
        hand_in(store, attempt, now, caution)
        return open_attempt(store, public_id, holder)
    return view_of(attempt, store.bank(attempt.version_id), given, receipt_for(store, attempt), known, told)


def claim_receipt(store: Store, receipt: str, holder: str, client: str, now: datetime) -> str | None:
    """Let this browser see the attempt of a receipt; gives its public id. ``client`` is where it asks from.

    The receipt of somebody who studies alone opens all that is theirs, and gives None. Raises NotFound when
    there is no such receipt, TooManyTries.
    """
    tries = throttle.count_try(store, [(RECEIPT_TRIES, RECEIPT_TRIES.key(throttle.network_of(client)))], now)
    wanted = read_receipt(receipt)
    with store.writing() as db:
        attempt = attempts.attempt_by_receipt(db, hash_of(wanted)) if wanted else None
        account = private.account_by_receipt(db, hash_of(wanted)) if wanted and attempt is None else None
        if attempt is not None:
            attempts.add_holder(db, attempt.id, hash_of(holder))
            if attempt.deck_id is not None:
                decks.hold_deck(db, attempt.deck_id, hash_of(holder))
        elif account is not None:
            private.hold(db, hash_of(holder), account.id, now)
        else:
            raise NotFound(sentence("No attempt has this receipt. It has 28 letters and digits: look again."))
    throttle.take_back(store, tries)
    return None if attempt is None else attempt.public_id


def card_of(store: Store, quiz: QuizRecord) -> QuizCard:
    """Give a quiz as learners see it."""
    kinds = (quiz.multiple_choice, quiz.short_answer)
    if quiz.settings.questions is not None:
        bank = store.bank(quiz.version_id)
        pool = pool_of(quiz.settings, tuple(bank.question_by_id))
        asked = [bank.question_by_id[question_id].kind for question_id in pool]
        kinds = (asked.count("multiple_choice"), asked.count("short_answer"))
    return QuizCard(
        quiz.code,
        quiz.title,
        quiz.summary,
        *kinds,
        settings=quiz.settings,
        for_class=quiz.class_id is not None,
    )


def open_quiz(db: Transaction, code: str, holder: str) -> QuizRecord:
    """Find a quiz that this browser can start. Raises NotFound; for a private quiz of somebody else too."""
    quiz = quizzes.quiz_by_code(db, read_join_code(code))
    hidden = quiz is not None and (
        private.is_private(db, quiz.owner_id) and not private.is_held(db, quiz.owner_id, hash_of(holder))
    )
    if quiz is None or quiz.unpublished_at is not None or hidden:
        raise NotFound(sentence("No open quiz has this join code. Look at it again, or ask your teacher."))
    return quiz


def require_time(settings: QuizSettings, now: datetime) -> None:
    """Raise QuizError before the opening of a quiz and after its closing."""
    if settings.opens_at is not None and now < settings.opens_at:
        raise QuizError(sentence("This quiz opens on %(time)s. Come back then.", time=settings.opens_at))
    if settings.closes_at is not None and now >= settings.closes_at:
        raise QuizError(sentence("This quiz closed on %(time)s.", time=settings.closes_at))
