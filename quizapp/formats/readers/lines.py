"""Plain text: question and answer lines in turn, after a summary.

A line that ends with a question mark is a question, the lines up to the next are its answer. Where no line
does, the lines are taken in turn as they come.
"""

import re
from collections.abc import Iterable

from quizapp.errors import Problem
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.questions import (
    begins_as_question,
    is_asked,
    without_answer_label,
    without_label,
)
from quizapp.model.document import Pair

Row = tuple[int, str]
LONGEST_TITLE = 100
SHORTEST_WRAPPED = 45
STOP = re.compile(r"[.!?:;…][\"'”’»)\]*_]*$")
BULLET = re.compile(r"^[-*•–] (?=\S)")
SENTENCE_END = re.compile(r"[.!]\s+(?=[A-Z])")


def read(text: str, file: str) -> Draft:
    """Read pairs; what stands before the first question is the summary, its short first line the title."""
    lines = [BULLET.sub("", collapse(line)) for line in text.lstrip("\ufeff").split("\n")]
    if not any(is_asked(line) for line in lines):
        return read_in_turn([(number, line) for number, line in enumerate(lines, 1) if line], file)
    rows = unwrapped(lines)
    first = next(index for index, (_, row) in enumerate(rows) if is_asked(row))
    title, summary = title_and_summary(row for _, row in rows[:first])
    draft = Draft(title=title, summary=summary)
    for number, row in rows[first:]:
        if is_asked(row) and not is_answer_that_asks(row, draft):
            draft.pairs.append(Pair(without_label(row), "", number))
        else:
            last = draft.pairs[-1]
            answer = f"{last.answer}\n{row}" if last.answer else without_answer_label(row)
            draft.pairs[-1] = Pair(last.question, answer, last.line)
    draft.pairs[:-1] = map(without_section, draft.pairs[:-1])
    return draft


def without_section(pair: Pair) -> Pair:
    """Leave out a line in capitals at the end of an answer: the heading of the next section."""
    told, _, last = pair.answer.rpartition("\n")
    is_section = last.isupper() and len(last) <= LONGEST_TITLE and not STOP.search(last)
    return Pair(pair.question, told, pair.line) if told and is_section else pair


def unwrapped(lines: list[str]) -> list[Row]:
    """Number the lines and leave out blank ones; lines wrapped by hand are put together again.

    A line goes on in the next when it is long and stops in mid-sentence.
    """
    rows: list[Row] = []
    goes_on = False
    for number, line in enumerate(lines, 1):
        if line and goes_on and is_continuation(line, rows[-1][1]):
            start, before = rows[-1]
            rows[-1] = (start, f"{before} {line}")
        elif line:
            rows.append((number, line))
        goes_on = len(line) >= SHORTEST_WRAPPED and not STOP.search(line)
    return rows


def is_continuation(line: str, before: str) -> bool:
    """Whether a line may be the rest of the one before: one that asks is the rest of a question only."""
    if not is_asked(line):
        return True
    return not begins_as_question(line) and (begins_as_question(before) or line[0].islower())


def is_answer_that_asks(row: str, draft: Draft) -> bool:
    """Whether a line with a question mark at its end answers an open question: it tells first, then asks."""
    is_open = bool(draft.pairs) and not draft.pairs[-1].answer
    return is_open and not begins_as_question(row) and bool(SENTENCE_END.search(row))


def title_and_summary(rows: Iterable[str]) -> tuple[str, str]:
    """Take a short first line that is no sentence as the title, the others as the summary."""
    lines = list(rows)
    title = lines.pop(0) if lines and is_title(lines[0]) else ""
    return title, "\n".join(lines)


def is_title(row: str) -> bool:
    """Whether a first line names the document: short, and not ended as a sentence is."""
    return len(row) <= LONGEST_TITLE and not row.endswith((".", "!", ":", ";", ",", "…"))


def read_in_turn(rows: list[Row], file: str) -> Draft:
    """Read lines without question marks: an odd number of them begins with a summary (or title)."""
    draft = Draft()
    if len(rows) < 2:
        return draft
    if len(rows) % 2:
        draft.title, draft.summary = title_and_summary([rows[0][1]])
        rows = rows[1:]
    draft.pairs = [
        Pair(without_label(question), without_answer_label(answer), number)
        for (number, question), (_, answer) in zip(rows[::2], rows[1::2], strict=True)
    ]
    message = "no line ends with a question mark; question and answer lines are taken in turn."
    draft.problems.append(Problem(message, file, grave=False))
    return draft
