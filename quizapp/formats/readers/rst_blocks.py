"""reStructuredText → blocks of clean text. Read line by line, in time that grows with the text alone.

docutils is made for whole projects: it stops at each role and directive that it does not know, and Sphinx's
are many. What is needed here is only what stands where.
"""

import csv
import re
from collections.abc import Sequence

from quizapp.formats.readers.blocks import BOLD_LEVEL, END_LEVEL, TERM_LEVEL, Block
from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.questions import is_asked
from quizapp.formats.readers.rst_text import rst_words
from quizapp.formats.readers.tables import Row, table_blocks

ADORNMENT = re.compile(r"""([!-/:-@\[-`{-~])\1{2,}\s*$""")
BULLET = re.compile(
    r"(?:[-*+•‣⁃]|(?:\d{1,4}|[A-Za-z#]|[ivxlc]{1,6})[.)]|\((?:\d{1,4}|[A-Za-z#])\))(?:[ ]+(?=\S)|$)"
)
DIRECTIVE = re.compile(r"\.\. (?:\|(?P<name>[^|]+)\| )?(?P<kind>[\w:+.-]+?)::(?: +(?P<argument>.*))?$")
TARGET = re.compile(r"\.\. _(?P<name>`[^`]+`|(?:[^:\\]|\\.)+):(?:\s|$)|__ ")
OPTION = re.compile(r":[\w-]+:(?:\s|$)")
FIELD = re.compile(r":(?P<name>[^:\s][^:]*):(?:\s+(?P<body>.*))?$")
GRID = re.compile(r"\+(?:[-=]+\+)+\s*$")
SIMPLE = re.compile(r"=+(?:\s+=+)+\s*$")
DROPPED = frozenset(
    "contents toctree image figure index raw meta include highlight sectionauthor moduleauthor codeauthor role title "
    "default-role sectnum section-numbering header footer literalinclude graphviz mermaid youtube video "
    "replace unicode date currentmodule module program default-domain tabularcolumns target-notes centered".split()
)
CODE = frozenset(
    "code code-block sourcecode parsed-literal prompt math productionlist doctest testcode console".split()
)
FOLDED = frozenset("dropdown collapse details toggle collapsible faq question qa accordion".split())
TITLED = frozenset(
    "admonition topic sidebar note warning tip important hint caution danger error attention seealso".split()
)
DEEPEST = 40

Line = tuple[int, str]


