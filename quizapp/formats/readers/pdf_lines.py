"""The lines of a PDF with their size and place, taken out in a process of its own.

A hostile PDF can make any parser eat memory and time, or crash it: a process can be given bounds, and be ended.
Run as ``python -m quizapp.formats.readers.pdf_lines``: a PDF comes in, JSON goes out.
"""

import ctypes
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from quizapp.errors import FileProblems, Problem

try:
    import resource
except ImportError:  # Windows: the time is bounded all the same
    resource = None  # type: ignore[assignment]

SECONDS = 9
LARGEST_HEAP = 380 * 1024 * 1024
MOST_PAGES = 1_000
BOLD_WEIGHT = 600
PASSWORD = 4
LOCKED = "locked"
TOO_LONG = "pages"
DAMAGED = "damaged"
MESSAGES = {
    LOCKED: "is protected with a password; take it off and save the file again.",
    TOO_LONG: f"has more than {MOST_PAGES:,} pages; split it.",
    DAMAGED: "is not a whole PDF; it may be cut off or damaged, so copy or save it again.",
}


@dataclass(frozen=True)
class Line:
    """One line of a page: its place in points from the upper left corner."""

    page: int
    text: str
    size: float
    bold: bool
    left: float
    right: float
    top: float
    bottom: float
    height: float


def pdf_lines(data: bytes, file: str) -> list[Line]:
    """Give the lines of all pages in reading order. Raises FileProblems saying what is wrong, within ten seconds."""
    command = [sys.executable, "-m", "quizapp.formats.readers.pdf_lines"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 (fixed)
    except subprocess.TimeoutExpired as e:
        message = f"takes longer than {SECONDS} seconds to read; split it, or save its text."
        raise FileProblems([Problem(message, file)]) from e
    answer = json.loads(done.stdout) if done.returncode == 0 and done.stdout else DAMAGED
    if isinstance(answer, str):
        raise FileProblems([Problem(MESSAGES[answer], file)])
    return [Line(*fields) for fields in answer]


def lines_of(data: bytes) -> Iterator[Line]:
    """Give the lines of all pages."""
    with pypdfium2.PdfDocument(data) as document:
        if len(document) > MOST_PAGES:
            raise ValueError(TOO_LONG)
        for number, page in enumerate(document, 1):
            text_page = page.get_textpage()
            yield from lines_of_page(text_page.raw, number, page.get_height())
            text_page.close()
            page.close()


def lines_of_page(page: object, number: int, height: float) -> Iterator[Line]:
    """Give the lines of a page; a line's look is that of its characters together."""
    start = 0
    count = pdfium.FPDFText_CountChars(page)
    codes = [pdfium.FPDFText_GetUnicode(page, index) for index in range(count)]
    for index in range(count + 1):
        if index == count or codes[index] in (10, 13):
            if index > start:
                yield from line_of(page, codes, range(start, index), number, height)
            start = index + 1


def line_of(page: object, codes: list[int], where: range, number: int, height: float) -> Iterator[Line]:
    """Give the line of the characters in a range; none for blank ones."""
    text = "".join(map(chr, (codes[index] for index in where))).replace("\ufffe", "-").replace("\x02", "-")
    text = " ".join(text.replace("\x00", "").split())
    shown = [index for index in where if not chr(codes[index]).isspace() and codes[index]]
    if not text or not shown:
        return
    looked_at = [shown[0], shown[len(shown) // 2], shown[-1]]
    boxes = [box_of(page, index) for index in looked_at]
    size = max(top - bottom for _, bottom, top, _ in boxes)
    bold = all(is_bold(page, index) for index in looked_at)
    top, bottom = max(box[2] for box in boxes), min(box[1] for box in boxes)
    yield Line(
        number,
        text,
        round(size, 1),
        bold,
        round(boxes[0][0], 1),
        round(boxes[-1][3], 1),
        height - top,
        height - bottom,
        height,
    )


def box_of(page: object, index: int) -> tuple[float, float, float, float]:
    """Give left, bottom, top and right of the box that the font gives a character: in proportion to its size."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    return box.left, box.bottom, box.top, box.right


def is_bold(page: object, index: int) -> bool:
    """Whether a character is bold, by the weight or the name of its font."""
    if pdfium.FPDFText_GetFontWeight(page, index) >= BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, len(name), flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibold", b"demi"))


def main() -> None:
    """Read a PDF from standard input and write its lines, or the name of what is wrong, to standard output."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (LARGEST_HEAP, LARGEST_HEAP))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: object
    try:
        lines = lines_of(sys.stdin.buffer.read())
        answer = [[*vars(line).values()] for line in lines]
    except pypdfium2.PdfiumError as e:
        answer = LOCKED if getattr(e, "err_code", None) == PASSWORD else DAMAGED
    except ValueError as e:
        answer = str(e) if str(e) in MESSAGES else DAMAGED
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
