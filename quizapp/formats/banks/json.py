"""A bank as JSON, both ways: the keys of the bank file (docs/bank-format.md), nothing lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quizapp.banks import read_bank
from quizapp.banks.reading import LARGEST_BANK
from quizapp.banks.scalars import quoted
from quizapp.errors import FileProblems, Problem
from quizapp.model.bank import FORMAT, Bank
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question

Fields = dict[str, Any]


def write_bank(bank: Bank) -> bytes:
    """Write the bank."""
    record = {
        "format": FORMAT,
        "id": bank.id,
        "title": bank.title,
        "summary": bank.summary,
        "sources": [vars(source) for source in bank.sources],
        "passages": [vars(passage) for passage in bank.passages],
        "questions": [question_of(question) for question in bank.questions],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def question_of(question: Question) -> Fields:
    """Give the fields of a question; those that are empty are left away where they may be."""
    fields: Fields = {"id": question.id, "kind": question.kind}
    fields |= {"passage": question.passage} if question.passage else {}
    fields |= {"prompt": question.prompt} | ({"family": question.family} if question.family else {})
    if isinstance(question, MultipleChoice):
        fields |= {
            "fixed_order": question.fixed_order,
            "choices": [part_of(choice) for choice in question.choices],
        }
    else:
        fields["answer_type"] = question.answer_type
        fields |= {} if question.tolerance is None else {"tolerance": question.tolerance}
        fields["points"] = [part_of(point) for point in question.points]
        fields |= {"accept": list(question.accept), "reject": list(question.reject)}
        fields |= {} if question.full_marks_at is None else {"full_marks_at": question.full_marks_at}
    fields |= {"explanation": question.explanation} if question.explanation else {}
    return fields | ({"tags": list(question.tags)} if question.tags else {})


def part_of(part: Choice | KeyPoint) -> Fields:
    """Give the fields of a choice or key point."""
    return {name: plain(value) for name, value in vars(part).items() if value not in ("", ())}


def plain(value: object) -> object:
    """Give a value as JSON knows it."""
    if isinstance(value, tuple):
        return [vars(item) if isinstance(item, Evidence) else item for item in value]
    return value


def read_json_bank(data: bytes, file: str) -> Bank:
    """Read a bank. Raises FileProblems with all that is wrong."""
    if len(data) > LARGEST_BANK:
        raise FileProblems([Problem(f"has more than {LARGEST_BANK >> 20} MB; split it.", file)])
    try:
        root = json.loads(data.decode(json.detect_encoding(data)), object_pairs_hook=Pairs)
        text = "".join(as_yaml(root))
    except json.JSONDecodeError as e:
        raise FileProblems([Problem(f"is not valid JSON: {e.msg}.", file, e.lineno)]) from e
    except RecursionError as e:
        raise FileProblems([Problem("holds lists and objects too deep in each other.", file)]) from e
    except ValueError as e:
        raise FileProblems([Problem(f"is not JSON text that can be read: {e}.", file)]) from e
    try:
        return read_bank(text, file)
    except FileProblems as e:
        raise FileProblems(dict.fromkeys(replace(problem, line=None) for problem in e.problems)) from e


class Pairs(list[tuple[str, Any]]):
    """The pairs of an object in their order, a key that is there twice included."""


def as_yaml(value: object) -> Iterator[str]:
    """Give a value as YAML on one line, which the reader of banks checks as strictly as a file of its own."""
    if isinstance(value, Pairs):
        yield "{"
        for place, (key, item) in enumerate(value):
            yield f"{', ' if place else ''}{quoted(key)}: "
            yield from as_yaml(item)
        yield "}\n"
    elif isinstance(value, list):
        yield "["
        for place, item in enumerate(value):
            yield ", " if place else ""
            yield from as_yaml(item)
        yield "]\n"
    elif isinstance(value, str):
        yield quoted(value)
    elif isinstance(value, float) and "e" in repr(value) and "." not in repr(value):
        yield repr(value).replace("e", ".0e")
    else:
        yield json.dumps(value)
