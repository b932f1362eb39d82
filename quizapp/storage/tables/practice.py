"""Decks: what learners practise across quizzes."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import HASH, Base


class Deck(Base):
    """What one learner practises across quizzes."""

    __tablename__ = "deck"
    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class DeckHolder(Base):
    """A browser that may practise with a deck; only the hash of its token is known here."""

    __tablename__ = "deck_holder"
    token_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    deck_id: Mapped[int] = mapped_column(
        ForeignKey("deck.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CardRow(Base):
    """A question in a deck; ``state`` is the JSON of FSRS.

    Bank and question are named by their own ids, so that a bank may be deleted and come back.
    """

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("deck_id", "slug", "question_id"), Index(None, "deck_id", "due_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.id", ondelete="CASCADE"))
    slug: Mapped[str]
    question_id: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[datetime]
    reviews: Mapped[int]
