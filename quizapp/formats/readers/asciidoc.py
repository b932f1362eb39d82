"""AsciiDoc: labelled lists, headings, bold lines or folding blocks are the questions: see ``outline``."""

import re
from collections.abc import Sequence

from quizapp.formats.readers.asciidoc_text import asciidoc_words
from quizapp.formats.readers.blocks import BOLD_LEVEL, END_LEVEL, TERM_LEVEL, Block
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.front_matter import split_front_matter
from quizapp.formats.readers.outline import outlined
from quizapp.formats.readers.questions import is_asked
from quizapp.formats.readers.tables import table_blocks

HEADING = re.compile(r"(={1,6}|#{1,6}) +(\S.*?)(?: +\1)?$")
ATTRIBUTE = re.compile(r":!?([\w-]+)!?:(?:\s+(.*))?$")
TERM = re.compile(r"(\S.*?)(:{2,4}|;;)(?:\s+(.*))?$")
ITEM = re.compile(r"(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-zA-Z]\.|<\d{1,3}>|<\.>|•) +(?:\[[ xX*]\] +)?(?=\S)")
TITLE = re.compile(r"\.(?![.\s])(.+)$")
ANCHOR_OR_STYLE = re.compile(r"\[[^\]]*\]\]?$")
VERBATIM = re.compile(r"(?:-{4,}|\.{4,}|```\w*|~~~\w*)$")
NESTED = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)$")
HIDDEN = re.compile(r"(/{4,}|\+{4,})$")
TABLE = re.compile(r"([|!,:])={3,}$")
SKIPPED = re.compile(
    r"(?:image|video|audio|toc|include|ifdef|ifndef|ifeval|endif)::|//|'''|<<<$|---$|\*\*\*$|- - -$|\* \* \*$|\+$"
)
LONGEST_MARKED = 10_000
"""Signs of a row that may be a heading, a term or a block's edge."""
UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
BOLD = re.compile(r"(\*\*?)(\S(?:.*?\S)?)\1(?!\w)\s*")


