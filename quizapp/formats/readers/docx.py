"""Word files (DOCX): headings, bold paragraphs, labels or tables give the questions: see ``outline``.

Read with zipfile and defusedxml: python-docx passes over tracked insertions and content controls, and sets no
bounds to what a file unpacks to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.blocks import BOLD_LEVEL, Block
from quizapp.formats.readers.docx_package import MAIN, Package
from quizapp.formats.readers.draft import Draft, collapse
from quizapp.formats.readers.outline import outlined
from quizapp.formats.readers.questions import is_asked
from quizapp.formats.readers.tables import table_blocks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_PARAGRAPHS = 100_000
HIDDEN = frozenset(
    ("del", "moveFrom", "instrText", "delText", "footnoteReference", "endnoteReference", "rPr", "pPr")
)
LEVEL_OF_NAME = {"title": 1, "subtitle": 0}
OFF = frozenset(("0", "false", "off", "none"))
Run = tuple[str, bool]
"""A piece of text, and whether it is bold."""


@dataclass(frozen=True)
class Style:
    """What a paragraph style means: ``level`` of its heading (0: none), bold, or an entry of a table of contents."""

    level: int = 0
    bold: bool = False
    lists_contents: bool = False


def read(data: bytes, file: str) -> Draft:
    """Read title, summary and pairs. Raises FileProblems for what is no whole, open Word file."""
    package = Package(data, file)
    root = package.part(MAIN)
    if root is None:
        raise package.problem("has no text.")
    styles = styles_of(package.part("word/styles.xml"))
    blocks = list(Body(styles, file).blocks(root))
    draft = outlined(blocks, file)
    draft.unit = "paragraph"
    properties = package.part("docProps/core.xml")
    name = properties.findtext(f".//{TITLE}") if properties is not None else None
    draft.title = draft.title or collapse(name or "")
    return draft


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element | None, default: str = "") -> str:
    """Give the ``val`` of an element."""
    if element is None:
        return default
    return element.get(f"{W}val", element.get(f"{STRICT_W}val", default))


def child(element: Element | None, name: str) -> Element | None:
    """Give the first child of that local name."""
    return next((below for below in element if local(below) == name), None) if element is not None else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property is switched on; None where it is not mentioned."""
    found = child(properties, name)
    return None if found is None else value(found, "1").lower() not in OFF


def styles_of(root: Element | None) -> dict[str, Style]:
    """Give the paragraph styles by their id, each with what it takes from the style it is based on."""
    found: dict[str, Style] = {"": Style()}
    based: dict[str, str] = {}
    for element in root if root is not None else ():
        if local(element) == "style":
            name = next((v for k, v in element.attrib.items() if k.endswith("}styleId")), "")
            found[name] = style_of(element)
            based[name] = value(child(element, "basedOn"))
    for name, style in list(found.items()):
        parent, steps = based.get(name, ""), 0
        while parent and steps < len(based) and not (style.level and style.bold):
            above = found.get(parent, Style())
            style = replace(style, level=style.level or above.level, bold=style.bold or above.bold)
            parent, steps = based.get(parent, ""), min(steps + 1, 20) if steps < 20 else len(based)
        found[name] = style
    return found


def style_of(element: Element) -> Style:
    """Give what one style says itself."""
    name = value(child(element, "name")).lower()
    level = LEVEL_OF_NAME.get(name, 0)
    for prefix in ("heading ", "überschrift ", "titre ", "título ", "titolo "):
        if name.startswith(prefix) and name.removeprefix(prefix)[:1].isdigit():
            level = min(int(name.removeprefix(prefix)[:1]), 6)
    outline = value(child(child(element, "pPr"), "outlineLvl"))
    if not level and outline.isdigit() and int(outline) < 6:
        level = int(outline) + 1
    return Style(
        level, bool(is_on(child(element, "rPr"), "b")), name.startswith(("toc ", "table of contents", "toc"))
    )


