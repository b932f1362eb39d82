"""What changed from one state of a bank to another, question by question and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizapp.banks.scalars import number
from quizapp.model.bank import Bank
from quizapp.model.explanation import Piece
from quizapp.model.question import Evidence, MultipleChoice, Question, ShortAnswer

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST_COMPARED = 1_500
"""Words of two texts together that are compared one by one; of longer ones all is shown as changed."""

Lines = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in pieces; those that differ are marked. An empty side: the field is not there."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """A question that is ``new``, ``gone`` or ``changed``, or (with an empty ``id``) the bank's own words."""

    what: str
    id: str
    prompt: str
    kind: str
    fields: tuple[FieldChange, ...] = ()


def compare(old: Bank, new: Bank) -> tuple[Change, ...]:
    """Give what changed: the bank's own words first, then questions in the order of the new bank, then what is gone."""
    found: list[Change] = []
    about = changed_fields(list(bank_lines(old)), list(bank_lines(new)))
    if about:
        found.append(Change("changed", "", new.title, "bank", about))
    for question in new.questions:
        before = old.question_by_id.get(question.id)
        fields = changed_fields(list(lines_of(old, before)) if before else [], list(lines_of(new, question)))
        if before is None or fields:
            what = "new" if before is None else "changed"
            found.append(Change(what, question.id, question.prompt, question.kind, fields))
    for question in old.questions:
        if question.id not in new.question_by_id:
            fields = changed_fields(list(lines_of(old, question)), [])
            found.append(Change("gone", question.id, question.prompt, question.kind, fields))
    return tuple(found)


def changed_fields(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[FieldChange, ...]:
    """Give the fields that differ, by their names, in the order of the later state."""
    old, new = dict(before), dict(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        FieldChange(name, *told_apart(old.get(name, ""), new.get(name, "")))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def told_apart(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut two texts into pieces; the words that the other does not have are marked."""
    old, new = WORD.findall(before), WORD.findall(after)
    if not old or not new or len(old) + len(new) > LONGEST_COMPARED:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece("".join(old[a:b]), tag != "equal"))
        if c < d:
            right.append(Piece("".join(new[c:d]), tag != "equal"))
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()


def bank_lines(bank: Bank) -> Lines:
    """Give what a bank says of itself, field by field."""
    yield "Title", bank.title
    yield "Summary", bank.summary
    for source in bank.sources:
        yield f"Source {source.id}", f"{source.title} ({source.file})" if source.title else source.file


def lines_of(bank: Bank, question: Question) -> Lines:
    """Give what a question says, field by field, with names for people."""
    yield "Prompt", question.prompt
    if isinstance(question, MultipleChoice):
        yield from choice_lines(bank, question)
    else:
        yield from point_lines(bank, question)
    yield "Explanation", question.explanation
    yield "Tags", ", ".join(question.tags)
    if question.passage:
        passage = bank.passage_by_id[question.passage]
        yield "Passage", f"{passage.question}\n{passage.answer}"


def choice_lines(bank: Bank, question: MultipleChoice) -> Lines:
    """Give the choices."""
    for place, choice in enumerate(question.choices):
        name = f"Choice {chr(ord('A') + place)}"
        yield name, f"{choice.text} (right)" if choice.correct else choice.text
        yield f"{name}: why", choice.why
        yield f"{name}: evidence", quotes(bank, choice.evidence)
    yield "Order", "always as written" if question.fixed_order else "shuffled"


def point_lines(bank: Bank, question: ShortAnswer) -> Lines:
    """Give the key points and what earns marks."""
    for place, point in enumerate(question.points, 1):
        name = f"Point {place}"
        yield name, f"{point.text} (weight {number(point.weight)})"
        yield f"{name}: evidence", quotes(bank, point.evidence)
        yield f"{name}: counted as said", "\n".join(point.accept)
        yield f"{name}: not counted", "\n".join(point.reject)
    yield "Full marks at", number(question.target)
    kind = question.answer_type
    yield "Answer type", kind if question.tolerance is None else f"{kind}, ± {number(question.tolerance)}"
    yield "Right as a whole", "\n".join(question.accept)
    yield "Wrong as a whole", "\n".join(question.reject)


def quotes(bank: Bank, evidence: Sequence[Evidence]) -> str:
    """Give the words that evidence points at, a line a quote."""
    return "\n".join(" ".join(bank.quote(span).split()) for span in evidence)