class RstBlocks:
    """Collects the blocks of a text whose first line is line ``skipped`` + 1 of the file."""

    def __init__(self, text: str, skipped: int = 0) -> None:
        self.lines: list[Line] = list(enumerate(text.expandtabs(8).split("\n"), skipped + 1))
        self.found: list[Block] = []
        self.styles: list[tuple[str, bool]] = []
        self.substitutions: dict[str, str] = {}
        names = (match.group("name") for _, row in self.lines if (match := TARGET.match(row.strip())))
        self.targets = frozenset(name.strip("`").replace("\\", "").lower() for name in names if name)
        for _, row in self.lines:
            found = DIRECTIVE.match(row.strip())
            if found and found.group("name"):
                shown = found.group("argument") or "" if found.group("kind") in ("replace", "unicode") else ""
                self.substitutions[found.group("name").lower()] = shown

    def blocks(self) -> list[Block]:
        """Give the blocks in their order."""
        self.take(self.lines, 0)
        return [block for block in self.found if block.text or block.level == END_LEVEL]

    def words(self, text: str) -> str:
        """Give the clean words of a piece of text."""
        return rst_words(text, self.substitutions, self.targets)

    def take(self, lines: Sequence[Line], depth: int) -> None:
        """Take lines that stand at one level of indentation, and all in them."""
        index = 0
        while index < len(lines):
            row = lines[index][1]
            text = row.strip()
            if not text:
                index += 1
            elif not depth and (used := self.section(lines, index)):
                index += used
            elif text == ".." or text.startswith((".. ", "__ ")):
                index = self.explicit(lines, index, depth)
            elif GRID.match(text) or SIMPLE.match(text):
                index = self.table(lines, index)
            elif ADORNMENT.match(text) and len(text) > 3:
                index += 1
            elif FIELD.match(text) and self.is_docinfo(text):
                index = end_of_indented(lines, index + 1, indent(row))
            else:
                index = self.paragraph(lines, index, depth)

    def is_docinfo(self, text: str) -> bool:
        """Whether a field says something about the document and not in it: it stands before all words."""
        return all(block.level for block in self.found) or bool(OPTION.fullmatch(text))

    def section(self, lines: Sequence[Line], index: int) -> int:
        """Take a section title with its line under (and over) it; give the number of lines taken."""
        number, row = lines[index]
        after = lines[index + 1][1] if index + 1 < len(lines) else ""
        if ADORNMENT.match(row) and after.strip() and index + 2 < len(lines):
            under = lines[index + 2][1].rstrip()
            if under == row.rstrip() and not ADORNMENT.match(after.strip()):
                self.title(after.strip(), number + 1, (row[0], True))
                return 3
        under = after.rstrip()
        if (
            ADORNMENT.match(under)
            and row[:1].strip()
            and not ADORNMENT.match(row)
            and len(under) >= min(len(row.rstrip()), 4)
        ):
            self.title(row.strip(), number, (under[0], False))
            return 2
        return 0

    def title(self, text: str, line: int, style: tuple[str, bool]) -> None:
        """Add a heading; its level is the place at which its kind of line was first used."""
        if style not in self.styles:
            self.styles.append(style)
        self.found.append(Block(self.words(text), line, min(self.styles.index(style) + 1, 6)))

    def explicit(self, lines: Sequence[Line], index: int, depth: int) -> int:
        """Take a directive, target, footnote or comment with the lines that belong to it; give where it ends."""
        number, row = lines[index]
        end = end_of_indented(lines, index + 1, indent(row))
        directive = DIRECTIVE.match(row.strip())
        if directive and not directive.group("name"):
            body = list(lines[index + 1 : end])
            while body and OPTION.match(body[0][1].strip()):
                body = body[1:]
            self.directive(
                directive.group("kind").lower(), directive.group("argument") or "", number, body, depth
            )
        return end

    def directive(self, kind: str, argument: str, line: int, body: list[Line], depth: int) -> None:
        """Add what people see of a directive."""
        body = dedented(body)
        if kind in DROPPED or depth > DEEPEST:
            return
        if kind in CODE:
            self.found += [Block(collapse(row), number) for number, row in body]
        elif kind == "list-table":
            self.found += table_blocks(list(listed_rows(body, self)))
        elif kind == "csv-table":
            rows = zip(body, csv.reader([row for _, row in body]), strict=False)
            self.found += table_blocks(
                [(number, list(map(self.words, cells))) for (number, _), cells in rows]
            )
        elif kind == "rubric":
            self.found.append(Block(self.words(argument), line, BOLD_LEVEL))
        else:
            is_term = bool(argument) and (kind in FOLDED or is_asked(self.words(argument)))
            if is_term:
                self.found.append(Block(self.words(argument), line, TERM_LEVEL))
            elif kind in TITLED and argument:
                self.found.append(Block(self.words(argument), line))
            self.take(body, depth + 1)
            if is_term:
                self.found.append(Block("", line, END_LEVEL))

    def table(self, lines: Sequence[Line], index: int) -> int:
        """Take a table drawn with characters; give where it ends."""
        end = index
        while end < len(lines) and lines[end][1].strip():
            end += 1
        rows = lines[index:end]
        is_grid = bool(GRID.match(rows[0][1].strip()))
        while (
            not is_grid and end < len(lines) and sum(bool(SIMPLE.match(row.strip())) for _, row in rows) < 3
        ):
            further = next((n for n in range(end, len(lines)) if SIMPLE.match(lines[n][1].strip())), None)
            if further is None or further - index > 500:
                break
            rows, end = lines[index : further + 1], further + 1
        cells = grid_rows(rows) if is_grid else simple_rows(rows)
        self.found += table_blocks([(n, [self.words(cell) for cell in row]) for n, row in cells])
        return end

    def paragraph(self, lines: Sequence[Line], index: int, depth: int) -> int:
        """Take a paragraph, list item, line block, doctest or term; give where it ends."""
        number, row = lines[index]
        text, here = row.strip(), indent(row)
        if text.startswith((">>> ", "| ")) or text == "|":
            return self.separate(lines, index)
        bullet = BULLET.match(text)
        if bullet and bullet.end() == len(text):
            return index + 1
        if bullet:
            text = text[bullet.end() :]
        end = index + 1
        parts = [text]
        while end < len(lines) and (after := lines[end][1].strip()):
            further = indent(lines[end][1])
            if (
                not bullet
                and end == index + 1
                and further > here
                and not text.endswith("::")
                and not BULLET.match(after)
            ):
                is_bold = text.startswith("**") and text.endswith("**")
                self.found.append(Block(self.words(text), number, BOLD_LEVEL if is_bold else TERM_LEVEL))
                return end
            starts_item = bool(BULLET.match(after)) and (
                further <= here + (2 if bullet else 0) or parts[-1].endswith(":")
            )
            if after.startswith(".. ") or (starts_item and (bullet or further > here)):
                break
            parts.append(after)
            end += 1
        words = " ".join(parts)
        self.add(
            words.removesuffix("::").rstrip() + ":" if words.endswith("::") and words[:-2].strip() else words,
            number,
        )
        return self.literal(lines, end, here) if words.endswith("::") else end

    def add(self, text: str, line: int) -> None:
        """Add a paragraph; a bold line, or bold words at its start that ask, are a block of their own."""
        bold = re.match(r"\*\*(\S(?:[^*]|\*(?!\*))*)\*\*(?!\w)\s*", text)
        if text.strip() == "::":
            return
        if bold and (bold.end() == len(text) or is_asked(self.words(bold.group(1)))):
            self.found.append(Block(self.words(bold.group(1)), line, BOLD_LEVEL))
            if rest := self.words(text[bold.end() :]):
                self.found.append(Block(rest, line, goes_on=True))
            return
        is_link = bool(re.fullmatch(r"(?:`[^`<]+`_|:ref:`[^`]+`|[\w-]+_)", text))
        self.found.append(Block(self.words(text), line, is_link=is_link))

    def literal(self, lines: Sequence[Line], index: int, here: int) -> int:
        """Take the literal block after ``::``: its lines are lines; give where it ends."""
        end = end_of_indented(lines, index, here)
        self.found += [Block(collapse(row), number) for number, row in lines[index:end]]
        return end

    def separate(self, lines: Sequence[Line], index: int) -> int:
        """Take lines that stay lines up to a blank one; give where they end."""
        while index < len(lines) and (text := lines[index][1].strip()):
            is_verse = text == "|" or text.startswith("| ")
            self.found.append(Block(self.words(text[1:]) if is_verse else collapse(text), lines[index][0]))
            index += 1
        return index


