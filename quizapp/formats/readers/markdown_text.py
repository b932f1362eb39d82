"""Markdown → blocks of clean text, one line a paragraph, list item, table row or code line.

Link and emphasis marks, link targets, images, HTML tags, comments, kramdown attributes and Liquid tags go;
the words stay. Entities are decoded by the parser.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.questions import is_asked

BOLD_LEVEL = 7
"""The level of a bold line that asks: below every heading."""
DEEPEST = 100
CODE_OR_EXTRA = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<tick>`+)(?!`)[^\n]{0,2000}?(?<!`)(?P=tick)(?!`))"
    r"|\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|(?<!\\)\{:[^}\n]{0,500}\}|\[\^[^\]\s]{1,100}\](?!:)",
    re.DOTALL | re.MULTILINE,
)
WITHOUT_MARKS = re.compile(r"[^\W\d_][^\n*_`<>&\[\]#|~!{}\\]*")
"""One line that begins with a letter and holds no sign that Markdown could give a meaning."""
BREAKING_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|br|tr|table|h[1-6]|dt|dd|dl|details|summary|section|blockquote)\b[^>]*>",
    re.IGNORECASE,
)
WITHOUT_TEXT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True)
class Block:
    """Clean text with its place: ``line`` counts from 1, ``level`` is a heading's (1 to 6, BOLD_LEVEL) or 0.

    ``goes_on`` marks text that stood on after a bold question in the same paragraph; ``is_link`` a line that
    leads to another place of the same document (a table of contents).
    """

    text: str
    line: int
    level: int = 0
    goes_on: bool = False
    is_link: bool = False


@cache
def parser() -> MarkdownIt:
    """Give the CommonMark parser with tables and strike-through."""
    return MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])


def blocks(text: str) -> list[Block]:
    """Give the blocks of a Markdown text in their order."""
    tokens = parser().parse(without_extras(text))
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        line = token.map[0] + 1 if token.map else (found[-1].line if found else 1)
        if token.type == "heading_open":
            found += heading(tokens[index + 1], line, int(token.tag[1]))
            index += 2
        elif token.type == "tr_open":
            end = next(n for n in range(index, len(tokens)) if tokens[n].type == "tr_close")
            cells = (plain(cell.children or ()) for cell in tokens[index:end] if cell.type == "inline")
            found.append(Block(" | ".join(map(collapse, cells)), line))
            index = end
        elif token.type == "inline":
            found += paragraph(token, line)
        elif token.type in ("fence", "code_block"):
            shift = 1 if token.type == "fence" else 0
            rows = enumerate(token.content.split("\n"), line + shift)
            found += [Block(collapse(row), number) for number, row in rows]
        elif token.type == "html_block":
            found += [Block(collapse(row), line) for row in html_text(token.content).split("\n")]
        index += 1
    return [block for block in found if block.text]


def clean(text: str) -> str:
    """Give the clean text of a piece of Markdown (an answer kept elsewhere), a line a block."""
    if WITHOUT_MARKS.fullmatch(text):
        return collapse(text)
    return "\n".join(joined(blocks(text)))


def joined(found: Sequence[Block]) -> Iterator[str]:
    """Give the lines of blocks; what stood on in a paragraph is put back into it."""
    line = ""
    for block in found:
        if block.goes_on:
            line = f"{line} {block.text}".strip()
            continue
        if line:
            yield line
        line = block.text
    if line:
        yield line


def without_extras(text: str) -> str:
    """Drop Liquid, kramdown attributes and footnote marks outside code; the lines keep their numbers."""

    def keep(match: re.Match[str]) -> str:
        return match.group() if match.group("code") else "\n" * match.group().count("\n")

    return CODE_OR_EXTRA.sub(keep, text)


def heading(inline: Token, line: int, level: int) -> list[Block]:
    """Give the block of a heading."""
    return [Block(collapse(plain(inline.children or ())), line, level)]


def paragraph(inline: Token, line: int) -> list[Block]:
    """Give the lines of a paragraph; a bold question at its start is a block of its own."""
    children = inline.children or []
    end = end_of_bold(children)
    if end:
        question = collapse(plain(children[:end]))
        rest = plain(children[end:])
        if is_asked(question):
            after = [Block(collapse(row), line) for row in rest.split("\n")]
            after = [block for block in after if block.text]
            if after:
                after[0] = Block(after[0].text, line, goes_on=True)
            return [Block(question, line, BOLD_LEVEL), *after]
    is_link = leads_within(children)
    return [Block(collapse(row), line, is_link=is_link) for row in plain(children).split("\n")]


def end_of_bold(children: Sequence[Token]) -> int:
    """Give the index after the bold words that begin a paragraph; 0 where it begins otherwise."""
    start = next((n for n, child in enumerate(children) if child.type != "text" or child.content.strip()), 0)
    if not children or children[start].type != "strong_open":
        return 0
    level = children[start].level
    return next(
        n + 1
        for n, child in enumerate(children)
        if n > start and child.type == "strong_close" and child.level == level
    )


def leads_within(children: Sequence[Token]) -> bool:
    """Whether a paragraph is nothing but one link to a place of the same document."""
    words = [child for child in children if child.type != "text" or child.content.strip()]
    return (
        len(words) > 1
        and words[0].type == "link_open"
        and words[-1].type == "link_close"
        and str(words[0].attrGet("href")).startswith("#")
        and sum(child.type == "link_open" for child in words) == 1
    )


def plain(children: Sequence[Token]) -> str:
    """Give the words of inline tokens; a hard line break is a line end, a soft one a space."""
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and BREAKING_TAG.match(child.content)):
            parts.append("\n")
    return "".join(parts)


def html_text(content: str) -> str:
    """Give the words of a block of HTML, block-level tags as line ends."""
    content = BREAKING_TAG.sub("\n", WITHOUT_TEXT.sub("", content))
    return html.unescape(TAG.sub("", content))
