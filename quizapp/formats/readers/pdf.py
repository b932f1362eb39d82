"""PDF: lines in large or bold type are headings; what stays the same on all pages is no content: see ``outline``.

Needs the extra ``pdf``. A PDF knows nothing of paragraphs: they are told by the distances of their lines, so look
at the pairs before you use them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from quizapp.errors import FileProblems, Problem
from quizapp.formats.readers.blocks import BOLD_LEVEL, Block
from quizapp.formats.readers.draft import Draft
from quizapp.formats.readers.labelling import labels_of
from quizapp.formats.readers.outline import outlined
from quizapp.formats.readers.pdf_lines import Line, pdf_lines
from quizapp.formats.readers.questions import is_asked

LARGER = 1.08
"""Times the usual size from which on a line is a heading."""
SHORT = 0.25
"""The part of the width that a paragraph's last line leaves free, at least, to be taken for the last."""
MARGIN = 0.12
"""The part of a page at its top and at its bottom where running heads and page numbers are."""
BULLET = re.compile(r"^(?:[•‣◦▪●○■–·\uf0b7∙*-]|o(?= [A-Z]))\s+(?=\S)|^[•▪●\uf0b7]")
ITEM = re.compile(r"^(?:\d{1,3}[.)]|\(?[a-z]\))\s+\S")
PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|p\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:/|of|von|de)\s*\d{1,4})?", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def read(data: bytes, file: str) -> Draft:
    """Read title, summary and pairs. Raises FileProblems for a PDF that is locked, damaged or holds no text."""
    lines = pdf_lines(data, file)
    if not lines:
        message = "is a PDF without text (pictures of pages); run text recognition (OCR) over it first."
        raise FileProblems([Problem(message, file)])
    draft = outlined(list(blocks_of(without_margins(lines))), file)
    draft.unit = "page"
    return draft


def without_margins(lines: Sequence[Line]) -> list[Line]:
    """Leave out page numbers, and what stands at the edge of at least three pages (or all of two)."""
    pages = {line.page for line in lines}
    seen: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if at_edge(line):
            seen[re.sub(r"\d+", "0", line.text)].add(line.page)
    least = min(3, max(2, len(pages)))
    often = {text for text, where in seen.items() if len(where) >= least}
    return [line for line in lines if not (at_edge(line) and is_running(line, often))]


def at_edge(line: Line) -> bool:
    """Whether a line stands at the top or the bottom of its page."""
    return line.bottom < line.height * MARGIN or line.top > line.height * (1 - MARGIN)


def is_running(line: Line, often: set[str]) -> bool:
    """Whether a line at the edge is a page number, or one that stands there on many pages."""
    return bool(PAGE_NUMBER.fullmatch(line.text)) or re.sub(r"\d+", "0", line.text) in often


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """Give headings and paragraphs."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    larger = sorted({size for size in sizes if size >= usual * LARGER}, reverse=True)
    levels = {size: min(rank, 6) for rank, group in enumerate(groups(larger), 1) for size in group}
    bold_is_rare = sum(len(line.text) for line in lines if line.bold) * 2 < sum(
        len(line.text) for line in lines
    )
    parts: list[Line] = []
    step = usual_step(lines, usual)
    rows = [line.text for line in lines]
    labels = labels_of(rows, at_least=2)

    def level_of(line: Line) -> int:
        return levels.get(line.size, BOLD_LEVEL if line.bold and bold_is_rare else 0)

    edge = max(line.right for line in lines)
    words = Counter(word for row in rows for word in row.split())
    for line in lines:
        labelled = labels and (labels.question.match(line.text) or labels.answer.match(line.text))
        if parts and (
            labelled
            or level_of(parts[0]) != level_of(line)
            or begins(parts, line, step, level_of(line), edge)
        ):
            yield block_of(parts, level_of(parts[0]), words)
            parts = []
        parts.append(line)
    if parts:
        yield block_of(parts, level_of(parts[0]), words)


def groups(sizes: Sequence[float]) -> list[list[float]]:
    """Put sizes that nearly are the same together; the largest first."""
    done: list[list[float]] = []
    for size in sizes:
        if done and done[-1][0] - size < 0.6:
            done[-1].append(size)
        else:
            done.append([size])
    return done


def usual_step(lines: Sequence[Line], usual: float) -> float:
    """Give the usual distance from the top of a line to the top of the next, in points."""
    steps = [
        after.top - now.top
        for now, after in pairwise(lines)
        if now.page == after.page and now.size == after.size == usual and 0 < after.top - now.top < 3 * usual
    ]
    if not steps:
        return usual * 1.2
    common = Counter(round(step) for step in steps).most_common(1)[0][1]
    frequent = [step for step, count in Counter(round(step) for step in steps).items() if count * 3 >= common]
    return float(min(frequent)) if frequent else float(median(steps))


def begins(parts: Sequence[Line], line: Line, step: float, level: int, edge: float) -> bool:
    """Whether a line of the same look begins a new paragraph (or heading); ``edge`` is where full lines end."""
    before = parts[-1]
    if BULLET.match(line.text) or (level == 0 and ITEM.match(line.text)):
        return True
    if level and is_asked(before.text):
        return True
    if SENTENCE_END.search(before.text) and before.right < edge - SHORT * (edge - before.left):
        return True
    if line.page != before.page or line.top < before.top:
        return bool(SENTENCE_END.search(before.text))
    return line.top - before.top > max(step, before.size if level else 0) * 1.3


def block_of(parts: Sequence[Line], level: int, words: Counter[str]) -> Block:
    """Give the block of lines; a word that was cut at a line end is put together."""
    text = ""
    for part in parts:
        last, _, first = text.rpartition(" ")[2], "", part.text.split(" ")[0]
        if text.endswith("-") and first[:1].islower() and not words[f"{last}{first}"]:
            text = text[:-1] + part.text
        elif text.endswith("-") and first[:1].islower():
            text += part.text
        else:
            text = f"{text} {part.text}"
    return Block(BULLET.sub("", text.strip()), parts[0].page, level)
