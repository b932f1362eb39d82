"""What a reader hands over: a document as one format sees it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from quizapp.errors import Problem
from quizapp.model.document import Pair


@dataclass
class Draft:
    """Pairs in their order, not yet checked; an answer may be empty.

    ``unit`` is what the ``line`` of pairs and problems counts: where it is not the line (Word files have paragraphs,
    PDF files pages), the place is named in words.
    """

    title: str = ""
    summary: str = ""
    pairs: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unit: str = "line"


LONGEST_SPLIT = 1_000_000


def collapse(text: str) -> str:
    """Put every run of white space (line ends too) as one space; none at the ends."""
    if len(text) <= LONGEST_SPLIT:
        return " ".join(text.split())
    parts: list[str] = []  # piece by piece, for a list of all words would take twenty times the room
    apart = False
    for start in range(0, len(text), LONGEST_SPLIT):
        piece = text[start : start + LONGEST_SPLIT]
        words = " ".join(piece.split())
        if words:
            parts.append(f" {words}" if parts and (apart or piece[0].isspace()) else words)
        apart = piece[-1].isspace() or (apart and not words)
    return "".join(parts)


def readable_name(file: str, text: str = "") -> str:
    """Make a title of a file name, its words spelt as ``text`` mostly does: us-russia.txt → US Russia."""
    words = re.findall(r"[^\s._-]+", PurePath(file).stem)
    spelt = Counter(re.findall(r"\w+", text))
    usual: dict[str, str] = {}
    for word, count in sorted(spelt.items()):
        best = usual.get(word.casefold())
        if best is None or count > spelt[best]:
            usual[word.casefold()] = word
    name = " ".join(usual.get(word.casefold(), word) for word in words) or file
    return name[:1].upper() + name[1:]


def short(text: str, longest: int = 60) -> str:
    """Cut a text for a message, at a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"
