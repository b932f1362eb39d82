"""What the exchange formats know of a question: plain text, options or accepted strings, words of explanation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.errors import Problem
from quizapp.model.bank import Bank
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

PLAIN_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids, or that are no text."""


@dataclass(frozen=True)
class Option:
    """One choice; ``feedback`` says why it is right or wrong."""

    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class Item:
    """One question in the terms of the exchange formats.

    With ``options`` it is multiple choice, without it is a short answer with the ``accepted`` strings, best
    first. ``quotes`` are the exact words of the source. ``id`` is empty where a file gives none.
    """

    id: str
    prompt: str
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: str = ""
    quotes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fixed_order: bool = False
    answer_type: str = "text"
    tolerance: float | None = None

    @property
    def is_numeric(self) -> bool:
        """Whether every accepted answer is a plain number, so that a format can compare values."""
        return self.answer_type == "number" and all(map(PLAIN_NUMBER.fullmatch, self.accepted))


@dataclass(frozen=True)
class Deck:
    """A bank on its way out; ``edition`` counts its versions, for formats that ask what is newer."""

    bank: Bank
    items: tuple[Item, ...]
    edition: int = 1


@dataclass
class Draft:
    """What a reader took from a file.

    ``found`` holds items with the line or the name of their place; ``left_out`` says what has no equal here,
    ``problems`` what is broken (nothing is imported then).
    """

    file: str
    title: str = ""
    bank_id: str = ""
    summary: str = ""
    found: list[tuple[Item, int | None, str]] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, item: Item, line: int | None = None, where: str = "") -> None:
        """Take a question."""
        self.found.append((item, line, where or f"question {len(self.found) + len(self.left_out) + 1}"))

    def leave_out(self, message: str, line: int | None = None, where: str = "") -> None:
        """Say what is not taken (a question, or a part of one), and why."""
        self.left_out.append(Problem(message, self.file, line, where, grave=False))

    def leave_out_for(self, lost: Sequence[str], line: int | None = None, where: str = "") -> None:
        """Say that a question is not taken because of what it holds (“a picture”)."""
        self.leave_out(f"is left out: it holds {listed(lost)}, which has no equal here.", line, where)

    def shorten_for(self, lost: Sequence[str], where: str = "") -> None:
        """Say what the feedback of a question held, if anything, that is not taken."""
        if lost:
            self.leave_out(f"its feedback holds {listed(lost)}, which is left out.", None, where)

    def refuse(self, message: str, line: int | None = None, where: str = "") -> None:
        """Say what is broken."""
        self.problems.append(Problem(message, self.file, line, where))


def listed(things: Sequence[str]) -> str:
    """Give things for a sentence, each once."""
    return ", ".join(dict.fromkeys(things))


def deck_of(bank: Bank, edition: int = 1) -> Deck:
    """Give the bank in the terms of the exchange formats."""
    return Deck(bank, tuple(item_of(bank, question) for question in bank.questions), edition)


def item_of(bank: Bank, question: Question) -> Item:
    """Give one question of the bank."""
    common = {
        "id": question.id,
        "prompt": tidy(question.prompt),
        "explanation": tidy(question.explanation),
        "quotes": quotes_of(bank, question),
        "tags": tuple(filter(None, map(tidy, question.tags))),
    }
    if isinstance(question, MultipleChoice):
        options = tuple(Option(tidy(c.text), c.correct, tidy(c.why)) for c in question.choices)
        return Item(**common, options=options, fixed_order=question.fixed_order)  # type: ignore[arg-type]
    return Item(
        **common,  # type: ignore[arg-type]  # the keys above are the fields' names
        accepted=accepted_strings(question),
        answer_type=question.answer_type,
        tolerance=question.tolerance,
    )


def accepted_strings(question: ShortAnswer) -> tuple[str, ...]:
    """Give the strings that earn full credit where a format can only compare strings, the best first.

    Where one key point is enough, each of its wordings; else the points in a row as a model answer. What a
    teacher accepted as a whole comes after that.
    """
    enough = [p for p in question.points if question.answer_type != "text" or p.weight >= question.target]
    wordings = [text for point in enough for text in (point.text, *point.accept)]
    model_answer = " ".join(point.text for point in question.points)
    strings = [tidy(text) for text in [*(wordings or [model_answer]), *question.accept]]
    return tuple(dict.fromkeys(filter(None, strings)))


def quotes_of(bank: Bank, question: Question) -> tuple[str, ...]:
    """Give the words of the source that prove the key or the points; without evidence the whole passage."""
    parts: tuple[Choice | KeyPoint, ...] = (
        tuple(choice for choice in question.choices if choice.correct)
        if isinstance(question, MultipleChoice)
        else question.points
    )
    spans: list[Evidence] = [span for part in parts for span in part.evidence]
    words = [bank.quote(span) for span in spans]
    if not words and question.passage is not None:
        words = [bank.passage_by_id[question.passage].answer]
    return tuple(dict.fromkeys(filter(None, map(tidy, words))))


def tidy(text: str) -> str:
    """Give a text as every format can hold it: one kind of line end, nothing unprintable, no space around."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
