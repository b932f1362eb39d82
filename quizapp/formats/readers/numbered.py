"""Plain text with numbered questions (``1. Renewal``), each answer in the lines below, mostly indented."""

import re

from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.labels import paragraphs
from quizapp.formats.readers.lines import title_and_summary
from quizapp.formats.readers.questions import is_asked, without_answer_label, without_label
from quizapp.model.document import Pair

NUMBERED = re.compile(
    r"^(?P<indent> {0,3})(?:\((?P<round>\d{1,3})\)|(?P<number>\d{1,3}(?:\.\d{1,3})?)(?:[.)]|(?=\s)))\s*"
    r"(?P<text>[^\d\s].*)$"
)
MOST_ROWS_ASKED_IN = 4
LONGEST_SECTION = 70


def read(text: str, file: str) -> Draft:
    """Read pairs; text before the first number is title and summary, lines at the margin may be sections."""
    rows = text.lstrip("\ufeff").expandtabs(4).split("\n")
    starts = starts_of(rows)
    draft = Draft()
    if not starts:
        return draft
    draft.title, draft.summary = title_and_summary(paragraphs(rows[: starts[0]]))
    indented = answers_are_indented(rows, starts)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        first = NUMBERED.match(rows[start])
        if first:
            question, rest = question_and_rest([first.group("text"), *rows[start + 1 : end]])
            answer = "\n".join(paragraphs(without_section(rest) if indented else rest))
            draft.pairs.append(
                Pair(without_label(collapse(question)), without_answer_label(answer), start + 1)
            )
    return draft


def starts_of(rows: list[str]) -> list[int]:
    """Give the indices of the rows that begin a question.

    Where most numbered rows ask, those that do not are items of lists; elsewhere the numbers must go on in turn.
    """
    numbered = [(n, match) for n, row in enumerate(rows) if (match := NUMBERED.match(row))]
    asking = [
        n
        for n, match in numbered
        if is_asked(question_and_rest([match.group("text"), *rows[n + 1 : n + 4]])[0])
    ]
    if len(asking) * 2 >= len(numbered) or len(asking) > 2:
        return asking
    starts: list[int] = []
    last = 0
    for n, match in numbered:
        number = match.group("number") or match.group("round")
        if (
            number.isdigit()
            and int(number) in (last + 1, 1)
            and len(match.group("indent")) == len(numbered[0][1].group("indent"))
        ):
            starts.append(n)
            last = int(number)
    return starts


def question_and_rest(rows: list[str]) -> tuple[str, list[str]]:
    """Give the question, which may be wrapped until it asks, and the rows after it."""
    asked: list[str] = []
    for index, row in enumerate(rows[:MOST_ROWS_ASKED_IN]):
        if not row.strip() or (index and NUMBERED.match(row)):
            break
        asked.append(row.strip())
        if is_asked(row):
            return " ".join(asked), rows[index + 1 :]
    head, sign, tail = rows[0].partition("? ")
    return (f"{head}?", [tail, *rows[1:]]) if sign else (rows[0], rows[1:])


def answers_are_indented(rows: list[str], starts: list[int]) -> bool:
    """Whether the rows after the numbered ones are further in, for most of them."""
    after = (next((row for row in rows[start + 1 :] if row.strip()), "") for start in starts)
    told = [row for row in after if row and not NUMBERED.match(row)]
    return sum(row.startswith("  ") for row in told) * 2 > len(told)


def without_section(rows: list[str]) -> list[str]:
    """Leave out what stands at the margin at the end, where answers are indented: the heading of a section."""
    end = len(rows)
    while end and (
        not rows[end - 1].strip() or (rows[end - 1][0] != " " and len(rows[end - 1]) <= LONGEST_SECTION)
    ):
        end -= 1
    return rows[:end] if any(row.strip() for row in rows[:end]) else rows
