"""What dialects add to Markdown, made into something that a CommonMark parser reads; line numbers stay.

Folding boxes (MkDocs ``???``, Docusaurus ``:::details``, Hugo shortcodes) begin with a heading marked TERM and end
with one marked END, both of which stand in the line of what they replace.
"""

import re

TERM = "\ue000"
END = "\ue001"
BOX = "###### "
CODE_OR_EXTRA = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<tick>`+)(?!`)[^\n]{0,2000}?(?<!`)(?P=tick)(?!`))"
    r"|\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|(?<!\\)\{:[^}\n]{0,500}\}|\[\^[^\]\s]{1,100}\](?!:)"
    r"|(?<=[^\n])[ \t]\{[#.][^{}\n]{1,200}\}(?=[ \t]*(?:\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
ADMONITION = re.compile(r'^( *)(?:\?\?\?\+?|!!!)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*?(?:[ \t]+"(.*)")?[ \t]*$')
CONTAINER = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:\{?\.?[\w-]+\}?)(?:\[(?P<square>.+)\]|[ \t]+(?P<title>[^{\n]+?))?[ \t]*(?:\{.*\})?$"
)
CONTAINER_END = re.compile(r"^ {0,3}:{3,}[ \t]*$")
SHORTCODE = re.compile(
    r"^ {0,3}\{[{%][<%]?[ \t]*(?:details|expand|collaps\w*|faq[\w-]*|accordion[\w-]*|question|qa?|spoiler|toggle)[ \t]+"
    r"""(?:[^"\n]*?\b(?:title|summary|question|q|header|label|name)[ \t]*=[ \t]*)?["“]([^"\n]+)["”].*\}[ \t]*$"""
)
SHORTCODE_END = re.compile(r"^ {0,3}\{[{%][<%]?[ \t]*(?:/|end)[\w-]+[ \t]*[>%]?[}%]\}[ \t]*$")
DEFINITION = re.compile(r"^ {0,2}: {1,3}\S")
COMPONENT = re.compile(r"^\s*</?[A-Z][A-Za-z.]*", re.MULTILINE)
SIGNS = ("???", "!!!", ":::", "{{", "{%", "import ", "export ", "\n:")
TRAPS = "[*_`<"
MOST_MARKS = 5_000
LONGEST_MARKED = 2_000
"""Signs of a row that may begin or end a box."""
IMPORT = re.compile(r"^(?:import|export)\s.*(?:['\"];?|[;{}])\s*$")


def without_extras(text: str) -> str:
    """Make boxes into headings and drop Liquid, kramdown attributes and footnote marks outside code."""

    def keep(match: re.Match[str]) -> str:
        return match.group() if match.group("code") else "\n" * match.group().count("\n")

    return CODE_OR_EXTRA.sub(keep, with_boxes(without_traps(text)))


def without_traps(text: str) -> str:
    """Put a backslash before the marks of a paragraph that has thousands: to pair them up takes a parser for ever."""
    if max(map(text.count, TRAPS)) < MOST_MARKS:
        return text
    parts = text.split("\n\n")
    for number, part in enumerate(parts):
        if max(map(part.count, TRAPS)) >= MOST_MARKS:
            parts[number] = re.sub(r"([\[\]*_`<!])", r"\\\1", part)
    return "\n\n".join(parts)


def with_boxes(text: str) -> str:
    """Put marked headings in the place of the lines that begin and end folding boxes."""
    if not any(sign in text for sign in SIGNS) and not COMPONENT.search(text):
        return text
    rows = Rows(flat=bool(COMPONENT.search(text)))
    for row in text.split("\n"):
        rows.take(row)
    return "\n".join(rows.done)


class Rows:
    """Takes the rows of a text one by one; ``flat`` takes off deep indentation, which is no code in MDX."""

    def __init__(self, flat: bool) -> None:
        self.flat = flat
        self.done: list[str] = []
        self.fence = ""
        self.indent = -1
        self.folds = False
        self.boxes: list[bool] = []

    def take(self, row: str) -> None:
        """Take a row."""
        ahead = len(row) - len(row.lstrip(" "))
        if self.indent >= 0 and row.strip() and ahead < self.indent + 4:
            if self.folds and self.done and not self.done[-1].strip():
                self.done[-1] = f"{BOX}{END}"  # a blank line before the words that follow the box
            self.indent = -1
        inner = row[self.indent + 4 :] if self.indent >= 0 else row
        mark = FENCE.match(inner)
        if mark and (not self.fence or mark.group(1).startswith(self.fence)):
            self.fence = "" if self.fence else mark.group(1)
        if self.fence or self.indent >= 0 or len(row) > LONGEST_MARKED:
            self.done.append(inner)
        else:
            self.done.append(self.replaced(row))

    def replaced(self, row: str) -> str:
        """Give what stands for a row: itself, unless a box begins or ends in it."""
        if box := ADMONITION.match(row):
            self.indent, self.folds = len(box.group(1)), bool(box.group(2))
            return f"{BOX}{TERM}{box.group(2)}" if box.group(2) else ""
        if DEFINITION.match(row):
            self.indent, self.folds = 0, False
            return row
        if box := CONTAINER.match(row):
            return self.begin(box.group("square") or box.group("title") or "")
        if box := SHORTCODE.match(row):
            return self.begin(box.group(1))
        if CONTAINER_END.match(row) or SHORTCODE_END.match(row):
            return f"{BOX}{END}" if self.boxes and self.boxes.pop() else ""
        if IMPORT.match(row):
            return ""
        return row.lstrip() if self.flat and row.startswith("    ") else row

    def begin(self, title: str) -> str:
        """Begin a box, with a title or without."""
        self.boxes.append(bool(title))
        return f"{BOX}{TERM}{title}" if title else ""
