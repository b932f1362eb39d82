"""What a person does to the pairs of a document before questions are made of them.

No wording is ever changed or lost: an edit or a merge adds a pair that replaces others, and can be taken back.
"""

from dataclasses import dataclass, replace

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.document import Pair
from quizapp.services.accounts import User
from quizapp.services.cleaning import clean_line, clean_text
from quizapp.services.documents import document_for
from quizapp.storage import pairs
from quizapp.storage.pairs import PairRecord
from quizapp.storage.store import Store, Transaction

LONGEST_QUESTION = 1_000
LONGEST_PAIR_ANSWER = 50_000
CLOSEST = 1e-6
"""Two positions nearer than this have no room between them."""

CHANGED_MEANWHILE = "This pair was changed or left out meanwhile, perhaps in another tab."


@dataclass(frozen=True)
class PairsPage:
    """A part of a list of pairs; ``before`` pairs come before it, ``total`` is how many there are."""

    pairs: list[PairRecord]
    before: int
    total: int


def kept_pairs(store: Store, owner: User, public_id: str, offset: int, limit: int) -> PairsPage:
    """Give a part of the pairs that questions will be made of. Raises NotFound."""
    return page_in(store, owner, public_id, "kept", offset, limit)


def left_out(store: Store, owner: User, public_id: str, offset: int, limit: int) -> PairsPage:
    """Give a part of the pairs that were left out. Raises NotFound."""
    return page_in(store, owner, public_id, "out", offset, limit)


