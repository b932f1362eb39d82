"""Reading the fields of one mapping: right keys, right types; what is wrong is noted and reading goes on.

Every method gives a value of its type in any case, so that one pass finds all problems of a file.
"""

import difflib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from quizapp.banks.nodes import Mapping, Node, Scalar, Sequence
from quizapp.errors import Problem

T = TypeVar("T")
TYPES = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing at all",
    "timestamp": "a date",
    "merge": "a merge",
    "value": "a default",
}


@dataclass
class Notes:
    """The problems of a file so far, which fields are broken, and the places of the things read from it.

    ``places`` gives line and name by the identity of the thing.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[int, tuple[int, str]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)

    def add(self, message: str, line: int, where: str, key: str) -> None:
        """Note a problem; the field it is about counts as broken, and the list that its owner is in."""
        self.problems.append(Problem(message, self.file, line, where))
        self.broken.add((where, key))
        owner, _, part = where.rpartition(", ")
        if owner:
            self.broken.add((owner, f"{part.split()[0]}s"))


class Fields:
    """The fields of one mapping. ``known`` are the keys it may have; others are refused at once."""

    def __init__(self, node: Node, known: tuple[str, ...], where: str, notes: Notes) -> None:
        self.node = node
        self.where = where
        self.notes = notes
        self.values: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            self.problem(f"expected a mapping (key: value), with the keys {', '.join(known)}.")
            notes.broken.update((where, key) for key in known)
            return
        for key, value in node.entries:
            if key.value in known:
                self.values[key.value] = value
            else:
                self.problem(f"unknown key “{key.value}”{suggestion(key.value, known)}", key.line)

    def problem(self, message: str, line: int | None = None, key: str = "") -> None:
        """Note a problem in this mapping, or in the field ``key`` of it."""
        self.notes.add(message, line or self.node.line, self.where, key)

    def required(self, key: str) -> Node | None:
        """Give the node of a key that must be there."""
        if key not in self.values and isinstance(self.node, Mapping):
            self.problem(f"the key “{key}” is missing.", key=key)
        return self.values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; without a ``default`` it must be there and must not be blank."""
        node = self.values.get(key) if default is not None else self.required(key)
        if node is None:
            return default or ""
        value = self.as_text(node, key)
        if default is None and value is not None and not value.strip():
            self.problem(f"“{key}” is empty.", node.line, key)
        return value or ""

    def as_text(self, node: Node, key: str) -> str | None:
        """Give the text of a node of the field ``key``; None where it is none."""
        if not isinstance(node, Scalar):
            self.problem(f"“{key}” must be text, not a {kind_of(node)}.", node.line, key)
            return None
        meaning = node.meaning
        if meaning == "str":
            return node.value
        if meaning == "null" and not node.value:
            return ""
        taken = TYPES.get(meaning, meaning)
        message = f"“{key}” must be text; YAML takes {node.value} for {taken}: put it in quotes."
        self.problem(message, node.line, key)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, none of them blank; absent: an empty one."""
        values = []
        for node in self.sequence(key):
            value = self.as_text(node, key)
            if value is not None and not value.strip():
                self.problem(f"“{key}” holds an empty text.", node.line, key)
            elif value is not None:
                values.append(value)
        return tuple(values)

    def sequence(self, key: str, must: bool = False) -> list[Node]:
        """Give the items of a list; absent or empty: none, which ``must`` forbids."""
        node = self.required(key) if must else self.values.get(key)
        if node is None:
            return []
        if isinstance(node, Sequence):
            if must and not node.items:
                self.problem(f"“{key}” is empty.", node.line, key)
            return node.items
        if isinstance(node, Scalar) and node.meaning == "null" and not must:
            return []
        self.problem(f"“{key}” must be a list, not a {kind_of(node)}.", node.line, key)
        return []

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """Give ``true`` or ``false``, written so; without a ``default`` it must be there."""
        node = self.values.get(key) if default is not None else self.required(key)
        if node is None:
            return bool(default)
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        self.problem(f"“{key}” must be true or false.", node.line, key)
        return bool(default)

    def integer(self, key: str) -> int:
        """Give a whole number, written in digits, which must be there."""
        node = self.required(key)
        if node is None:
            return 0
        if isinstance(node, Scalar) and node.plain and is_digits(node.value):
            return int(node.value)
        self.problem(f"“{key}” must be a whole number, 0 or more.", node.line, key)
        return 0

    def number(self, key: str, default: float | None) -> float | None:
        """Give a finite number; absent: the ``default``."""
        node = self.values.get(key)
        if node is None:
            return default
        value = math.nan
        if isinstance(node, Scalar) and node.plain and len(node.value) <= 40:
            try:
                value = float(node.value) if "_" not in node.value else math.nan
            except ValueError:
                value = math.nan
        if math.isfinite(value):
            return value
        self.problem(f"“{key}” must be a number.", node.line, key)
        return default

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Give a text that is one of those allowed; absent: the ``default``, if there is one."""
        value = self.text(key, default)
        if value in allowed:
            return value
        if value and key in self.values:
            message = f"“{key}” is “{value}”, not one of {', '.join(allowed)}{suggestion(value, allowed)}"
            self.problem(message, self.values[key].line, key)
        return default or allowed[0]

    def each(self, key: str, read: Callable[[Node, int], T], must: bool = False) -> tuple[T, ...]:
        """Read every item of a list with ``read(node, number)``, numbers from 1."""
        return tuple(read(node, number) for number, node in enumerate(self.sequence(key, must), 1))


def peek(node: Node, key: str) -> str:
    """Give the text under a key without any check; empty where there is none."""
    if isinstance(node, Mapping):
        for name, value in node.entries:
            if name.value == key and isinstance(value, Scalar):
                return value.value
    return ""


def has_key(node: Node, key: str) -> bool:
    """Whether a node is a mapping with that key."""
    return isinstance(node, Mapping) and any(name.value == key for name, _ in node.entries)


def is_digits(text: str) -> bool:
    """Whether a text is a whole number of a sensible size, without a leading zero that would mean octal."""
    return text.isascii() and text.isdigit() and len(text) <= 12 and (text == "0" or text[0] != "0")


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """End a sentence; it asks for the known word that was probably meant, where one is near."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean “{close[0]}”?" if close else "."


def kind_of(node: Node) -> str:
    """Name the kind of a node for people."""
    if isinstance(node, Scalar):
        return "text"
    return "list" if isinstance(node, Sequence) else "mapping"
