"""JSON, or JSON lines: objects with a question and an answer, anywhere in the file: see ``records``.

Texts are taken as they are (stars and underscores stay), unless they hold HTML.
"""

import json
from typing import Any

from quizapp.banks.nodes import Mapping, Node, Scalar, Sequence
from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.draft import Draft
from quizapp.formats.readers.records import Records
from quizapp.formats.readers.values import clean_value

DEEPEST = 60
LOOKED_AHEAD = 20_000


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs. Raises FileProblems for text that is no JSON, saying where it breaks."""
    text = text.lstrip("\ufeff").replace("\x1a", "")
    return Records(Places(text, file).node(loaded(text, file), 0), file, (), clean_value).read()


def loaded(text: str, file: str) -> Any:
    """Give the value of a JSON text, or the list of those of JSON lines."""
    try:
        return json.loads(text, strict=False)
    except RecursionError as e:
        raise FileProblems([Problem("lists and objects lie too deep in each other.", file)]) from e
    except json.JSONDecodeError as e:
        if e.msg == "Extra data" and (rows := json_lines(text, file)) is not None:
            return rows
        raise FileProblems([Problem(broken(e, len(text.rstrip())), file, e.lineno)]) from e
    except ValueError as e:
        raise FileProblems([Problem(f"is not valid JSON: {e}.", file)]) from e


def broken(error: json.JSONDecodeError, length: int) -> str:
    """Say what is wrong with a JSON text and what to do about it."""
    if error.pos >= length - 1 or error.msg.startswith("Unterminated string"):
        return (
            f"is not whole JSON: {error.msg} (column {error.colno}); it seems cut off here, so save it again."
        )
    return f"is not valid JSON: {error.msg} (column {error.colno}); mend this place."


def json_lines(text: str, file: str) -> list[Any] | None:
    """Give the values of a text that has one a line; None where the first lines are none.

    Raises FileProblems for a later line that is broken.
    """
    rows: list[Any] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line, strict=False))
            except (ValueError, RecursionError) as e:
                if len(rows) < 2:
                    return None
                message = f"is not valid JSON ({e}); a file of JSON lines has one object a line."
                raise FileProblems([Problem(message, file, number)]) from e
    return rows


class Places:
    """Makes nodes of JSON values; the line of each is found by looking for its text from the last one on."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.line = 1

    def node(self, value: Any, depth: int) -> Node:
        """Give the node of a value. Raises FileProblems where it lies too deep."""
        if depth > DEEPEST:
            raise FileProblems(
                [Problem(f"lists and objects lie more than {DEEPEST} deep.", self.file, self.line)]
            )
        if isinstance(value, dict):
            mapping = Mapping(self.line)
            for key, item in value.items():
                name = Scalar(key, self.line_of(key))
                mapping.entries.append((name, self.node(item, depth + 1)))
            mapping.line = mapping.entries[0][0].line if mapping.entries else self.line
            return mapping
        if isinstance(value, list):
            return Sequence(self.line, [self.node(item, depth + 1) for item in value])
        if isinstance(value, str):
            return Scalar(value, self.line_of(value))
        return Scalar("null" if value is None else json.dumps(value), self.line, plain=True)

    def line_of(self, value: str) -> int:
        """Give the line of a text that stands soon after the one before; the last line known where it does not."""
        start = value[:60]
        for ascii_only in (False, True):
            written = json.dumps(start, ensure_ascii=ascii_only)[:-1]
            found = self.text.find(written, self.at, self.at + LOOKED_AHEAD)
            if found >= 0:
                self.line += self.text.count("\n", self.at, found)
                self.at = found + len(written)
                break
        return self.line
