"""Plain text with ``Q:`` before each question and ``A:`` before each answer; lines may be wrapped by hand."""

import re

from quizapp.formats.readers.draft import Draft, collapse
from quizapp.model.document import Pair

QUESTION = re.compile(r"^\s*(?:q\d*[:.)]|(?:question|frage)\s*\d*:)\s*(.*)$", re.IGNORECASE)
ANSWER = re.compile(r"^\s*(?:a\d*[:)]|(?:answer|antwort)\s*\d*:)\s*(.*)$", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+(?=\S)")
RULE = re.compile(r"^\s*([-=_*])\1{3,}\s*$")


def read(text: str, file: str) -> Draft:
    """Read pairs; blank lines end a paragraph of an answer, text before the first question is the summary.

    A further ``A:`` of the same question goes on with its answer.
    """
    draft = Draft()
    opening: list[str] = []
    question: list[str] = []
    answer: list[str] = []
    part, line = opening, 0

    def close() -> None:
        if question:
            draft.pairs.append(Pair(collapse(" ".join(question)), "\n".join(paragraphs(answer)), line))

    for number, row in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        asked, answered = QUESTION.match(row), ANSWER.match(row)
        if asked:
            close()
            question, answer = [asked.group(1)], []
            part, line = question, number
        elif answered and question:
            answer += ["", answered.group(1)]
            part = answer
        else:
            part.append(row)
    close()
    intro = paragraphs(opening)
    draft.summary = "\n".join(intro)
    return draft


def paragraphs(rows: list[str]) -> list[str]:
    """Join wrapped lines: a blank line, a rule or a bullet begins a new paragraph."""
    done: list[list[str]] = [[]]
    for row in rows:
        if not row.strip() or RULE.match(row):
            done.append([])
        elif BULLET.match(row):
            done.append([BULLET.sub("", row)])
        else:
            done[-1].append(row)
    return [joined for joined in (collapse(" ".join(part)) for part in done) if joined]
