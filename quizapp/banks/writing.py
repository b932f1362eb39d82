"""Bank → YAML that diffs well: keys in one order, short texts on one line, long ones as blocks.

A long text is a folded block with a new line for every sentence, so that an edit changes the lines of its
sentence only. The same bank gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from quizapp.banks.scalars import block_or_quoted, inline, number
from quizapp.model.bank import FORMAT, Bank, Passage, Source
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer

Lines = Iterator[str]


def write_bank(bank: Bank) -> str:
    """Give the bank file; ``read_bank`` gives the same bank back."""
    return "\n".join(chain(head(bank), sources(bank), passages(bank), questions(bank))) + "\n"


def head(bank: Bank) -> Lines:
    """Give what the bank says about itself."""
    yield f"format: {FORMAT}"
    yield from texts(0, id=bank.id, title=bank.title)
    yield from block_or_quoted("summary: ", bank.summary)


def sources(bank: Bank) -> Lines:
    """Give the documents that the passages came from."""
    yield "sources:" if bank.sources else "sources: []"
    for source in bank.sources:
        yield from item(source_fields(source), 2)


def source_fields(source: Source) -> Lines:
    """Give one source."""
    yield from texts(4, id=source.id, file=source.file)
    yield from said(4, title=source.title, sha256=source.sha256)


def passages(bank: Bank) -> Lines:
    """Give the passages."""
    yield "passages:" if bank.passages else "passages: []"
    for passage in bank.passages:
        yield from item(passage_fields(passage), 2)


def passage_fields(passage: Passage) -> Lines:
    """Give one passage."""
    yield from texts(
        4, id=passage.id, source=passage.source, question=passage.question, answer=passage.answer
    )


def questions(bank: Bank) -> Lines:
    """Give the questions."""
    yield "questions:" if bank.questions else "questions: []"
    for question in bank.questions:
        yield from item(question_fields(question), 2)


def question_fields(question: Question) -> Lines:
    """Give one question of either kind."""
    yield from texts(4, id=question.id, kind=question.kind)
    yield from said(4, passage=question.passage or "")
    yield from texts(4, prompt=question.prompt)
    yield from said(4, family=question.family)
    if isinstance(question, MultipleChoice):
        yield from multiple_choice_fields(question)
    else:
        yield from short_answer_fields(question)
    yield from said(4, explanation=question.explanation)
    yield from listed(4, "tags", question.tags)
    yield from said(4, made=question.made)


def multiple_choice_fields(question: MultipleChoice) -> Lines:
    """Give what only a multiple-choice question has."""
    yield f"    fixed_order: {truth(question.fixed_order)}"
    yield "    choices:"
    for choice in question.choices:
        yield from item(choice_fields(choice), 6)


def choice_fields(choice: Choice) -> Lines:
    """Give one choice."""
    yield from texts(8, text=choice.text)
    yield f"        correct: {truth(choice.correct)}"
    yield from said(8, why=choice.why)
    yield from evidence(choice.evidence)


def short_answer_fields(question: ShortAnswer) -> Lines:
    """Give what only a short-answer question has."""
    yield from texts(4, answer_type=question.answer_type)
    if question.tolerance is not None:
        yield f"    tolerance: {number(question.tolerance)}"
    yield "    points:"
    for point in question.points:
        yield from item(point_fields(point), 6)
    yield from listed(4, "accept", question.accept, always=True)
    yield from listed(4, "reject", question.reject, always=True)
    if question.full_marks_at is not None:
        yield f"    full_marks_at: {number(question.full_marks_at)}"


def point_fields(point: KeyPoint) -> Lines:
    """Give one key point."""
    yield from texts(8, id=point.id, text=point.text)
    yield f"        weight: {number(point.weight)}"
    yield from evidence(point.evidence)
    yield from listed(8, "accept", point.accept)
    yield from listed(8, "reject", point.reject)


def evidence(spans: tuple[Evidence, ...]) -> Lines:
    """Give the evidence of a choice or point: one span on the line, more in a list."""
    rows = [f"{{passage: {inline(span.passage)}, start: {span.start}, end: {span.end}}}" for span in spans]
    if len(rows) < 2:
        yield f"        evidence: [{''.join(rows)}]"
        return
    yield "        evidence:"
    yield from (f"          - {row}" for row in rows)


def item(lines: Iterable[str], indent: int) -> Lines:
    """Give the lines of a mapping, two spaces deeper than ``indent``, as an item of a list."""
    for position, line in enumerate(lines):
        yield f"{' ' * indent}- {line[indent + 2 :]}" if position == 0 else line


def texts(indent: int, **fields: str) -> Lines:
    """Give a line (or block) for each text."""
    for key, value in fields.items():
        yield from block_or_quoted(f"{' ' * indent}{key}: ", value)


def said(indent: int, **fields: str) -> Lines:
    """Give a line (or block) for each text that is not empty."""
    return texts(indent, **{key: value for key, value in fields.items() if value})


def listed(indent: int, key: str, values: tuple[str, ...], always: bool = False) -> Lines:
    """Give a list of texts; an empty one only where it is ``always`` shown, for people to fill."""
    margin = " " * indent
    if values or always:
        yield f"{margin}{key}:" if values else f"{margin}{key}: []"
    for value in values:
        yield from block_or_quoted(f"{margin}  - ", value)


def truth(value: bool) -> str:
    """Give a truth value as YAML writes it."""
    return "true" if value else "false"
