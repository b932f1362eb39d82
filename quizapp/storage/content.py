"""Banks and marks as JSON text, and back.

Fields that hold their default are left out, so that a new field of the model changes no stored text.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.mark import Mark, Match, PointMark, PointStatus, Verdict
from quizapp.model.question import Choice, Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer
from quizapp.model.text import Text

Values = dict[str, Any]

KINDS = (
    Bank,
    Source,
    Passage,
    MultipleChoice,
    ShortAnswer,
    Choice,
    KeyPoint,
    Evidence,
    Mark,
    PointMark,
    Match,
)

PLANS: dict[type, list[tuple[str, Any]]] = {
    kind: [(field.name, field.default if field.init else MISSING) for field in fields(kind)] for kind in KINDS
}
"""The fields of each kind of value with their defaults; MISSING for those that are always written."""


def write_content(thing: Bank | Mark) -> str:
    """Give a bank or a mark as JSON; the same text for the same thing."""
    return json.dumps(thing, default=values_of, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: str) -> str:
    """Give the SHA-256 of a content, in hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def values_of(thing: Any) -> Values:
    """Give the fields of a value that differ from their defaults; the kind of a question is always there."""
    values = {}
    for name, default in PLANS[type(thing)]:
        value = getattr(thing, name)
        if default is MISSING or value != default:
            values[name] = parts_of(value) if isinstance(value, Text) else value
    return values


def parts_of(text: Text) -> str | Values:
    """Give a text with what is in it, so that it can be said in another language later."""
    if not text.values:
        return str(text)
    return {"said": text, "template": text.template, "plural": text.plural, "values": text.values}


def read_bank_content(content: str) -> Bank:
    """Give the bank that ``write_content`` wrote."""
    return _bank(json.loads(content))


def read_mark_content(content: str) -> Mark:
    """Give the mark that ``write_content`` wrote."""
    values = json.loads(content)
    values["verdict"] = Verdict(values["verdict"])
    _read_note(values)
    return Mark(**_frozen(values, points=_point_mark))


def _frozen(values: Values, **makers: Callable[[Any], Any]) -> Values:
    """Turn lists into tuples; the fields named in ``makers`` hold values of the model."""
    for name, value in values.items():
        if isinstance(value, list):
            maker = makers.get(name)
            values[name] = tuple(map(maker, value)) if maker else tuple(value)
    return values


def _bank(values: Values) -> Bank:
    return Bank(**_frozen(values, sources=_source, passages=_passage, questions=_question))


def _source(values: Values) -> Source:
    return Source(**values)


def _passage(values: Values) -> Passage:
    return Passage(**values)


def _question(values: Values) -> Question:
    if values.pop("kind") == "multiple_choice":
        return MultipleChoice(**_frozen(values, choices=_choice))
    return ShortAnswer(**_frozen(values, points=_key_point))


def _choice(values: Values) -> Choice:
    return Choice(**_frozen(values, evidence=_evidence))


def _key_point(values: Values) -> KeyPoint:
    return KeyPoint(**_frozen(values, evidence=_evidence))


def _evidence(values: Values) -> Evidence:
    return Evidence(**values)


def _point_mark(values: Values) -> PointMark:
    values["status"] = PointStatus(values["status"])
    _read_note(values)
    return PointMark(**_frozen(values, matches=_match))


def _read_note(values: Values) -> None:
    """Make the text that ``parts_of`` took apart."""
    note = values.get("note")
    if note is not None:
        values["note"] = Text(note) if isinstance(note, str) else Text(**note)


def _match(values: Values) -> Match:
    return Match(**_frozen(values))
