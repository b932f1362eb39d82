"""The FAQ formats we read: one table, one file a format.

A reader is chosen by what the text looks like, then by the file's suffix; a name given by a person goes
before both. Its module is loaded on use and has ``read(text, file) -> Draft``.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from quizapp.errors import FileProblems, Problem, UnknownFormat
from quizapp.formats.readers import foreign, sniffing
from quizapp.formats.readers.decoding import decode
from quizapp.formats.readers.draft import Draft, finished_pairs, readable_name
from quizapp.model.document import Document

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes that a document may have."""


@dataclass(frozen=True)
class Reader:
    """One format: ``sniff`` gives from 0 (certainly not) to 1 (certainly) for a text."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], float]
    module: str

    def read(self, text: str, file: str) -> Draft:
        """Read the text with this format's module; raises FileProblems."""
        draft = import_module(self.module).read(text, file)
        if not isinstance(draft, Draft):
            raise TypeError(f"{self.module}.read gave {type(draft).__name__}, not a Draft")
        return draft


READERS = {
    reader.name: reader
    for reader in (
        Reader(
            "lines",
            "Plain text: question and answer lines in turn",
            (".txt", ".text"),
            sniffing.lines,
            "quizapp.formats.readers.lines",
        ),
        Reader(
            "labels",
            "Plain text with Q: and A: before questions and answers",
            (".txt", ".text"),
            sniffing.labels,
            "quizapp.formats.readers.labels",
        ),
        Reader(
            "markdown",
            "Markdown: headings or bold lines are the questions",
            (".md", ".markdown", ".mkd"),
            sniffing.markdown,
            "quizapp.formats.readers.markdown",
        ),
        Reader(
            "yaml",
            "YAML: a list of questions and answers",
            (".yaml", ".yml"),
            sniffing.yaml,
            "quizapp.formats.readers.yaml",
        ),
    )
}


def read_document(data: bytes, file: str, reader: str | None = None) -> Document:
    """Read a FAQ document from the bytes of ``file``; only the last part of that name is kept.

    ``reader`` names the format where the guess is not wanted. Raises UnknownFormat for a name that is not in
    READERS, and FileProblems when the file holds no pairs or cannot be read at all.
    """
    name = PurePath(file).name
    if reader is not None and reader not in READERS:
        raise UnknownFormat(f"There is no reader {reader!r}. Choose one of: {', '.join(READERS)}.")
    if len(data) > LARGEST_FILE:
        raise FileProblems([Problem(f"has more than {LARGEST_FILE >> 20} MB; split it.", name)])
    text = decode(data, name)
    chosen = READERS[reader] if reader else choose(text, name)
    draft = chosen.read(text, name)
    pairs, problems = finished_pairs(draft, name)
    if not pairs:
        raise FileProblems([*problems, no_pairs(chosen, name)])
    return Document(
        file=name,
        format=chosen.name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=draft.title or readable_name(name, text),
        summary=draft.summary,
        pairs=pairs,
        problems=problems,
    )


def choose(text: str, file: str) -> Reader:
    """Choose a reader for a text. Raises FileProblems when it is in a format that is not read."""
    known = foreign.name_of(text, file)
    if known:
        titles = ", ".join(READERS)
        raise FileProblems([Problem(f"is {known}; the formats that can be read are: {titles}.", file)])
    suffix = PurePath(file).suffix.lower()
    return max(READERS.values(), key=lambda reader: (round(reader.sniff(text), 1), suffix in reader.suffixes))


def no_pairs(reader: Reader, file: str) -> Problem:
    """Say that nothing was found, what was expected, and what to try."""
    others = ", ".join(name for name in READERS if name != reader.name)
    return Problem(
        f"no pair of question and answer found (read as {reader.title}). Another format: --as {others}.", file
    )
