"""Bytes → text: UTF-8, UTF-16 by its mark, else Windows-1252; what is no text is named and refused."""

import codecs

from quizapp.errors import FileProblems, Problem

EXPECTED = "expected a text file with questions and answers"
BINARY_KINDS = (
    (b"PK\x03\x04", "a ZIP archive (Word, Excel and OpenDocument files are such)"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
CONTROLS = frozenset(map(chr, [*range(32), *range(0x7F, 0xA0)])) - frozenset("\t\n\r\f\x1a\x85")
"""Control characters that mean nothing in a document, and something to a terminal."""


def decode(data: bytes, file: str) -> str:
    """Give the text of ``data``, line ends as ``\\n``. Raises FileProblems saying what it is instead."""
    if not data.strip():
        raise FileProblems([Problem(f"is empty; {EXPECTED}.", file)])
    for magic, kind in BINARY_KINDS:
        if data.startswith(magic):
            raise FileProblems([Problem(f"is {kind}; {EXPECTED}. Save it as plain text first.", file)])
    text = text_of(data)
    if text is None or sum(map(text.count, CONTROLS)) > len(text) // 200:
        raise FileProblems([Problem(f"is not text; {EXPECTED}.", file)])
    text = "".join(char for char in text if char not in CONTROLS) if has_controls(text) else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\f\x1a"):
        raise FileProblems([Problem(f"is empty; {EXPECTED}.", file)])
    return text


def text_of(data: bytes) -> str | None:
    """Decode by the first encoding that fits; None where the bytes are no text in any."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        return None
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def has_controls(text: str) -> bool:
    """Whether the text holds control characters that mean nothing in a document."""
    return any(char in text for char in CONTROLS)
