"""Moving the evidence of a question, when passages change their ids or their words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from quizapp.model.bank import Bank, Passage
from quizapp.model.question import Evidence, MultipleChoice, Question

Move = Callable[[Evidence], Evidence | None]
"""Gives the new place of a span, or None where there is none."""


def spans_of(question: Question) -> Iterator[Evidence]:
    """Give all evidence of a question."""
    parts = question.choices if isinstance(question, MultipleChoice) else question.points
    return chain.from_iterable(part.evidence for part in parts)


def with_evidence(question: Question, move: Move) -> Question:
    """Give a question with its evidence moved; a span without a new place is left out."""

    def moved(spans: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(place for span in spans if (place := move(span)) is not None)

    if isinstance(question, MultipleChoice):
        choices = tuple(replace(choice, evidence=moved(choice.evidence)) for choice in question.choices)
        return replace(question, choices=choices)
    points = tuple(replace(point, evidence=moved(point.evidence)) for point in question.points)
    return replace(question, points=points)


def relocated(question: Question, old: Bank, new: Mapping[str, Passage]) -> tuple[Question, list[str]]:
    """Give a question with its evidence where the same words stand now, and the quotes that stand nowhere any more.

    ``new`` are the passages as they are now, by their ids.
    """
    lost: list[str] = []

    def move(span: Evidence) -> Evidence | None:
        quote = old.quote(span)
        passage = new.get(span.passage)
        places = occurrences(passage.answer, quote) if passage else []
        if not places:
            lost.append(" ".join(quote.split()))
            return None
        start = min(places, key=lambda place: abs(place - span.start))
        return replace(span, start=start, end=start + len(quote))

    moved = with_evidence(question, move)
    return moved, list(dict.fromkeys(lost))


def occurrences(text: str, quote: str) -> list[int]:
    """Give the places at which a quote stands in a text as whole words."""
    found: list[int] = []
    start = text.find(quote)
    while start >= 0 and quote:
        end = start + len(quote)
        if not _joined(text, start) and not _joined(text, end):
            found.append(start)
        start = text.find(quote, start + 1)
    return found


def _joined(text: str, edge: int) -> bool:
    """Whether a word goes on over a place of a text."""
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()
