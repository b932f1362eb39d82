"""Blackboard's text upload: a question a line, tab-separated, without a header; UTF-8."""

from collections.abc import Iterator

from quizapp.errors import Problem
from quizapp.formats.banks.items import Deck, Item
from quizapp.formats.banks.quizlet import one_line

MOST_ROWS = 500
"""Rows that Blackboard (Original) takes in one file; the Ultra view takes 250."""
MOST_ROWS_ULTRA = 250
MOST_ACCEPTED = 100


def write(deck: Deck) -> bytes:
    """Write the bank."""
    return "".join("\t".join(map(one_line, cells(item))) + "\r\n" for item in deck.items).encode()


def cells(item: Item) -> Iterator[str]:
    """Give the cells of a question: multiple choice, number or fill in the blank."""
    if item.options:
        yield from ("MC", item.prompt)
        for option in item.options:
            yield from (option.text, "correct" if option.correct else "incorrect")
    elif item.is_numeric and len(item.accepted) == 1:
        yield from ("NUM", item.prompt, item.accepted[0])
        yield from [f"{item.tolerance:.15g}"] if item.tolerance else []
    else:
        yield from ("FIB", item.prompt, *item.accepted)


def unfit(deck: Deck) -> Iterator[tuple[str, Problem]]:
    """Give the questions that are beyond what Blackboard takes in one file."""
    for place, item in enumerate(deck.items):
        if place >= MOST_ROWS:
            message = f"is beyond the {MOST_ROWS} questions that Blackboard takes in one file."
            yield item.id, Problem(message, where=f"question {item.id}")
        elif len(item.accepted) > MOST_ACCEPTED:
            message = f"has {len(item.accepted)} accepted answers; Blackboard takes {MOST_ACCEPTED}."
            yield item.id, Problem(message, where=f"question {item.id}")


def remarks(deck: Deck) -> Iterator[str]:
    """Say what to know when uploading."""
    if len(deck.items) > MOST_ROWS_ULTRA:
        yield f"The Ultra view of Blackboard takes {MOST_ROWS_ULTRA} questions in one file; this file has more."
    yield "Blackboard gives uploaded questions 0 points: set the points after the upload."
