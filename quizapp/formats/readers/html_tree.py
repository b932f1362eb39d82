"""HTML → a light tree of elements that know their lines, as browsers would see it.

Built on the standard library's parser: end tags that people leave out (``<p>``, ``<li>``, ``<dt>``, ``<td>``) are
put in, elements that lie too deep are put into the deepest one allowed, and the number of elements is bounded.
A tree of BeautifulSoup needs some ten times the memory and leaves ``<p>`` open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.html_guard import parseable

DEEPEST = 150
"""Elements within each other that are told apart; a page of a generator that loves boxes has about 40."""
MOST_ELEMENTS = 150_000
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "ui"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table", "thead", "tbody", "tfoot"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
"""Which open elements a start tag closes, and where the search for one ends."""
HOLDS_NO_PARAGRAPH_END = BLOCKS - {"p"}


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes (lower-case names) and what it holds: texts and elements in order."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def classes(self) -> str:
        """Give the class names and the role, in lower case, as one text."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('role', '')}".lower()

    def walk(self) -> Iterator["Element"]:
        """Give the element and all below it in the order of the page."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += [child for child in reversed(here.children) if isinstance(child, Element)]

    def text(self) -> str:
        """Give all text within, as written."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, str):
                parts.append(here)
            else:
                waiting += reversed(here.children)
        return "".join(parts)


class TreeBuilder(HTMLParser):
    """Puts tags and texts together to a tree; ``root`` holds the page."""

    def __init__(self, file: str, line: int = 1) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.first_line = line
        self.root = Element("", line)
        self.open = [self.root]
        self.elements = 0
        self.in_list_mark = False

    def line(self) -> int:
        """Give the line where the parser is."""
        return self.getpos()[0] + self.first_line - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; close those before it whose end tags were left out."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            message = (
                f"has more than {MOST_ELEMENTS:,} HTML elements; split it, or save only the text of the page."
            )
            raise FileProblems([Problem(message, self.file, self.line())])
        if tag in CLOSES:
            self.close_back_to(*CLOSES[tag])
        elif tag in BLOCKS:
            self.close_back_to({"p"}, HOLDS_NO_PARAGRAPH_END)
        element = Element(tag, self.line(), {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ``<tag/>`` as browsers do: as a start tag, unless nothing could stand in it."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name; an end tag without one means nothing."""
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return
            if tag not in BLOCKS and self.open[index].tag in ("td", "th", "li", "div", "section"):
                return

    def handle_data(self, data: str) -> None:
        """Add a text; the bullets that Word writes for browsers without lists are none."""
        if not self.in_list_mark:
            self.open[-1].children.append(data)

    def close_back_to(self, tags: set[str] | frozenset[str], limits: set[str] | frozenset[str]) -> None:
        """Close the outermost open element of ``tags`` above the nearest of ``limits``."""
        last = 0
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag in limits:
                break
            if self.open[index].tag in tags:
                last = index
        if last:
            del self.open[last:]

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Skip ``<![…``: the standard parser stops with an AssertionError at one it does not know."""
        self.in_list_mark = self.rawdata.startswith("<![if !supportLists", i)
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else len(self.rawdata)


def html_tree(text: str, file: str, line: int = 1) -> Element:
    """Give the tree of a page or of a piece of one that begins in ``line``.

    Raises FileProblems for more elements than any FAQ has.
    """
    builder = TreeBuilder(file, line)
    try:
        builder.feed(parseable(text))
        builder.close()
    except (AssertionError, ValueError) as e:
        message = f"holds markup that cannot be read ({e}); save the page again as HTML, or as plain text."
        raise FileProblems([Problem(message, file, builder.line())]) from e
    return builder.root
