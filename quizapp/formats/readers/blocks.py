"""What a marked-up document is before questions are told from answers: blocks of clean text in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.formats.readers.questions import is_asked

BOLD_LEVEL = 7
"""A line in bold, or the bold words that begin a paragraph; levels 1 to 6 are headings."""
LABEL_LEVEL = 8
"""A plain line that begins with ``Q:``."""
TERM_LEVEL = 9
"""The first half of what the markup itself pairs: a term, a summary, the button of an accordion."""
ASKED_LEVEL = 10
"""A plain line that ends with a question mark."""
END_LEVEL = 11
"""No text: a box ends here, and with it the answer to a question that stands in it."""


@dataclass(frozen=True)
class Block:
    """Clean text with its place: ``line`` counts from 1; ``level`` is a heading's, one of those above, or 0.

    ``goes_on`` marks text that stood on after bold words in the same paragraph; ``is_link`` a line that leads
    to another place of the same document (a table of contents); ``depth`` how many boxes it lies in;
    ``labelled`` a text before which a label said that it is a question.
    """

    text: str
    line: int
    level: int = 0
    goes_on: bool = False
    is_link: bool = False
    depth: int = 0
    labelled: bool = False

    @property
    def asks(self) -> bool:
        """Whether the text ends with a question mark, or was labelled as a question."""
        return self.labelled or is_asked(self.text)


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


def moved(found: Sequence[Block], lines: int) -> list[Block]:
    """Give the blocks as they stand ``lines`` further down."""
    return [replace(block, line=block.line + lines) for block in found] if lines else list(found)