def page_in(store: Store, owner: User, public_id: str, state: str, offset: int, limit: int) -> PairsPage:
    """Give a part of the pairs in a state; the last one there is when ``offset`` is beyond the end."""
    with store.reading() as db:
        document = document_for(db, public_id, owner)
        total = pairs.count_in(db, document.id, state)
        start = min(offset, max(0, (total - 1) // limit * limit))
        return PairsPage(pairs.pairs_in(db, document.id, state, start, limit), start, total)


def count_left_out(store: Store, owner: User, public_id: str) -> int:
    """Count the pairs that were left out. Raises NotFound."""
    with store.reading() as db:
        return pairs.count_in(db, document_for(db, public_id, owner).id, "out")


def pair_at(store: Store, owner: User, public_id: str, pair_id: int) -> tuple[PairRecord, list[PairRecord]]:
    """Give a pair and the wordings that it replaced. Raises NotFound."""
    with store.reading() as db:
        pair = pair_for(db, document_for(db, public_id, owner).id, pair_id)
        return pair, pairs.replaced_by(db, pair.id)


def place_of(store: Store, owner: User, public_id: str, pair_id: int) -> int:
    """Give how many kept pairs come before a pair. Raises NotFound."""
    with store.reading() as db:
        return pairs.place_of(db, pair_for(db, document_for(db, public_id, owner).id, pair_id))


def merged_text(first: PairRecord, second: PairRecord) -> Pair:
    """Propose one pair for two: the first question, then everything else as its answer."""
    if second.question.casefold() == first.question.casefold():
        answer = f"{first.answer}\n{second.answer}"
    else:
        answer = f"{first.answer}\n{second.question}\n{second.answer}"
    return Pair(first.question, answer, first.line)


def pair_before(
    store: Store, owner: User, public_id: str, pair_id: int
) -> tuple[PairRecord | None, PairRecord]:
    """Give a kept pair with the one before it (None for the first). Raises NotFound, Conflict."""
    with store.reading() as db:
        pair = kept_pair(db, document_for(db, public_id, owner).id, pair_id)
        place = pairs.place_of(db, pair)
        before = pairs.pairs_in(db, pair.document_id, "kept", place - 1, 1) if place else []
    return (before[0] if before else None), pair


def edit(store: Store, owner: User, public_id: str, pair_id: int, question: str, answer: str) -> int:
    """Give a pair another wording, in its place; gives the new pair's id (the same when nothing changed).

    Raises QuizError for a question or answer that is empty or too long, Conflict when the pair is no longer
    there, NotFound.
    """
    wording = checked(question, answer)
    with store.writing() as db:
        pair = kept_pair(db, document_for(db, public_id, owner, lock=True).id, pair_id)
        if (pair.question, pair.answer) == (wording.question, wording.answer):
            return pair.id
        return put_in_place(db, [pair], wording, "edited")


def merge(
    store: Store, owner: User, public_id: str, pair_id: int, before_id: int, question: str, answer: str
) -> int:
    """Replace a pair and the one before it (``before_id``) by one; gives its id. Raises as ``edit`` does."""
    wording = checked(question, answer)
    with store.writing() as db:
        document = document_for(db, public_id, owner, lock=True)
        first, second = kept_pair(db, document.id, before_id), kept_pair(db, document.id, pair_id)
        return put_in_place(db, [first, second], wording, "merged")


def put_in_place(db: Transaction, old: list[PairRecord], wording: Pair, origin: str) -> int:
    """Store a wording at the place of the first of the pairs that it replaces; gives its id."""
    placed = replace(wording, line=old[0].line)
    new_id = pairs.add_pair(db, old[0].document_id, old[0].position, placed, origin)
    pairs.set_state(db, [pair.id for pair in old], "replaced", new_id)
    return new_id


def take_back(store: Store, owner: User, public_id: str, pair_id: int) -> int:
    """Bring back what a pair replaced; its own wording is left out. Gives the id of the first brought back.

    Raises Conflict when the pair replaced nothing or is no longer there, NotFound.
    """
    with store.writing() as db:
        pair = kept_pair(db, document_for(db, public_id, owner, lock=True).id, pair_id)
        earlier = pairs.replaced_by(db, pair.id)
        if not earlier:
            raise Conflict("This pair is as it was at first; there is nothing to take back.")
        pairs.set_state(db, [pair.id], "out")
        pairs.set_state(db, [old.id for old in earlier], "kept")
        return earlier[0].id


def leave_out(store: Store, owner: User, public_id: str, pair_id: int) -> None:
    """Leave a pair out; it can be brought back. Raises Conflict when it is no longer there, NotFound."""
    with store.writing() as db:
        pair = kept_pair(db, document_for(db, public_id, owner, lock=True).id, pair_id)
        pairs.set_state(db, [pair.id], "out")


def bring_back(store: Store, owner: User, public_id: str, pair_id: int) -> None:
    """Bring a pair back to the place it had; again: nothing happens. Raises NotFound."""
    with store.writing() as db:
        pair = pair_for(db, document_for(db, public_id, owner, lock=True).id, pair_id)
        if pair.state == "out":
            pairs.set_state(db, [pair.id], "kept")


def add(store: Store, owner: User, public_id: str, question: str, answer: str, place: int | None) -> int:
    """Add a pair as number ``place`` (from 1; None: at the end); gives its id. Raises as ``edit`` does."""
    wording = checked(question, answer)
    with store.writing() as db:
        document = document_for(db, public_id, owner, lock=True)
        position = position_at(db, document.id, place)
        return pairs.add_pair(db, document.id, position, wording, "added")


def move(store: Store, owner: User, public_id: str, pair_id: int, place: int) -> None:
    """Make a pair number ``place`` (from 1) of those that are kept. Raises Conflict, NotFound."""
    with store.writing() as db:
        pair = kept_pair(db, document_for(db, public_id, owner, lock=True).id, pair_id)
        now_at = pairs.place_of(db, pair) + 1
        if place != now_at:
            below = place if place < now_at else place + 1
            pairs.set_position(db, pair.id, position_at(db, pair.document_id, max(1, below)))


def position_at(db: Transaction, document_id: int, place: int | None) -> float:
    """Give a position just before kept pair number ``place`` (from 1), or after all pairs."""
    if place is not None:
        if place == 1:
            around = [None, *pairs.pairs_in(db, document_id, "kept", 0, 1)]
        else:
            around = [*pairs.pairs_in(db, document_id, "kept", place - 2, 2)]
        if len(around) == 2 and around[1] is not None:
            low, high = around[0].position if around[0] else around[1].position - 2, around[1].position
            if high - low > CLOSEST:
                return (low + high) / 2
            pairs.number_anew(db, document_id)
            return position_at(db, document_id, place)
    return pairs.last_position(db, document_id) + 1


def checked(question: str, answer: str) -> Pair:
    """Give a wording as it is stored. Raises QuizError; ``about`` says which of the two is meant."""
    asked = clean_line(question)
    lines = [" ".join(line.split()) for line in clean_text(answer).split("\n")]
    told = "\n".join(line for line in lines if line)
    if not asked:
        raise WordingProblem("question", "Give the question: it is empty.")
    if len(asked) > LONGEST_QUESTION:
        raise WordingProblem(
            "question", f"The question has {len(asked):,} characters; at most {LONGEST_QUESTION:,} are kept."
        )
    if not told:
        raise WordingProblem("answer", "Give the answer: it is empty.")
    if len(told) > LONGEST_PAIR_ANSWER:
        raise WordingProblem(
            "answer", f"The answer has {len(told):,} characters; at most {LONGEST_PAIR_ANSWER:,} are kept."
        )
    return Pair(asked, told)


class WordingProblem(QuizError):
    """A question or an answer cannot be kept as it was typed; ``about`` is ``question`` or ``answer``."""

    def __init__(self, about: str, message: str) -> None:
        self.about = about
        super().__init__(message)


def pair_for(db: Transaction, document_id: int, pair_id: int) -> PairRecord:
    """Find a pair of a document. Raises NotFound."""
    pair = pairs.pair_of(db, document_id, pair_id)
    if pair is None:
        raise NotFound("This document has no such pair.")
    return pair


def kept_pair(db: Transaction, document_id: int, pair_id: int) -> PairRecord:
    """Find a pair that is kept. Raises NotFound, Conflict when it was replaced or left out."""
    pair = pair_for(db, document_id, pair_id)
    if pair.state != "kept":
        raise Conflict(CHANGED_MEANWHILE)
    return pair
