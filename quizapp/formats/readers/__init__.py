"""The FAQ formats we read: one table, one file a format.

A reader is chosen by what the file holds, then by its suffix; a name given by a person goes before both. Its module
is loaded on use and has ``read(text, file) -> Draft``; that of a packed format gets the bytes instead.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import ModuleType

from quizapp.errors import FileProblems, MissingExtra, Problem, UnknownFormat
from quizapp.formats.readers import foreign, sniffing
from quizapp.formats.readers.decoding import decode
from quizapp.formats.readers.draft import Draft, readable_name
from quizapp.formats.readers.hygiene import Hygiene
from quizapp.model.document import Document

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes that a document may have."""
LARGEST_MARKED_UP = 5 * 1024 * 1024
"""Bytes that a document may have whose markup takes many times the room of its text."""
LITTLE = 0.45
"""Up to here the content says so little that the suffix decides."""


def never(text: str) -> float:
    """Say that no text is in a packed format."""
    return 0.0


@dataclass(frozen=True)
class Reader:
    """One format: ``sniff`` gives from 0 (certainly not) to 1 (certainly) for a text.

    A packed format is known by the bytes it begins with, its ``magic``. ``extra`` names the optional packages that it
    needs, ``largest`` is in bytes.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], float] = never
    magic: bytes = b""
    extra: str = ""
    largest: int = LARGEST_FILE

    def read(self, data: bytes, file: str) -> Draft:
        """Read the bytes of a file with this format's module.

        Raises FileProblems, and MissingExtra where its optional packages are not installed.
        """
        if len(data) > self.largest:
            message = f"has more than {self.largest >> 20} MB, the most for {self.title.partition(':')[0]}; split it."
            raise FileProblems([Problem(message, file)])
        source = data if self.magic else decode(data, file)
        draft = self.module().read(source, file)
        if not isinstance(draft, Draft):
            raise TypeError(f"the reader {self.name} gave {type(draft).__name__}, not a Draft")
        return draft

    def module(self) -> ModuleType:
        """Load the format's module."""
        try:
            return import_module(f"quizapp.formats.readers.{self.name}")
        except ModuleNotFoundError as e:
            if not self.extra:
                raise
            needed = f"pip install 'quizapp[{self.extra}]'"
            raise MissingExtra(f"To read {self.title.partition(':')[0]}, install the extra: {needed}.") from e


READERS = {
    reader.name: reader
    for reader in (
        Reader("lines", "Plain text: question and answer lines in turn", (".txt", ".text"), sniffing.lines),
        Reader(
            "labels", "Plain text with Q: and A: (F: and A:, P: and R: …)", (".txt", ".text"), sniffing.labels
        ),
        Reader("numbered", "Plain text with numbered questions", (".txt", ".text"), sniffing.numbered),
        Reader(
            "markdown",
            "Markdown: headings, bold lines, list items or folding boxes are the questions",
            (".md", ".markdown", ".mkd", ".mdx", ".qmd", ".rmd"),
            sniffing.markdown,
        ),
        Reader(
            "html",
            "HTML: marked-up questions, headings, details, terms, accordions",
            (".html", ".htm", ".xhtml"),
            sniffing.html,
            largest=LARGEST_MARKED_UP,
        ),
        Reader("rst", "reStructuredText: titles or terms are the questions", (".rst", ".rest"), sniffing.rst),
        Reader(
            "asciidoc",
            "AsciiDoc: headings or labelled lists are the questions",
            (".adoc", ".asciidoc", ".asc"),
            sniffing.asciidoc,
        ),
        Reader("yaml", "YAML: a list of questions and answers", (".yaml", ".yml"), sniffing.yaml),
        Reader(
            "json", "JSON: objects with question and answer", (".json", ".jsonl", ".ndjson"), sniffing.json
        ),
        Reader(
            "csv",
            "Table (CSV, TSV): columns of questions and answers",
            (".csv", ".tsv", ".tab", ".psv"),
            sniffing.csv,
        ),
        Reader("xml", "XML: elements for questions and answers", (".xml",), sniffing.xml),
        Reader(
            "docx",
            "Word (DOCX): headings, bold lines or tables are the questions",
            (".docx", ".docm", ".dotx"),
            magic=b"PK\x03\x04",
            largest=LARGEST_MARKED_UP,
        ),
        Reader(
            "pdf",
            "PDF: lines in large or bold type are the questions",
            (".pdf",),
            magic=b"%PDF-",
            extra="pdf",
            largest=LARGEST_MARKED_UP,
        ),
    )
}


def read_document(data: bytes, file: str, reader: str | None = None) -> Document:
    """Read a FAQ document from the bytes of ``file``; only the last part of that name is kept.

    ``reader`` names the format where the guess is not wanted. Raises UnknownFormat for a name that is not in
    READERS, MissingExtra for a format whose packages are not installed, and FileProblems when the file holds no
    pairs or cannot be read at all.
    """
    name = PurePath(file).name
    if reader is not None and reader not in READERS:
        raise UnknownFormat(f"There is no reader {reader!r}. Choose one of: {', '.join(READERS)}.")
    if len(data) > LARGEST_FILE:
        raise FileProblems([Problem(f"has more than {LARGEST_FILE >> 20} MB; split it.", name)])
    chosen = READERS[reader] if reader else choose(data, name)
    draft = chosen.read(data, name)
    hygiene = Hygiene(draft, name)
    pairs, problems = hygiene.pairs(), hygiene.report()
    if not pairs:
        raise FileProblems([*problems, no_pairs(chosen, name)])
    return Document(
        file=name,
        format=chosen.name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=draft.title
        or readable_name(name, " ".join(f"{pair.question} {pair.answer}" for pair in pairs[:200])),
        summary=draft.summary,
        pairs=pairs,
        problems=problems,
    )


def choose(data: bytes, file: str) -> Reader:
    """Choose a reader for the bytes of a file. Raises FileProblems when it is in a format that is not read."""
    packed = next(
        (reader for reader in READERS.values() if reader.magic and data.startswith(reader.magic)), None
    )
    suffix = PurePath(file).suffix.lower()
    by_suffix = [reader for reader in READERS.values() if suffix in reader.suffixes]
    if packed:
        return packed
    if data.startswith(foreign.OLD_OFFICE) and suffix in READERS["docx"].suffixes:
        return READERS["docx"]  # a locked Word file begins as old ones do: its reader says so
    text = decode(data, file)
    known = foreign.name_of(text)
    if known:
        titles = ", ".join(READERS)
        raise FileProblems([Problem(f"is {known}; the formats that can be read are: {titles}.", file)])
    score, best = max(
        ((round(reader.sniff(text), 1), reader) for reader in READERS.values()),
        key=lambda scored: (scored[0], scored[1] in by_suffix),
    )
    return by_suffix[0] if by_suffix and score <= LITTLE and not by_suffix[0].magic else best


def no_pairs(reader: Reader, file: str) -> Problem:
    """Say that nothing was found, what was expected, and what to try."""
    others = ", ".join(name for name in READERS if name != reader.name)
    return Problem(
        f"no pair of question and answer found (read as {reader.title}). Another format: --as {others}.", file
    )
