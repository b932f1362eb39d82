"""The pairs of documents, as they are stored: wordings are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from quizapp.model.document import Pair
from quizapp.storage.tables import PairRow


@dataclass(frozen=True)
class PairRecord:
    """One wording of a pair; see ``tables.PairRow``."""

    id: int
    document_id: int
    position: float
    question: str
    answer: str
    line: int | None
    state: str
    origin: str
    became_id: int | None


PAIR: Select[*tuple[Any, ...]] = select(
    PairRow.id,
    PairRow.document_id,
    PairRow.position,
    PairRow.question,
    PairRow.answer,
    PairRow.line,
    PairRow.state,
    PairRow.origin,
    PairRow.became_id,
)
IN_ORDER = (PairRow.position, PairRow.id)


def add_read_pairs(db: Connection, document_id: int, pairs: Sequence[Pair]) -> None:
    """Store what a reader found, in its order."""
    rows = [
        {
            "document_id": document_id,
            "position": float(number),
            "question": pair.question,
            "answer": pair.answer,
            "line": pair.line,
            "state": "kept",
            "origin": "read",
        }
        for number, pair in enumerate(pairs, 1)
    ]
    if rows:
        db.execute(insert(PairRow), rows)


def add_pair(db: Connection, document_id: int, position: float, pair: Pair, origin: str) -> int:
    """Store a kept pair that somebody wrote; gives its id."""
    row = insert(PairRow).values(
        document_id=document_id,
        position=position,
        question=pair.question,
        answer=pair.answer,
        line=pair.line,
        state="kept",
        origin=origin,
    )
    return db.execute(row.returning(PairRow.id)).scalar_one()


def pair_of(db: Connection, document_id: int, pair_id: int) -> PairRecord | None:
    """Find a pair of a document."""
    row = db.execute(PAIR.where(PairRow.document_id == document_id, PairRow.id == pair_id)).one_or_none()
    return None if row is None else PairRecord(*row)


def pairs_in(
    db: Connection, document_id: int, state: str, offset: int = 0, limit: int | None = None
) -> list[PairRecord]:
    """Give the pairs in a state, in their order."""
    found = PAIR.where(PairRow.document_id == document_id, PairRow.state == state).order_by(*IN_ORDER)
    return [PairRecord(*row) for row in db.execute(found.offset(offset).limit(limit))]


def count_in(db: Connection, document_id: int, state: str) -> int:
    """Count the pairs in a state."""
    found = select(func.count(PairRow.id)).where(PairRow.document_id == document_id, PairRow.state == state)
    return db.execute(found).scalar_one()


def place_of(db: Connection, pair: PairRecord) -> int:
    """Give how many kept pairs come before this one."""
    before = or_(
        PairRow.position < pair.position, and_(PairRow.position == pair.position, PairRow.id < pair.id)
    )
    found = select(func.count(PairRow.id)).where(
        PairRow.document_id == pair.document_id, PairRow.state == "kept", before
    )
    return db.execute(found).scalar_one()


def last_position(db: Connection, document_id: int) -> float:
    """Give the greatest position of a document's pairs; 0 without pairs."""
    found = select(func.max(PairRow.position)).where(PairRow.document_id == document_id)
    return db.execute(found).scalar() or 0.0


def set_state(db: Connection, pair_ids: Sequence[int], state: str, became_id: int | None = None) -> None:
    """Move pairs into a state; ``became_id`` is what replaced them."""
    db.execute(update(PairRow).where(PairRow.id.in_(pair_ids)).values(state=state, became_id=became_id))


def set_position(db: Connection, pair_id: int, position: float) -> None:
    """Move a pair."""
    db.execute(update(PairRow).where(PairRow.id == pair_id).values(position=position))


def replaced_by(db: Connection, pair_id: int) -> list[PairRecord]:
    """Give the wordings that a pair replaced, in their order."""
    found = PAIR.where(PairRow.became_id == pair_id).order_by(*IN_ORDER)
    return [PairRecord(*row) for row in db.execute(found)]


def number_anew(db: Connection, document_id: int) -> None:
    """Give all pairs whole positions again, in the order they have."""
    ids = db.execute(select(PairRow.id).where(PairRow.document_id == document_id).order_by(*IN_ORDER))
    for number, pair_id in enumerate(ids.scalars().all(), 1):
        set_position(db, pair_id, float(number))
