"""Kahoot's spreadsheet: its template's rows, multiple choice alone; text is refused rather than cut."""

import io
from collections.abc import Iterator
from datetime import datetime

from xlsxwriter import Workbook

from quizapp.errors import Problem
from quizapp.formats.banks.items import Deck, Item

LONGEST_QUESTION = 120
LONGEST_ANSWER = 75
MOST_ANSWERS = 4
SECONDS = 60
FIRST_ROW = 8
"""The row of the first question, counted from 0; the template's heading stands above it."""
HEADINGS = (
    "",
    f"Question - max {LONGEST_QUESTION} characters",
    *(f"Answer {n} - max {LONGEST_ANSWER} characters" for n in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
CREATED = datetime(2000, 1, 1)
"""Every workbook claims this date, so that the same bank gives the same bytes."""


def write(deck: Deck) -> bytes:
    """Write the workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": deck.bank.title[:255], "created": CREATED})
        sheet = book.add_worksheet("Sheet1")
        bold = book.add_format({"bold": True})
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 5, 30)
        sheet.write_string(1, 1, "Quiz template", bold)
        for place, heading in enumerate(HEADINGS):
            sheet.write_string(FIRST_ROW - 1, place, heading, bold)
        for number, item in enumerate(deck.items):
            row = FIRST_ROW + number
            sheet.write_number(row, 0, number + 1)
            sheet.write_string(row, 1, item.prompt)
            for place, option in enumerate(item.options):
                sheet.write_string(row, 2 + place, option.text)
            sheet.write_number(row, 6, SECONDS)
            sheet.write_string(row, 7, right(item))
    return out.getvalue()


def right(item: Item) -> str:
    """Give the numbers of the right answers, counted from 1."""
    return ",".join(str(number) for number, option in enumerate(item.options, 1) if option.correct)


def unfit(deck: Deck) -> Iterator[tuple[str, Problem]]:
    """Give the questions that Kahoot would cut."""
    for item in deck.items:
        wrong = "; ".join(too_much(item))
        if wrong:
            yield item.id, Problem(f"{wrong}.", where=f"question {item.id}")


def too_much(item: Item) -> Iterator[str]:
    """Say what of a multiple-choice question is more than Kahoot takes."""
    if not item.options:
        return
    if len(item.prompt) > LONGEST_QUESTION:
        yield f"the prompt has {len(item.prompt)} characters; Kahoot takes {LONGEST_QUESTION}"
    longest = max(len(option.text) for option in item.options)
    if longest > LONGEST_ANSWER:
        yield f"a choice has {longest} characters; Kahoot takes {LONGEST_ANSWER}"
    if len(item.options) > MOST_ANSWERS:
        yield f"there are {len(item.options)} choices; Kahoot takes {MOST_ANSWERS}"


def remarks(deck: Deck) -> Iterator[str]:
    """Say what was chosen for the teacher."""
    if deck.items:
        yield f"Every question has {SECONDS} seconds; change that in Kahoot."
