"""An HTML tree → blocks of clean text: headings, bold lines, terms, list items, table rows."""

import re
from collections.abc import Iterator

from quizapp.formats.readers.blocks import BOLD_LEVEL, END_LEVEL, TERM_LEVEL, Block
from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.html_tree import BLOCKS, Element
from quizapp.formats.readers.questions import is_asked
from quizapp.formats.readers.tables import table_blocks

UNSEEN = frozenset(
    "script style noscript template head title nav footer svg math iframe object audio video canvas select textarea "
    "input img map datalist".split()
)
UNSEEN_ROLES = re.compile(
    r"\b(?:navigation|breadcrumbs?|contentinfo|search|banner)\b|\b(?:sr-only|visually-hidden|screen-reader-text)\b"
)
LISTING = re.compile(r"\b(?:toc|table-of-contents|breadcrumbs?|pagination|share|social|cookie|sidebar)\b")
LONGEST_SIGN = 3
TITLES = ("question", "title", "summary", "header", "heading", "label", "q", "name")
COMPONENT = re.compile(r"accordion|faq|detail|expand|collaps|question|toggle|spoiler")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(("b", "strong"))
BOXES = frozenset(("div", "section", "article", "details", "dl", "main", "li", "fieldset"))
ASKING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:question|accordion[-_]*(?:header|title|button|trigger|toggle|heading|label|summary)|"
    r"(?:panel|card|toggle|collapse|collapsible|expand(?:er|able)?|tab)[-_]*(?:header|title|heading|trigger|button|question|label)|"
    r"faq[-_]*(?:q|question|title|header|heading|trigger|toggle|button)|schema-faq-question|elementor-tab-title)(?=$|[\s_-])"
)


