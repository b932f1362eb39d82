"""Coming back to what was missed: practice of one result, and a deck across quizzes with due dates by FSRS."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from fsrs import Card, Rating, Scheduler

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.gradebook.decisions import Decision
from quizapp.model.answer import Answer
from quizapp.model.question import Question
from quizapp.model.quiz import AttemptPlan, Mode
from quizapp.model.text import sentence
from quizapp.model.timing import ExtraTime
from quizapp.services.answering import fitting_answer
from quizapp.services.attempt_access import attempt_for
from quizapp.services.attempt_view import QuestionView, question_view
from quizapp.services.deciding import decisions_of
from quizapp.services.handing_in import require_revealed
from quizapp.services.installation import receipt_key
from quizapp.services.marking import mark_by
from quizapp.services.results import Result, ReviewedQuestion, result_of, reviewed_question
from quizapp.services.tokens import hash_of, new_public_id, receipt_of
from quizapp.storage import attempts, decks, marks, membership
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.decks import CardRecord
from quizapp.storage.store import Store

SCHEDULER = Scheduler(enable_fuzzing=False)
"""Due dates follow from the answers alone: the same history gives the same dates."""

ALMOST = 1e-9
ANSWERED = sentence("This question was answered already. Here is what is due now.")


@dataclass(frozen=True)
class DeckView:
    """A deck at one time: how many cards are due, how many there are, and when the next one is due.

    ``away`` cards belong to banks that are not there at present; they are not asked and not lost.
    """

    due: int
    cards: int
    away: int
    next_due: datetime | None


@dataclass(frozen=True)
class DueCard:
    """The card to answer now; ``reviews`` names the turn, so that a form sent twice counts once."""

    id: int
    reviews: int
    title: str
    question: QuestionView


@dataclass(frozen=True)
class ReviewedCard:
    """A card that was answered, and when it comes again."""

    reviewed: ReviewedQuestion
    due_at: datetime


def practise_missed(store: Store, public_id: str, holder: str, now: datetime) -> str:
    """Begin, or go on with, a practice of exactly what an attempt missed; gives its public id.

    Raises NotFound for strangers, Conflict before the marks are shown, QuizError when nothing was missed.
    """
    attempt, result = seen_result(store, public_id, holder, now)
    missed = tuple(reviewed.question.id for reviewed in result.missed)
    if not missed:
        raise QuizError(sentence("Nothing was missed, so there is nothing to practise."))
    new_id = new_public_id()
    receipt = receipt_of(receipt_key(store), new_id)
    with store.writing() as db:
        for begun in attempts.unfinished_attempts(db, attempt.quiz_id, hash_of(holder)):
            if begun.plan.missed_of == public_id:
                return begun.public_id
        attempt_id = attempts.add_attempt(
            db,
            public_id=new_id,
            quiz_id=attempt.quiz_id,
            version_id=attempt.version_id,
            learner=attempt.learner,
            receipt_hash=hash_of(receipt),
            seed=secrets.randbits(31),
            now=now,
            plan=AttemptPlan(Mode.PRACTICE, questions=missed, missed_of=public_id),
            counts=False,
            extra=ExtraTime.AS_OTHERS,
            deck_id=attempt.deck_id,
        )
        attempts.add_holder(db, attempt_id, hash_of(holder))
        member = membership.member_of_attempt(db, attempt.id)
        if member is not None:
            membership.add_begun(db, attempt_id, member.id)
    return new_id


def seen_result(store: Store, public_id: str, holder: str, now: datetime) -> tuple[AttemptRecord, Result]:
    """Give an attempt whose marks its learner may see. Raises NotFound, Conflict."""
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        if attempt.finished_at is not None:
            require_revealed(db, attempt, now)
    return attempt, result_of(store, attempt)


def keep_missed(store: Store, public_id: str, holder: str, now: datetime) -> int:
    """Put what an attempt missed into the deck of this browser; gives how many questions that were.

    Raises NotFound for strangers, Conflict before the marks are shown.
    """
    attempt, result = seen_result(store, public_id, holder, now)
    slug = store.bank(attempt.version_id).id
    with store.writing() as db:
        held = decks.decks_of(db, hash_of(holder))
        deck_id = attempt.deck_id if attempt.deck_id in held else (held[0] if held else None)
        if deck_id is None:
            deck_id = decks.add_deck(db, hash_of(holder), now)
        decks.tie_attempts(db, deck_id, hash_of(holder))
        for reviewed in result.missed:
            decks.add_card(db, deck_id, slug, reviewed.question.id, Card(due=now).to_json(), now)
    return len(result.missed)


def deck_of(store: Store, holder: str, now: datetime) -> DeckView:
    """Give the deck of a browser; an empty one when it has none."""
    cards, there = known_cards(store, holder)
    waiting = [card.due_at for card in cards if card.id in there and card.due_at > now]
    due = sum(card.due_at <= now for card in cards if card.id in there)
    return DeckView(due, len(cards), len(cards) - len(there), min(waiting, default=None))


def known_cards(store: Store, holder: str) -> tuple[list[CardRecord], dict[int, tuple[int, Question]]]:
    """Give the cards of a browser, and the version and question of those whose bank is there, by card id."""
    with store.reading() as db:
        cards = decks.cards_of(db, decks.decks_of(db, hash_of(holder)) if holder else [])
        versions = decks.versions_by_slug(db, {card.slug for card in cards})
    there = {}
    for card in cards:
        version = versions.get(card.slug)
        question = store.bank(version).question_by_id.get(card.question_id) if version else None
        if version is not None and question is not None:
            there[card.id] = (version, question)
    return cards, there


def next_card(store: Store, holder: str, now: datetime) -> DueCard | None:
    """Give the card that is due longest, None when nothing is due."""
    cards, there = known_cards(store, holder)
    for card in cards:
        if card.due_at <= now and card.id in there:
            version, question = there[card.id]
            seed = card.id * 1_000 + card.reviews
            view = question_view(1, question, seed, None)
            return DueCard(card.id, card.reviews, store.bank(version).title, view)
    return None


def due_card(store: Store, holder: str, card_id: int, reviews: int, now: datetime) -> DueCard:
    """Give a card that is being answered. Raises NotFound, Conflict when it was answered meanwhile."""
    cards, there = known_cards(store, holder)
    card = next((card for card in cards if card.id == card_id), None)
    if card is None or card.id not in there:
        raise NotFound(sentence("Your deck has no such question, or its quiz is not there at present."))
    if card.reviews != reviews or card.due_at > now:
        raise Conflict(ANSWERED)
    version, question = there[card.id]
    view = question_view(1, question, card.id * 1_000 + card.reviews, None)
    return DueCard(card.id, card.reviews, store.bank(version).title, view)


def review(
    store: Store, holder: str, card_id: int, reviews: int, answer: Answer, confidence: str, now: datetime
) -> ReviewedCard:
    """Mark an answer to a card that is due, and say when it comes again; nothing else is kept of it.

    Raises NotFound, Conflict when it was answered meanwhile, QuizError for an answer that does not fit.
    """
    due_card(store, holder, card_id, reviews, now)
    cards, there = known_cards(store, holder)
    record = next(card for card in cards if card.id == card_id)
    version, question = there[card_id]
    fit = fitting_answer(question, answer)
    decision, ruled = rulings_on(store, record.slug, question.id)
    mark = mark_by(store, question, fit, version, decision, ruled).mark
    card, _ = SCHEDULER.review_card(Card.from_json(record.state), rating_of(mark.credit, confidence), now)
    with store.writing() as db:
        if not decks.review_card(db, record, card.to_json(), card.due):
            raise Conflict(ANSWERED)
    reviewed = reviewed_question(store.bank(version), 1, question, fit, mark, confidence=confidence)
    return ReviewedCard(reviewed, card.due)


def rulings_on(store: Store, slug: str, question_id: str) -> tuple[Decision, list[tuple[str, float]]]:
    """Give what teachers ruled on a question in the quizzes of its bank: choices they accept, and answers.

    Full credit for all and questions left out belong to one quiz: a card that was not known comes back.
    """
    accepted: dict[str, None] = {}
    ruled: list[tuple[str, float]] = []
    with store.reading() as db:
        for quiz_id in decks.quizzes_of_bank(db, slug):
            accepted |= dict.fromkeys(decisions_of(db, quiz_id).of(question_id).accepted)
            ruled += marks.ruled_answers(db, quiz_id).get(question_id, [])
    return Decision(accepted=tuple(accepted)), ruled


def rating_of(credit: float, confidence: str) -> Rating:
    """Give the rating that FSRS takes: a guess that was right is no sign of knowing."""
    if credit >= 1 - ALMOST:
        return Rating.Hard if confidence == "guess" else Rating.Good
    return Rating.Hard if credit >= 0.5 else Rating.Again


def delete_deck(store: Store, holder: str) -> None:
    """Delete the decks of this browser with all their cards."""
    with store.writing() as db:
        for deck_id in decks.decks_of(db, hash_of(holder)):
            decks.delete_deck(db, deck_id)
