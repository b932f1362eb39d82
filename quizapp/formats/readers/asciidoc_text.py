"""The words of a piece of AsciiDoc: macros, links and emphasis go, what they show stays."""

import html
import re
from collections.abc import Mapping

from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.tangles import is_tangled

INTRINSIC = {
    "nbsp": " ", "empty": "", "sp": " ", "blank": "", "zwsp": "", "plus": "+", "asterisk": "*", "backtick": "`",
    "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "amp": "&", "lt": "<",
    "gt": ">", "vbar": "|", "startsb": "[", "endsb": "]", "caret": "^", "tilde": "~", "backslash": "\\", "cpp": "C++",
}  # fmt: skip
MACRO = re.compile(
    r"\+\+\+(?P<pass>.*?)\+\+\+|pass:\w*\[(?P<pass2>[^\]]*)\]"
    r"|`\+(?P<mono>[^\n]+?)\+`"
    r"|(?:footnote(?:ref)?|indexterm2?):[^\[\s]*\[[^\]]*\]|(?:image|icon):[^\s:\[][^\[\n]*\[[^\]]*\]|\[\[[^\]]+\]\]|\(\(\([^)]*\)\)\)"
    r"|(?:kbd|btn):\[(?P<key>[^\]]*)\]|menu:(?P<menu>[^\[\n]+)\[(?P<entry>[^\]]*)\]"
    r"|(?:stem|latexmath|asciimath):\[(?P<math>[^\]]*)\]"
    r"|(?:link|mailto|xref):(?P<target>[^\s\[]+|\+\+.*?\+\+)\[(?P<text>(?:\\\]|[^\]])*)\]"
    r"|<<(?P<id>[^<>,]+)(?:,(?P<cross>[^<>]*))?>>"
    r"|(?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]+)\[(?P<label>(?:\\\]|[^\]])*)\]"
)
QUOTED = re.compile(r"([\"'])`(.+?)`\1")
MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w\\])(?:\[[^\]\n]*\])?\*\*(\S(?:.*?\S)?)\*\*",
        r"(?<![\w\\*])(?:\[[^\]\n]*\])?\*(\S(?:[^*]*?\S)?)\*(?![\w*])",
        r"(?<![\w\\])(?:\[[^\]\n]*\])?__(\S(?:.*?\S)?)__",
        r"(?<![\w\\_])(?:\[[^\]\n]*\])?_(\S(?:[^_]*?\S)?)_(?![\w_])",
        r"(?:\[[^\]\n]*\])?##(\S(?:.*?\S)?)##",
        r"(?<![\w\\#&])(?:\[[^\]\n]*\])?#(\S(?:[^#]*?\S)?)#(?![\w#])",
        r"(?<!\\)``(.+?)``",
        r"(?<![\w\\`])`(\S(?:[^`]*?\S)?)`(?![\w`])",
        r"(?<![\w\\+])\+(\S(?:[^+]*?\S)?)\+(?![\w+])",
        r"(?<!\\)\^(\S+?)\^",
        r"(?<!\\)~(\S+?)~",
    )
)
SIGNS = "*_`#+^~[<{:("
ATTRIBUTE = re.compile(r"(?<!\\)\{([\w-]{1,60})\}")
ESCAPE = re.compile(r"\\(?=[*_`#^~{<\[+h])")


def asciidoc_words(text: str, attributes: Mapping[str, str]) -> str:
    """Give the clean words; ``attributes`` stand for ``{name}``."""
    if is_tangled(text, SIGNS):
        return collapse(text)
    known = {**INTRINSIC, **attributes}
    text = ATTRIBUTE.sub(lambda match: known.get(match.group(1).lower(), match.group()), text)
    text = MACRO.sub(shown, text)
    text = QUOTED.sub(
        lambda match: f"“{match.group(2)}”" if match.group(1) == '"' else f"‘{match.group(2)}’", text
    )
    for mark in MARKS:
        text = mark.sub(r"\1", text)
    return collapse(html.unescape(ESCAPE.sub("", text)))


def shown(match: re.Match[str]) -> str:
    """Give what people see of a macro."""
    part = match.groupdict()
    if part["menu"]:
        return f"{part['menu']} > {part['entry']}" if part["entry"] else part["menu"]
    for name, other in (("text", "target"), ("label", "url"), ("cross", "id")):
        if part[other] is not None:
            words = link_words(part[name] or "")
            return words or part[other].removeprefix("#").strip("+")
    return next(
        (value for key in ("pass", "pass2", "mono", "key", "math") if (value := part[key]) is not None), ""
    )


def link_words(text: str) -> str:
    """Give the words of a link without the attributes after them (``window=_blank``, a caret)."""
    quoted = re.match(r'\s*"([^"]*)"\s*(?:,|$)', text)
    words = quoted.group(1) if quoted else re.sub(r",\s*\w+=.*$", "", text)
    return words.replace("\\]", "]").removesuffix("^").strip()