class AsciidocBlocks:
    """Collects the blocks of a text whose first line is line ``skipped`` + 1 of the file."""

    def __init__(self, text: str, skipped: int = 0) -> None:
        self.rows = text.expandtabs(4).split("\n")
        self.skipped = skipped
        self.found: list[Block] = []
        self.attributes: dict[str, str] = {}
        self.parts: list[str] = []
        self.begin = 0
        self.caption: tuple[str, int] | None = None
        self.folds = False
        self.open: list[tuple[str, bool]] = []

    def blocks(self) -> list[Block]:
        """Give the blocks in their order."""
        index = 0
        while index < len(self.rows):
            index = self.take(index)
        self.flush()
        return [block for block in self.found if block.text or block.level == END_LEVEL]

    def words(self, text: str) -> str:
        """Give the clean words of a piece of text."""
        return asciidoc_words(text, self.attributes)

    def take(self, index: int) -> int:
        """Take what begins at a row; give the index of the row after it."""
        row = self.rows[index].rstrip()
        text = row.strip()
        if len(row) > LONGEST_MARKED:
            self.text(text, index, plain=True)
            return index + 1
        if VERBATIM.match(text) or HIDDEN.match(text) or TABLE.match(text):
            return self.fenced(index, text)
        if not text or SKIPPED.match(text):
            self.flush()
        elif NESTED.match(text):
            self.box(text, index)
        elif ANCHOR_OR_STYLE.fullmatch(row) and row.startswith("["):
            self.flush()
            self.folds = self.folds or "%collapsible" in row
        elif not self.parts and (match := ATTRIBUTE.match(row)):
            self.attributes[match.group(1).lower()] = self.words(match.group(2) or "")
        elif match := HEADING.match(row):
            self.heading(match.group(2), index, len(match.group(1)))
            return (
                self.after_header(index + 1)
                if len(match.group(1)) == 1 and len(self.found) == 1
                else index + 1
            )
        elif self.is_underlined(index):
            self.heading(row, index, UNDERLINES[self.rows[index + 1][0]])
            return index + 2
        elif not self.parts and (match := TITLE.match(row)):
            self.caption = (match.group(1), index)
            if is_asked(match.group(1)) and not self.folds:
                self.show_caption()
        else:
            self.text(text, index)
        return index + 1

    def text(self, text: str, index: int, plain: bool = False) -> None:
        """Take a row of a paragraph, list item or term; one that is ``plain`` is neither of the latter."""
        if plain:
            pass
        elif match := TERM.match(text):
            self.flush()
            level = TERM_LEVEL if match.group(2) == "::" else 0
            self.found.append(Block(self.words(match.group(1)), self.line(index), level))
            text = match.group(3) or ""
        elif match := ITEM.match(text):
            self.flush()
            text = text[match.end() :]
        if not text:
            return
        self.show_caption()
        if not self.parts:
            self.begin = index
        self.parts.append(text.removesuffix(" +"))
        if text.endswith(" +"):
            self.flush()

    def flush(self) -> None:
        """End the paragraph; a bold line, or bold words at its start that ask, are a block of their own."""
        parts, self.parts = self.parts, []
        text = " ".join(parts)
        line = self.line(self.begin)
        bold = BOLD.match(text)
        if bold and (bold.end() == len(text) or is_asked(self.words(bold.group(2)))):
            self.found.append(Block(self.words(bold.group(2)), line, BOLD_LEVEL))
            if rest := self.words(text[bold.end() :]):
                self.found.append(Block(rest, line, goes_on=True))
        elif text:
            is_link = bool(re.fullmatch(r"<<[^<>]+>>|xref:#?[^\s\[]+\[[^\]]*\]", text))
            self.found.append(Block(self.words(text), line, is_link=is_link))

    def heading(self, text: str, index: int, level: int) -> None:
        """Add a heading."""
        self.flush()
        self.caption = None
        self.found.append(Block(self.words(text), self.line(index), level))

    def show_caption(self) -> None:
        """Add the title of a block as a line, or as a question where the block folds or the title asks."""
        if self.caption:
            text, index = self.caption
            self.caption = None
            is_term = self.folds or is_asked(text)
            self.found.append(Block(self.words(text), self.line(index), TERM_LEVEL if is_term else 0))

    def box(self, sign: str, index: int) -> None:
        """Begin or end a block that holds others."""
        self.flush()
        if self.open and self.open[-1][0] == sign:
            _, folds = self.open.pop()
            if folds:
                self.found.append(Block("", self.line(index), END_LEVEL))
            return
        self.open.append((sign, self.folds))
        self.show_caption()
        self.folds = False

    def fenced(self, index: int, sign: str) -> int:
        """Take a block of code, a table or a comment; give the index of the row after it."""
        self.flush()
        sign = sign[:3] if sign.startswith(("```", "~~~")) else sign
        end = next(
            (n for n in range(index + 1, len(self.rows)) if self.rows[n].strip() == sign), len(self.rows)
        )
        inner = self.rows[index + 1 : end]
        self.show_caption()
        if TABLE.match(sign):
            self.found += table_blocks(self.table(inner, index + 1, sign[0]))
        elif not HIDDEN.match(sign):
            self.found += [Block(collapse(row), self.line(index + 1 + n)) for n, row in enumerate(inner)]
        return end + 1

    def table(self, rows: Sequence[str], index: int, sign: str) -> list[tuple[int, list[str]]]:
        """Give line and cells of each row; the first line of a table says how many cells a row has."""
        separator = "|" if sign in "|!" else sign
        cells: list[tuple[int, str]] = []
        width = 0
        for number, row in enumerate(rows, index):
            pieces = re.split(rf"(?:(?<=\s)|^)(?:\d*[.+*]?\d*[<^>]?[.<^>]*[a-z]?){re.escape(separator)}", row)
            if pieces[0].strip() and cells:
                cells[-1] = (cells[-1][0], f"{cells[-1][1]}\n{pieces[0].strip()}")
            cells += [(number, piece.strip()) for piece in pieces[1:]]
            width = width or len(pieces) - 1
            if width == 1 and not row.strip():
                width = len(cells)
        width = max(width, 1)
        found = []
        for begin in range(0, len(cells) - width + 1, width):
            row_cells = cells[begin : begin + width]
            texts = ["\n".join(self.words(line) for line in cell.split("\n")) for _, cell in row_cells]
            found.append((self.line(row_cells[0][0]), texts))
        return found

    def is_underlined(self, index: int) -> bool:
        """Whether a row is a title with a line under it of about its length (the older way to write headings)."""
        if self.parts or index + 1 >= len(self.rows):
            return False
        row, under = self.rows[index].rstrip(), self.rows[index + 1].rstrip()
        is_line = len(under) > 2 and under[0] in UNDERLINES and under == under[0] * len(under)
        return is_line and row[:1].isalnum() and abs(len(row) - len(under)) <= 1

    def after_header(self, index: int) -> int:
        """Skip the lines of author and revision below the title."""
        while (
            index < len(self.rows)
            and self.rows[index].strip()
            and not self.rows[index].startswith((":", "[", "//"))
        ):
            index += 1
        return index

    def line(self, index: int) -> int:
        """Give the line of the file in which a row stands."""
        return index + 1 + self.skipped


def read(text: str, file: str) -> Draft:
    """Read title, summary and pairs."""
    fields, body, skipped = split_front_matter(text.lstrip("\ufeff"))
    reader = AsciidocBlocks(body, skipped)
    draft = outlined(reader.blocks(), file)
    draft.title = draft.title or fields.get("title", "")
    draft.summary = draft.summary or reader.attributes.get("description", "") or fields.get("description", "")
    return draft
