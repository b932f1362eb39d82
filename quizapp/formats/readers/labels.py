"""Plain text with a label before each question and each answer; lines may be wrapped by hand."""

import re

from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.labelling import conventions, labels_of
from quizapp.formats.readers.lines import title_and_summary
from quizapp.model.document import Pair

BULLET = re.compile(r"^\s*(?:[-*+•‣◦·–]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")
RULE = re.compile(r"^\s*([-=_*~#])(?:\s?\1){2,}\s*$")


def read(text: str, file: str) -> Draft:
    """Read pairs; blank lines end a paragraph of an answer, text before the first question is the summary.

    A further ``A:`` of the same question goes on with its answer.
    """
    rows = text.lstrip("\ufeff").split("\n")
    labels = labels_of(rows) or conventions()[0]
    draft = Draft()
    opening: list[str] = []
    question: list[str] = []
    answer: list[str] = []
    part, line = opening, 0

    def close() -> None:
        if question:
            told = paragraphs(without_section(rows_of(question, answer)))
            draft.pairs.append(Pair(collapse(" ".join(question)), "\n".join(told), line))

    for number, row in enumerate(rows, 1):
        asked, answered = labels.question.match(row), labels.answer.match(row)
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
    draft.title, draft.summary = title_and_summary(paragraphs(opening))
    return draft


def rows_of(question: list[str], answer: list[str]) -> list[str]:
    """Give the rows of an answer; one without a label stands below the blank line after the question."""
    if answer:
        return answer
    asked = next((n for n, row in enumerate(question) if not row.strip() and any(question[:n])), None)
    if asked is None:
        return []
    told = question[asked:]
    del question[asked:]
    return told


def without_section(rows: list[str]) -> list[str]:
    """Leave out a heading of the next section: a short line with a rule under it, at the very end."""
    kept = [n for n, row in enumerate(rows) if row.strip()]
    if len(kept) > 2 and RULE.match(rows[kept[-1]]) and not rows[kept[-2] - 1].strip():
        return rows[: kept[-2]]
    return rows


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