class Reader:
    """Walks a tree and collects blocks; nothing in it recurses deeper than the tree is allowed to be."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.words: list[tuple[str, bool, bool]] = []
        self.line = 1
        self.begin = True
        self.depth = 0

    def read(self, element: Element, bold: bool = False, link: bool = False) -> None:
        """Take an element with all in it."""
        tag = element.tag
        if is_unseen(element):
            return
        if tag == "br":
            self.flush()
        elif tag == "pre":
            self.preformatted(element)
        elif tag == "table":
            self.flush()
            self.found += table_blocks(rows_of(element), self.depth)
        elif (level := level_of(element)) and not holds_headings(element):
            self.heading(element, level)
        elif asked := component_title(element):
            self.flush()
            self.found.append(Block(asked, element.line, TERM_LEVEL, depth=self.depth + 1))
            self.box(element)
        elif tag in BLOCKS:
            self.box(element)
        else:
            inner = link or (tag == "a" and element.attributes.get("href", "").startswith("#"))
            self.children(element, bold or tag in BOLD, inner)

    def children(self, element: Element, bold: bool = False, link: bool = False) -> None:
        """Take what an element holds."""
        for child in element.children:
            if isinstance(child, str):
                if child.strip() and not any(text.strip() for text, _, _ in self.words):
                    before = len(child) - len(child.lstrip())
                    self.line = element.line + (child.count("\n", 0, before) if element.tag in BLOCKS else 0)
                self.words.append((child, bold, link))
            else:
                self.read(child, bold, link)

    def box(self, element: Element) -> None:
        """Take an element that begins and ends a line."""
        self.flush()
        inside = element.tag in BOXES or COMPONENT.search(element.tag) is not None
        self.depth += inside
        self.children(element)
        self.flush()
        if inside:
            self.found.append(Block("", element.line, END_LEVEL, depth=self.depth))
        self.depth -= inside

    def heading(self, element: Element, level: int) -> None:
        """Take a heading or a term as one line."""
        self.flush()
        text = " ".join(block.text for block in blocks_within(element))
        if text:
            self.found.append(Block(text, element.line, level, depth=self.depth))

    def preformatted(self, element: Element) -> None:
        """Take a block of code: its lines are lines."""
        self.flush()
        rows = enumerate(element.text().strip("\n").split("\n"), element.line)
        self.found += [Block(collapse(row), line, depth=self.depth) for line, row in rows if row.strip()]

    def flush(self) -> None:
        """End the line: make a block of its words; bold ones at its start are a block of their own."""
        words, self.words = self.words, []
        text = collapse("".join(part for part, _, _ in words))
        if not text:
            return
        seen = [(part, bold, link) for part, bold, link in words if part.strip()]
        is_link = all(link for _, _, link in seen)
        lead = 0
        while lead < len(words) and (words[lead][1] or not words[lead][0].strip()):
            lead += 1
        first = collapse("".join(part for part, _, _ in words[:lead]))
        rest = collapse("".join(part for part, _, _ in words[lead:]))
        if first and not is_link and (not rest or is_asked(first)):
            self.found.append(Block(first, self.line, BOLD_LEVEL, depth=self.depth))
            if rest:
                self.found.append(Block(rest, self.line, goes_on=True, depth=self.depth))
        else:
            self.found.append(Block(text, self.line, is_link=is_link, depth=self.depth))


def html_blocks(root: Element) -> list[Block]:
    """Give the blocks of a tree in the order of the page."""
    reader = Reader()
    reader.read(root)
    reader.flush()
    return reader.found


def blocks_within(element: Element) -> Iterator[Block]:
    """Give the blocks of what an element holds, whatever the element itself is; ends of boxes aside."""
    reader = Reader()
    reader.children(element)
    reader.flush()
    return (block for block in reader.found if block.level != END_LEVEL)


def is_unseen(element: Element) -> bool:
    """Whether nobody sees an element, or it leads elsewhere: scripts, menus, tables of contents."""
    if element.tag in UNSEEN:
        return True
    if element.attributes.get("aria-hidden") == "true" and len(element.text().strip()) <= LONGEST_SIGN:
        return True  # a plus or an arrow; what folds is hidden too
    names = element.classes()
    return (
        bool(names.strip())
        and bool(UNSEEN_ROLES.search(names) or LISTING.search(names))
        and element.tag != "body"
    )


def level_of(element: Element) -> int:
    """Give the level of a heading or term; 0 for an element that is neither."""
    if element.tag in HEADINGS:
        return HEADINGS[element.tag]
    if element.tag in ("summary", "dt"):
        return TERM_LEVEL
    if element.attributes.get("role") == "heading":
        level = element.attributes.get("aria-level", "2")
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    is_button = element.tag == "button" or element.attributes.get("role") in ("button", "tab")
    if is_button and ("aria-expanded" in element.attributes or "aria-controls" in element.attributes):
        return TERM_LEVEL
    toggles = element.attributes.get("data-toggle", element.attributes.get("data-bs-toggle")) == "collapse"
    if toggles or ASKING_CLASS.search(element.classes()):
        return TERM_LEVEL
    return 0


def component_title(element: Element) -> str:
    """Give the question that a component of a page has as an attribute (``<Accordion title="…">``)."""
    if not COMPONENT.search(element.tag) or element.tag == "details":
        return ""
    found = (collapse(element.attributes.get(name, "").strip(" {}'\"`")) for name in TITLES)
    return next(filter(None, found), "")


def holds_headings(element: Element) -> bool:
    """Whether a term holds a heading, which then is the question, or the answer as well."""
    if element.tag in HEADINGS:
        return False
    inner = [below for below in element.walk() if below is not element]
    return any(level_of(below) for below in inner) or sum(below.tag == "p" for below in inner) > 1


def rows_of(table: Element) -> list[tuple[int, list[str]]]:
    """Give the rows of a table: the line and the cells; a cell's lines are kept apart by line ends."""
    rows = []
    waiting = [table]
    while waiting:
        row = waiting.pop()
        if row.tag in ("table", "thead", "tbody", "tfoot") and (row is table or row.tag != "table"):
            waiting += [child for child in reversed(row.children) if isinstance(child, Element)]
        elif row.tag == "tr":
            cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")]
            texts = ["\n".join(block.text for block in blocks_within(cell)) for cell in cells]
            rows.append((row.line, texts))
    return rows