def indent(row: str) -> int:
    """Give the number of spaces before the words of a row."""
    return len(row) - len(row.lstrip())


def end_of_indented(lines: Sequence[Line], index: int, here: int) -> int:
    """Give where the lines that are blank or further in than ``here`` end."""
    while index < len(lines) and (not lines[index][1].strip() or indent(lines[index][1]) > here):
        index += 1
    return index


def dedented(lines: Sequence[Line]) -> list[Line]:
    """Take off the spaces that all lines have before them."""
    least = min((indent(row) for _, row in lines if row.strip()), default=0)
    return [(number, row[least:]) for number, row in lines]


def grid_rows(lines: Sequence[Line]) -> list[Row]:
    """Give the rows of a table with drawn borders; a cell keeps its lines."""
    rows: list[Row] = []
    cells: list[str] = []
    begin = lines[0][0]
    for number, row in lines:
        if GRID.match(row.strip()):
            if any(cells):
                rows.append((begin, cells))
            cells, begin = [], number + 1
        else:
            parts = [part.strip() for part in row.strip().strip("|").split("|")]
            cells = [
                f"{old} {new}".strip() for old, new in zip(cells or [""] * len(parts), parts, strict=False)
            ]
    return rows


def simple_rows(lines: Sequence[Line]) -> list[Row]:
    """Give the rows of a table whose columns are lines of equal signs; no first cell means more of the row before."""
    spans = [match.span() for match in re.finditer(r"=+", lines[0][1])]
    bounds = [*(begin for begin, _ in spans[1:]), None]
    rows: list[tuple[int, list[str]]] = []
    for number, row in lines:
        if SIMPLE.match(row.strip()) or not row.strip() or re.fullmatch(r"[-\s]+", row):
            continue
        cells = [row[begin:end].strip() for (begin, _), end in zip(spans, bounds, strict=True)]
        if cells and not cells[0] and rows:
            rows[-1][1][:] = [f"{old} {new}".strip() for old, new in zip(rows[-1][1], cells, strict=True)]
        else:
            rows.append((number, cells))
    return list(rows)


def listed_rows(lines: Sequence[Line], reader: RstBlocks) -> list[Row]:
    """Give the rows of a table written as a list of lists."""
    rows: list[tuple[int, list[str]]] = []
    for number, row in lines:
        text = row.strip()
        if text.startswith("* -"):
            rows.append((number, [text[3:].strip()]))
        elif text.startswith(("- ", "-")) and rows and indent(row) <= 3:
            rows[-1][1].append(text[1:].strip())
        elif text and rows:
            rows[-1][1][-1] += f" {text}"
    return [(number, [reader.words(cell) for cell in cells]) for number, cells in rows]
