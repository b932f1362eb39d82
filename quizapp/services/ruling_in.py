"""Writing what a teacher ruled into the question, so that the same words are marked like it from then on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.errors import QuizError
from quizapp.model.bank import Bank
from quizapp.model.question import KeyPoint, ShortAnswer
from quizapp.services import editing
from quizapp.services.accounts import User
from quizapp.services.editing import Saved
from quizapp.storage.store import Store

NO_WORDS = "These answers have no words to accept or reject."


def accept(
    store: Store, user: User, slug: str, question_id: str, said: Sequence[str], now: datetime
) -> Saved:
    """Let whole answers earn everything: the bank's next version says so. Raises as ``editing.edit``."""

    def change(question: ShortAnswer) -> ShortAnswer:
        return replace(
            question, accept=with_words(question.accept, said), reject=without(question.reject, said)
        )

    return written(store, user, slug, question_id, said, change, now)


def reject(
    store: Store, user: User, slug: str, question_id: str, said: Sequence[str], now: datetime
) -> Saved:
    """Let whole answers earn nothing: the bank's next version says so. Raises as ``editing.edit``."""

    def change(question: ShortAnswer) -> ShortAnswer:
        return replace(
            question, reject=with_words(question.reject, said), accept=without(question.accept, said)
        )

    return written(store, user, slug, question_id, said, change, now)


def by_points(
    store: Store,
    user: User,
    slug: str,
    question_id: str,
    said: Sequence[str],
    points: Collection[str],
    now: datetime,
) -> Saved:
    """Say which key points answers state, by the points' ids; the others they do not. Raises as ``editing.edit``."""

    def ruled(point: KeyPoint) -> KeyPoint:
        yes, no = (said, ()) if point.id in points else ((), said)
        return replace(
            point,
            accept=with_words(without(point.accept, no), yes),
            reject=with_words(without(point.reject, yes), no),
        )

    def change(question: ShortAnswer) -> ShortAnswer:
        return replace(
            question,
            points=tuple(map(ruled, question.points)),
            accept=without(question.accept, said),
            reject=without(question.reject, said),
        )

    return written(store, user, slug, question_id, said, change, now)


def written(
    store: Store,
    user: User,
    slug: str,
    question_id: str,
    said: Sequence[str],
    change: Callable[[ShortAnswer], ShortAnswer],
    now: datetime,
) -> Saved:
    """Store a changed question as the next version of its bank, on top of whatever else was changed there."""
    if not said or not all(one_line(text) for text in said):
        raise QuizError(NO_WORDS)

    def in_bank(bank: Bank) -> Bank:
        question = editing.question_of(bank, question_id)
        if not isinstance(question, ShortAnswer):
            raise QuizError("Only a short answer has words to accept. Accept another choice instead.")
        new = change(question)
        return editing.with_questions(bank, [new if one is question else one for one in bank.questions])

    base = editing.open_bank(store, user, slug).version
    return editing.edit(store, user, slug, base, (), in_bank, now)


def one_line(text: str) -> str:
    """Give an answer on one line, as the editor of questions shows it."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Give the same for words that differ in space and capitals only."""
    return one_line(text).casefold()


def with_words(known: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
    """Give a list of answers with more of them, each once."""
    found = {folded(text): text for text in known}
    for text in said:
        found.setdefault(folded(text), one_line(text))
    return tuple(found.values())


def without(known: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
    """Give a list of answers without some."""
    gone = {folded(text) for text in said}
    return tuple(text for text in known if folded(text) not in gone)
