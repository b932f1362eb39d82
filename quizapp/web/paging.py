"""Long lists come in pages, so that no page weighs much however long a quiz or a class is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from quizapp.services.results import ReviewedQuestion

HEAVIEST = 60_000
"""Bytes of text on a page of reviewed questions; about a third of it is sent, as it is compressed."""

REVIEWED_ON_PAGE = 20

Item = TypeVar("Item")


@dataclass(frozen=True)
class Leaf(Generic[Item]):
    """One page of a list: its items, its number (from 1), the last page's, and how many items come before."""

    items: Sequence[Item]
    number: int
    last: int
    before: int
    total: int


def leaves(
    items: Sequence[Item], most: int, weight: Callable[[Item], int] | None = None
) -> list[Sequence[Item]]:
    """Cut a list into pages of at most ``most`` items; with ``weight``, of HEAVIEST bytes or one item."""
    found: list[list[Item]] = [[]]
    load = 0
    for item in items:
        heavy = weight(item) if weight else 0
        if found[-1] and (len(found[-1]) == most or load + heavy > HEAVIEST):
            found.append([])
            load = 0
        found[-1].append(item)
        load += heavy
    return list(found)


def leaf(cut: Sequence[Sequence[Item]], wanted: int | None = None) -> Leaf[Item]:
    """Give the page that is ``wanted``, or that the address asks for, or the nearest there is."""
    asked = request.args.get("page", 1, type=int) if wanted is None else wanted
    number = min(max(asked, 1), len(cut))
    before = sum(len(items) for items in cut[: number - 1])
    return Leaf(cut[number - 1], number, len(cut), before, sum(len(items) for items in cut))


def reviewed_leaf(questions: Sequence[ReviewedQuestion], about: str = "") -> Leaf[ReviewedQuestion]:
    """Give a page of a result: the one with the question whose id is ``about``, or the one asked for."""
    cut = leaves(questions, REVIEWED_ON_PAGE, weight_of)
    holding = [n for n, items in enumerate(cut, 1) if any(item.question.id == about for item in items)]
    return leaf(cut, holding[0] if holding else None)


def weight_of(reviewed: ReviewedQuestion) -> int:
    """Give about how many bytes of text a reviewed question shows."""
    told = reviewed.explanation
    texts = [reviewed.question.prompt, told.remark, *(piece.text for piece in told.answer)]
    texts += [text for choice in told.choices for text in (choice.text, choice.why)]
    texts += [point.text for point in told.points]
    texts += [piece.text for quote in told.quotes for piece in quote.pieces]
    return sum(len(text.encode()) for text in texts)
