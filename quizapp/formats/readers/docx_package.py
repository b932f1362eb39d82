"""A Word file as a ZIP archive of XML parts: opened with bounds, so that no bomb goes off."""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizapp.errors import FileProblems, Problem

LARGEST_PART = 40 * 1024 * 1024
"""Bytes of XML that a part may unpack to; a thousand pages of text are about a tenth of it."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MAIN = "word/document.xml"
MOST_ELEMENTS = 700_000


class TooMany(Exception):
    """A part has more elements than any FAQ has."""


class CountingBuilder(TreeBuilder):
    """Builds a tree of at most MOST_ELEMENTS elements."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element. Raises TooMany."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise TooMany
        return super().start(tag, attrs)


class Package:
    """The parts of a Word file. Raises FileProblems for what is no whole Word file, saying what it is."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        if data.startswith(OLD_OFFICE):
            raise self.problem(
                "is protected with a password, or in the old .doc format; take the password off or save it as .docx."
            )
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            names = set(self.archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as e:
            raise self.problem(
                "is not a whole Word file (.docx); it may be cut off, so copy or save it again."
            ) from e
        if MAIN not in names:
            raise self.problem(f"is {kind_of(names)}, not a Word file (.docx).")
        self.names = names

    def part(self, name: str) -> Element | None:
        """Give the root of a part; None where the file has none of that name."""
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as stream:
                data = stream.read(LARGEST_PART + 1)
        except RuntimeError as e:  # zipfile's word for an encrypted part
            raise self.problem("is protected with a password; take it off and save the file again.") from e
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as e:
            raise self.problem(f"is damaged ({name} cannot be unpacked); copy or save it again.") from e
        if len(data) > LARGEST_PART:
            raise self.problem(f"unpacks to more than {LARGEST_PART >> 20} MB of text; split it.")
        return self.parsed(data, name)

    def parsed(self, data: bytes, name: str) -> Element:
        """Give the tree of a part."""
        parser = DefusedXMLParser(target=CountingBuilder(), forbid_dtd=True)
        try:
            parser.feed(data)
            root: Element = parser.close()
        except TooMany as e:
            raise self.problem(f"has more than {MOST_ELEMENTS:,} XML elements; split it.") from e
        except DefusedXmlException as e:
            raise self.problem(
                f"is no ordinary Word file: {name} defines XML entities, which Word never does."
            ) from e
        except (ParseError, ValueError) as e:
            raise self.problem(
                f"is damaged ({name}: {e}); open it in a word processor and save it again."
            ) from e
        return root

    def problem(self, message: str) -> FileProblems:
        """Give the error that says one thing about the file."""
        return FileProblems([Problem(message, self.file)])


def kind_of(names: set[str]) -> str:
    """Name what a ZIP archive is by its parts."""
    if any(name.startswith("xl/") for name in names):
        return "an Excel workbook; save the sheet as CSV"
    if any(name.startswith("ppt/") for name in names):
        return "a PowerPoint presentation; save its text as .docx"
    if "content.xml" in names:
        return "an OpenDocument file; save it as .docx"
    if "META-INF/container.xml" in names:
        return "an e-book (EPUB); save its chapter as HTML"
    if "EncryptedPackage" in names:
        return "protected with a password"
    return "a ZIP archive; unpack it and read the files in it"
