"""Plain text ↔ HTML.

Out: a line end is a ``<br/>``, everything else is escaped. In: white space with a line end in it is layout and
becomes one space, other white space is text, so that what went out comes in to the letter.
"""

import html
import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
    "section table tbody tfoot thead tr ul".split()
)
UNSEEN = frozenset({"script", "style", "head", "title", "template"})
NO_EQUAL = {
    "img": "a picture",
    "svg": "a picture",
    "canvas": "a picture",
    "audio": "a sound",
    "video": "a video",
    "object": "an embedded object",
    "embed": "an embedded object",
    "iframe": "an embedded page",
    "math": "a formula (MathML)",
}
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<[!?][^<>]*>|<")
CLASS = re.compile(r"""\sclass="([^"]*)\"""")
SPACE = re.compile(r"[ \t\n\f]+")
LONGEST_MARKUP = 200_000
"""Characters of HTML that are read as one text."""


def html_of(text: str) -> str:
    """Give a text as HTML without a block around it."""
    return html.escape(text, quote=False).replace("\t", "&#9;").replace("\n", "<br/>")


def paragraph(text: str) -> str:
    """Give a text as one paragraph of HTML; an empty text stays empty."""
    return f"<p>{html_of(text)}</p>" if text else ""


def text_of(markup: str) -> tuple[str, tuple[str, ...]]:
    """Give the text of HTML, and what in it has no equal in a text (pictures, formulas …), each once."""
    if len(markup) > LONGEST_MARKUP:
        return "", (f"more than {LONGEST_MARKUP:,} characters in one text",)
    page = Page()
    page.feed(simple(markup.replace("\r\n", "\n").replace("\r", "\n")))
    page.close()
    page.end_script()
    return "".join(page.parts).strip(), tuple(dict.fromkeys(page.lost))


def simple(markup: str) -> str:
    """Give HTML with nothing but whole tags, their classes and text: what the parser takes long for is gone."""
    first, *others = markup.split("<!--")
    return TAG.sub(simple_tag, first + "".join(part.partition("-->")[2] for part in others))


def simple_tag(found: re.Match[str]) -> str:
    """Give a tag with its class alone; nothing for a declaration, text for a bracket that begins no tag."""
    if found[1] is None:
        return "&lt;" if found[0] == "<" else ""
    named = CLASS.search(found[2])
    return f'<{found[1]} class="{named[1]}">' if named else f"<{found[1]}>"


def without_layout(text: str) -> str:
    """Give a text in which white space that holds a line end is one space."""
    return SPACE.sub(lambda found: " " if "\n" in found[0] else found[0], text)


class Page(HTMLParser):
    """Collects the text of HTML in ``parts``, and what has none in ``lost``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[str] = []
        self.unseen = 0
        self.raised: list[str] | None = None
        self.shift = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break lines, note what is lost."""
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.start_line()
            self.parts += ["• "] if tag == "li" else []
        elif tag in ("td", "th"):
            self.parts += [" "] if self.parts and self.parts[-1][-1:] not in "\n " else []
        elif tag in ("sup", "sub"):
            self.end_script()
            self.raised, self.shift = [], tag
        elif tag in NO_EQUAL:
            self.lost.append(NO_EQUAL[tag])

    def handle_endtag(self, tag: str) -> None:
        """Break lines."""
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in BLOCKS:
            self.start_line()
        elif tag in ("sup", "sub"):
            self.end_script()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self.unseen:
            return
        text = without_layout(data)
        if text == " " and "\n" in data and (not self.parts or self.parts[-1].endswith("\n")):
            return
        (self.parts if self.raised is None else self.raised).append(text)

    def start_line(self) -> None:
        """Make sure that what follows begins a line."""
        while self.parts and not self.parts[-1].strip(" "):
            self.parts.pop()
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

    def end_script(self) -> None:
        """Put a superscript or subscript into the text: in characters of that kind, else after ^ or _."""
        if self.raised is None:
            return
        text, self.raised = "".join(self.raised), None
        table = RAISED if self.shift == "sup" else LOWERED
        if text and all(ord(char) in table for char in text):
            self.parts.append(text.translate(table))
        elif text:
            self.parts.append(("^" if self.shift == "sup" else "_") + text)
