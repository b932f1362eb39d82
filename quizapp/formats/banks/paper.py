"""What a printed bank says: a sheet of questions, and on a page of its own the key with source quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.errors import Problem
from quizapp.formats.banks.cards import LETTERS
from quizapp.formats.banks.items import Deck, Item
from quizapp.model.question import ShortAnswer

FEWEST_LINES = 2
MOST_QUESTIONS = 1_000
"""Questions that one PDF or Word document takes; more would take minutes to write."""


@dataclass(frozen=True)
class Entry:
    """A question on paper.

    ``right`` is what earns everything, a line each; ``why`` what is said of the choices, with their letters;
    ``lines`` how many lines there are to write on.
    """

    prompt: str
    choices: tuple[str, ...]
    right: tuple[str, ...]
    why: tuple[str, ...]
    explanation: str
    quotes: tuple[str, ...]
    lines: int = 0


def entries(deck: Deck) -> Iterator[Entry]:
    """Give the questions as they are printed."""
    for item in deck.items:
        yield entry(deck, item)


def entry(deck: Deck, item: Item) -> Entry:
    """Give one question."""
    common = (item.explanation, item.quotes)
    if item.options:
        lettered = list(zip(LETTERS, item.options, strict=False))
        return Entry(
            item.prompt,
            tuple(option.text for option in item.options),
            tuple(f"{letter}. {option.text}" for letter, option in lettered if option.correct),
            tuple(f"{letter}. {option.feedback}" for letter, option in lettered if option.feedback),
            *common,
        )
    question = deck.bank.question_by_id[item.id]
    right = points(question) if isinstance(question, ShortAnswer) else item.accepted
    return Entry(item.prompt, (), right, (), *common, lines=FEWEST_LINES + len(right))


def points(question: ShortAnswer) -> tuple[str, ...]:
    """Give the key points with their weights, and the other accepted answers."""
    accepted = [*question.accept, *(text for point in question.points for text in point.accept)]
    if len(question.points) == 1:
        return (question.points[0].text, *accepted)
    total = f"Full marks: a weight of {question.target:g}."
    return (
        *(f"{point.text} (weight {point.weight:g})" for point in question.points),
        *accepted,
        total,
    )


def unfit(deck: Deck) -> Iterator[tuple[str, Problem]]:
    """Give the questions that are too many for one document."""
    for item in deck.items[MOST_QUESTIONS:]:
        message = f"is beyond the {MOST_QUESTIONS:,} questions that one document takes."
        yield item.id, Problem(message, where=f"question {item.id}")
