"""Markdown → blocks of clean text, one line a paragraph, list item, table row or code line.

Link and emphasis marks, link targets, images, HTML tags, comments, kramdown attributes and Liquid tags go;
the words stay. Entities are decoded by the parser.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.formats.readers.blocks import BOLD_LEVEL, END_LEVEL, TERM_LEVEL, Block, joined, moved
from quizapp.formats.readers.draft import collapse
from quizapp.formats.readers.html_blocks import html_blocks
from quizapp.formats.readers.html_tree import html_tree
from quizapp.formats.readers.labelling import LIKELY
from quizapp.formats.readers.markdown_extras import END, TERM, without_extras
from quizapp.formats.readers.questions import is_asked
from quizapp.formats.readers.tables import table_blocks

DEEPEST = 100
LONGEST_PIECE = 500_000
"""Signs that are parsed at once: tokens take some hundred times the room of the text."""
WITHOUT_MARKS = re.compile(r"[^\W\d_][^\n*_`<>&\[\]#|~!{}\\]*")
"""One line that begins with a letter and holds no sign that Markdown could give a meaning."""
BREAKING_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|br|tr|table|h[1-6]|dt|dd|dl|details|summary|section|blockquote)\b[^>]*>",
    re.IGNORECASE,
)
CALLOUT = re.compile(r"^\s*\[!\w+\][+-]?\s*")
BOX_END = re.compile(r"</(?:details|\w*accordion|\w*faq|\w*collaps|\w*expand)", re.IGNORECASE)
DEFINITION = ": "
SOFT = "\ue002"
"""Stands for a line end inside a paragraph until its lines have been looked at."""


@cache
def parser() -> MarkdownIt:
    """Give the CommonMark parser with tables and strike-through."""
    return MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])


def blocks(text: str) -> list[Block]:
    """Give the blocks of a Markdown text in their order; a very long one is taken piece by piece."""
    found: list[Block] = []
    for lines, piece in pieces_of(without_extras(text)):
        found += moved(piece_blocks(piece), lines)
    return with_definitions(found)


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text before headings into pieces that fit into memory; give the lines before each."""
    lines = start = 0
    while (
        len(text) - start > LONGEST_PIECE and (end := text.find("\n\n#", start + LONGEST_PIECE // 2) + 1) > 0
    ):
        yield lines, text[start:end]
        lines += text.count("\n", start, end)
        start = end
    yield lines, text[start:]


def piece_blocks(text: str) -> list[Block]:
    """Give the blocks of a piece."""
    tokens = parser().parse(text)
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        line = token.map[0] + 1 if token.map else (found[-1].line if found else 1)
        if token.type == "heading_open":
            found += heading(tokens[index + 1], line, int(token.tag[1]))
            index += 2
        elif token.type == "table_open":
            end = next(n for n in range(index, len(tokens)) if tokens[n].type == "table_close")
            found += table_blocks(list(table_rows(tokens[index:end])))
            index = end
        elif token.type == "inline":
            found += paragraph(token, line)
        elif token.type in ("fence", "code_block"):
            shift = 1 if token.type == "fence" else 0
            rows = enumerate(token.content.split("\n"), line + shift)
            found += [Block(collapse(row), number) for number, row in rows]
        elif token.type == "html_block":
            found += html_part(token.content, line)
        index += 1
    return [block for block in found if block.text or block.level == END_LEVEL]


def clean(text: str) -> str:
    """Give the clean text of a piece of Markdown (an answer kept elsewhere), a line a block."""
    if WITHOUT_MARKS.fullmatch(text):
        return collapse(text)
    return "\n".join(joined([block for block in blocks(text) if block.level != END_LEVEL]))


def table_rows(tokens: Sequence[Token]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table: the line and the cells."""
    line, cells = 1, list[str]()
    for token in tokens:
        if token.type == "tr_open":
            line, cells = (token.map[0] + 1 if token.map else line), []
        elif token.type == "inline":
            cells.append(plain(token.children or ()).replace(SOFT, " "))
        elif token.type == "tr_close":
            yield line, cells


def heading(inline: Token, line: int, level: int) -> list[Block]:
    """Give the block of a heading, or of the beginning or the end of a box."""
    text = words(inline.children or ())
    if text.startswith(END):
        return [Block("", line, END_LEVEL)]
    if text.startswith(TERM):
        return [Block(text.removeprefix(TERM), line, TERM_LEVEL)]
    return [Block(text, line, level)]


def paragraph(inline: Token, line: int) -> list[Block]:
    """Give the lines of a paragraph; a bold line or a question at its start is a block of its own."""
    children = inline.children or []
    end = end_of_bold(children)
    bold = words(children[:end])
    rest = [child for child in children[end:] if child.type != "text" or child.content.strip()]
    if bold and (is_asked(bold) or not rest or rest[0].type in ("softbreak", "hardbreak")):
        after = list(lines_of(children[end:], line))
        if after and rest[0].type != "hardbreak":
            after[0] = replace(after[0], goes_on=True)
        return [Block(bold, line, BOLD_LEVEL), *after]
    is_link = leads_within(children)
    return [replace(block, is_link=is_link) for block in lines_of(children, line)]


def lines_of(children: Sequence[Token], line: int) -> Iterator[Block]:
    """Give the lines between hard breaks; within them, what may be a question or a label begins a block.

    Such a block goes on with the one before, so that it is put back where it turns out to be neither.
    """
    for row in plain(children).split("\n"):
        for number, text in enumerate(pieces(row.split(SOFT))):
            callout = CALLOUT.sub("", text, count=1)
            is_callout = not number and callout not in (text, "")
            yield Block(
                callout if is_callout else text, line, TERM_LEVEL if is_callout else 0, goes_on=number > 0
            )


def pieces(rows: Sequence[str]) -> Iterator[str]:
    """Join the rows of a paragraph up to the first that asks, and from each that may begin with a label."""
    text, asked = "", False
    for row in rows:
        ends = not asked and is_asked(text)
        if collapse(text) and (
            ends or LIKELY.match(row) or row.startswith(DEFINITION) or CALLOUT.match(text)
        ):
            asked = asked or ends
            yield collapse(text)
            text = row
        else:
            text = f"{text} {row}"
    if collapse(text):
        yield collapse(text)


def with_definitions(found: Sequence[Block]) -> list[Block]:
    """Make a line before one that begins with a colon a term, as dialects with definition lists do."""
    done: list[Block] = []
    for block in found:
        if block.text.startswith(DEFINITION) and done and done[-1].level in (0, BOLD_LEVEL, TERM_LEVEL):
            if done[-1].level != TERM_LEVEL and not done[-1].goes_on:
                done[-1] = replace(done[-1], level=TERM_LEVEL)
            block = replace(block, text=block.text.removeprefix(DEFINITION), goes_on=False)
        done.append(block)
    return done


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
    """Give the words of inline tokens; a hard line break is a line end, a soft one the sign SOFT."""
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(SOFT)
        elif child.type == "hardbreak" or (child.type == "html_inline" and BREAKING_TAG.match(child.content)):
            parts.append("\n")
    return "".join(parts)


def words(children: Sequence[Token]) -> str:
    """Give the words of inline tokens on one line."""
    return collapse(plain(children).replace(SOFT, " "))


def html_part(content: str, line: int) -> list[Block]:
    """Give the blocks of a piece of HTML; the end of ``<details>`` ends an answer that begins elsewhere."""
    found = [block for block in html_blocks(html_tree(content, "", line)) if block.level != END_LEVEL]
    found = [
        replace(block, text=block.text.strip("*_"), depth=0) if block.level == TERM_LEVEL else block
        for block in found
    ]
    ends = [Block("", line, END_LEVEL)] if BOX_END.search(content) else []
    return found + ends
