"""Decks and their cards, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from quizapp.storage.tables import Attempt, AttemptHolder, BankRow, CardRow, Deck, DeckHolder, Quiz
from quizapp.storage.upsert import insert_once


@dataclass(frozen=True)
class CardRecord:
    """A question in a deck; ``state`` is the JSON of FSRS, ``reviews`` how often it was asked."""

    id: int
    deck_id: int
    slug: str
    question_id: str
    state: str
    due_at: datetime
    reviews: int


CARD = select(
    CardRow.id,
    CardRow.deck_id,
    CardRow.slug,
    CardRow.question_id,
    CardRow.state,
    CardRow.due_at,
    CardRow.reviews,
)
HELD = (
    select(DeckHolder.deck_id)
    .where(DeckHolder.token_hash == bindparam("holder"))
    .order_by(DeckHolder.deck_id)
)


def decks_of(db: Connection, holder_hash: str) -> list[int]:
    """Give the decks that a browser may practise with, the oldest first."""
    return list(db.execute(HELD, {"holder": holder_hash}).scalars())


def add_deck(db: Connection, holder_hash: str, now: datetime) -> int:
    """Make a deck for a browser; the receipts of all its attempts open it too."""
    deck_id = db.execute(insert(Deck).values(created_at=now).returning(Deck.id)).scalar_one()
    hold_deck(db, deck_id, holder_hash)
    return deck_id


def hold_deck(db: Connection, deck_id: int, holder_hash: str) -> None:
    """Let a browser practise with a deck."""
    insert_once(db, DeckHolder, ("token_hash", "deck_id"), {"token_hash": holder_hash, "deck_id": deck_id})


def tie_attempts(db: Connection, deck_id: int, holder_hash: str) -> None:
    """Let the receipts of a browser's attempts open the deck, those that open another one excepted."""
    held = select(AttemptHolder.attempt_id).where(AttemptHolder.token_hash == holder_hash)
    db.execute(update(Attempt).where(Attempt.id.in_(held), Attempt.deck_id.is_(None)).values(deck_id=deck_id))


def add_card(db: Connection, deck_id: int, slug: str, question_id: str, state: str, due_at: datetime) -> None:
    """Put a question into a deck; one that is there stays as it is."""
    values = {
        "deck_id": deck_id,
        "slug": slug,
        "question_id": question_id,
        "state": state,
        "due_at": due_at,
        "reviews": 0,
    }
    insert_once(db, CardRow, ("deck_id", "slug", "question_id"), values)


def cards_of(db: Connection, deck_ids: list[int]) -> list[CardRecord]:
    """Give all cards of some decks, the first due first."""
    found = CARD.where(CardRow.deck_id.in_(deck_ids)).order_by(CardRow.due_at, CardRow.id)
    return [CardRecord(*row) for row in db.execute(found)]


def card_by_id(db: Connection, card_id: int, deck_ids: list[int]) -> CardRecord | None:
    """Find a card of one of the decks."""
    row = db.execute(CARD.where(CardRow.id == card_id, CardRow.deck_id.in_(deck_ids))).one_or_none()
    return None if row is None else CardRecord(*row)


def review_card(db: Connection, card: CardRecord, state: str, due_at: datetime) -> bool:
    """Keep a review; gives False, and keeps nothing, when the card was reviewed since it was read."""
    changed = db.execute(
        update(CardRow)
        .where(CardRow.id == card.id, CardRow.reviews == card.reviews)
        .values(state=state, due_at=due_at, reviews=card.reviews + 1)
    )
    return changed.rowcount == 1


def delete_card(db: Connection, card_id: int) -> None:
    """Take a question out of its deck."""
    db.execute(delete(CardRow).where(CardRow.id == card_id))


def delete_deck(db: Connection, deck_id: int) -> None:
    """Delete a deck with its cards."""
    db.execute(delete(Deck).where(Deck.id == deck_id))


def attempts_tied(db: Connection, deck_id: int) -> int:
    """Give how many attempts have a receipt that opens the deck."""
    return db.execute(select(func.count(Attempt.id)).where(Attempt.deck_id == deck_id)).scalar_one()


def versions_by_slug(db: Connection, slugs: set[str]) -> dict[str, int]:
    """Give the published version of each bank that is there, by its id; banks that are gone are left out."""
    found = (
        select(BankRow.slug, Quiz.bank_version_id)
        .join(Quiz, Quiz.bank_id == BankRow.id)
        .where(BankRow.slug.in_(slugs))
        .order_by(Quiz.id)
    )
    return {row[0]: row[1] for row in db.execute(found)}


def quizzes_of_bank(db: Connection, slug: str) -> list[int]:
    """Give the quizzes that were published of a bank, the oldest first."""
    found = select(Quiz.id).join(BankRow, Quiz.bank_id == BankRow.id).where(BankRow.slug == slug)
    return list(db.execute(found.order_by(Quiz.id)).scalars())