class Body:
    """Walks the text of a document; ``number`` counts its paragraphs."""

    def __init__(self, styles: dict[str, Style], file: str) -> None:
        self.styles = styles
        self.file = file
        self.number = 0

    def blocks(self, element: Element) -> Iterator[Block]:
        """Give the blocks of all paragraphs and tables in an element, in their order."""
        waiting = [iter(element)]
        while waiting:
            below = next(waiting[-1], None)
            if below is None:
                waiting.pop()
            elif local(below) == "p":
                yield from self.paragraph(below)
            elif local(below) == "tbl":
                yield from table_blocks(list(self.rows(below)))
            elif local(below) not in HIDDEN and below.tag != FALLBACK:
                waiting.append(iter(below))

    def rows(self, table: Element) -> Iterator[tuple[int, list[str]]]:
        """Give the rows of a table; a cell has a line a paragraph, tables within it included."""
        for row in (below for below in table.iter() if local(below) == "tr"):
            cells = [cell for cell in row if local(cell) == "tc"]
            begin = self.number + 1
            texts = []
            for cell in cells:
                paragraphs = (below for below in cell.iter() if local(below) == "p")
                lines = ("".join(block.text for block in self.paragraph(p)) for p in paragraphs)
                texts.append("\n".join(filter(None, lines)))
            yield begin, texts

    def paragraph(self, element: Element) -> Iterator[Block]:
        """Give the lines of a paragraph. Raises FileProblems for more paragraphs than any FAQ has."""
        self.number += 1
        if self.number > MOST_PARAGRAPHS:
            raise FileProblems(
                [Problem(f"has more than {MOST_PARAGRAPHS:,} paragraphs; split it.", self.file)]
            )
        properties = child(element, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")), Style())
        outline = value(child(properties, "outlineLvl"))
        level = style.level or (int(outline) + 1 if outline.isdigit() and int(outline) < 6 else 0)
        if style.lists_contents:
            return
        lines: list[list[Run]] = [[]]
        for text, bold in runs(element, style.bold):
            for index, piece in enumerate(text.split("\n")):
                if index:
                    lines.append([])
                lines[-1].append((piece, bold))
        if level:
            yield Block(collapse(" ".join(map(words, lines))), self.number, level)
            return
        for line in lines:
            yield from lined(line, self.number)


def runs(paragraph: Element, bold: bool) -> Iterator[Run]:
    """Give the visible pieces of text; a break is a line end. What was deleted with changes tracked is not there."""
    waiting = [(iter(paragraph), bold)]
    while waiting:
        children, is_bold = waiting[-1]
        below = next(children, None)
        if below is None:
            waiting.pop()
            continue
        name = local(below)
        if name == "t":
            yield below.text or "", is_bold
        elif name in ("br", "cr"):
            yield "\n", is_bold
        elif name in ("tab", "ptab"):
            yield " ", is_bold
        elif name == "noBreakHyphen":
            yield "-", is_bold
        elif name == "r":
            own = is_on(child(below, "rPr"), "b")
            if not is_on(child(below, "rPr"), "vanish"):
                waiting.append((iter(below), is_bold if own is None else own))
        elif name not in HIDDEN and below.tag != FALLBACK and name != "txbxContent":
            waiting.append((iter(below), is_bold))


def words(line: list[Run]) -> str:
    """Give the words of a line of runs."""
    return collapse("".join(text for text, _ in line))


def lined(line: list[Run], number: int) -> Iterator[Block]:
    """Give the block of a line; a bold one, or bold words at its start that ask, are a block of their own."""
    lead = 0
    while lead < len(line) and (line[lead][1] or not line[lead][0].strip()):
        lead += 1
    first, rest = words(line[:lead]), words(line[lead:])
    if first and (not rest or is_asked(first)):
        yield Block(first, number, BOLD_LEVEL)
        if rest:
            yield Block(rest, number, goes_on=True)
    elif text := words(line):
        yield Block(text, number)
