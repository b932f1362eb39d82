"""A FAQ document after reading: a title, a summary and pairs of question and answer."""

from dataclasses import dataclass

from quizapp.errors import Problem


@dataclass(frozen=True, slots=True)
class Pair:
    """One FAQ question with its answer, as clean text.

    ``answer`` holds one paragraph, list item or code line a line. ``line`` is the question's place in the
    source, counted from 1; None in a source without lines, whose ``element`` says where (“paragraph 12”).
    """

    question: str
    answer: str
    line: int | None = None
    element: str = ""

    @property
    def place(self) -> str:
        """Where in the source the question stands; empty when that is not known."""
        return self.element or (f"line {self.line}" if self.line else "")


@dataclass(frozen=True)
class Document:
    """What a reader returns.

    ``file`` is the name of the source file without its folder, ``sha256`` the hexadecimal digest of its
    bytes, ``format`` the name of the reader. ``problems`` are remarks that did not stop the reading.
    """

    file: str
    format: str
    sha256: str
    title: str
    summary: str
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...] = ()
