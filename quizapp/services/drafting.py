"""A question while somebody writes it: plain texts, as they stand in a form, and what is wrong with them.

Nothing that was typed is lost on the way: a draft that makes no question is shown again as it is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.model.bank import Bank
from quizapp.model.question import MultipleChoice, Question
from quizapp.services.quoting import quoted_lines


@dataclass(frozen=True)
class ChoiceDraft:
    """One option as typed; ``quotes`` holds its evidence, a line a quote."""

    text: str = ""
    why: str = ""
    quotes: str = ""


@dataclass(frozen=True)
class PointDraft:
    """One key point as typed; ``accept`` and ``reject`` hold an answer a line."""

    id: str = ""
    text: str = ""
    weight: str = "1"
    quotes: str = ""
    accept: str = ""
    reject: str = ""


@dataclass(frozen=True)
class Draft:
    """A question as typed. ``key`` is the number of the right choice (from 0), or empty."""

    kind: str
    passage: str = ""
    prompt: str = ""
    explanation: str = ""
    tags: str = ""
    key: str = ""
    fixed_order: bool = False
    choices: tuple[ChoiceDraft, ...] = ()
    points: tuple[PointDraft, ...] = ()
    answer_type: str = "text"
    tolerance: str = ""
    full_marks_at: str = ""
    accept: str = ""
    reject: str = ""


Problems = Mapping[str, list[str]]
"""What is wrong with a draft, by the name of the field: ``prompt``, ``choices-0-text``, ``points-2-weight`` …"""


@dataclass
class Noted:
    """Collects what is wrong."""

    problems: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, message: str) -> None:
        """Note a problem of a field."""
        self.problems.setdefault(name, []).append(message)


def draft_of(bank: Bank, question: Question) -> Draft:
    """Give a question as it stands in the form."""
    if isinstance(question, MultipleChoice):
        return Draft(
            kind=question.kind,
            passage=question.passage or "",
            prompt=question.prompt,
            explanation=question.explanation,
            tags=", ".join(question.tags),
            key=str(question.key),
            fixed_order=question.fixed_order,
            choices=tuple(
                ChoiceDraft(choice.text, choice.why, quoted_lines(bank, choice.evidence))
                for choice in question.choices
            ),
        )
    return Draft(
        kind=question.kind,
        passage=question.passage or "",
        prompt=question.prompt,
        explanation=question.explanation,
        tags=", ".join(question.tags),
        points=tuple(
            PointDraft(
                point.id,
                point.text,
                said(point.weight),
                quoted_lines(bank, point.evidence),
                "\n".join(point.accept),
                "\n".join(point.reject),
            )
            for point in question.points
        ),
        answer_type=question.answer_type,
        tolerance=said(question.tolerance),
        full_marks_at=said(question.full_marks_at),
        accept="\n".join(question.accept),
        reject="\n".join(question.reject),
    )


def said(number: float | None) -> str:
    """Give a number as people type it; nothing for none."""
    return "" if number is None else f"{number:.12g}"


def listed(text: str) -> tuple[str, ...]:
    """Give the lines of a text that say something, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def tags_in(text: str) -> tuple[str, ...]:
    """Give the tags in a line, which commas part."""
    return tuple(dict.fromkeys(" ".join(tag.split()) for tag in text.split(",") if tag.strip()))


def number_in(text: str, name: str, noted: Noted) -> float | None:
    """Read a number, with a decimal point or comma; nothing typed is None, and so is what is no number."""
    typed = text.strip()
    if not typed:
        return None
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = math.nan
    if math.isfinite(value) and abs(value) < 1e12:
        return value
    noted.add(name, f"“{typed}” is not a number, like 1 or 0.5.")
    return None
