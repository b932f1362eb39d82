"""What a reader hands over, and the checks that are the same for every format."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from quizapp.errors import Problem
from quizapp.model.document import Pair


@dataclass
class Draft:
    """A document as one format sees it: pairs in their order, not yet checked; an answer may be empty."""

    title: str = ""
    summary: str = ""
    pairs: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def collapse(text: str) -> str:
    """Put every run of white space (line ends too) as one space; none at the ends."""
    return " ".join(text.split())


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


def finished_pairs(draft: Draft, file: str) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """Drop pairs without an answer, merge pairs that are there twice, and say so; the order stays.

    The problems are the draft's and the new ones, by line.
    """
    problems = list(draft.problems)
    kept: dict[tuple[str, str], Pair] = {}
    first_line: dict[str, int | None] = {}
    for pair in draft.pairs:
        place = f"“{short(pair.question)}”"
        identity = (pair.question.casefold(), pair.answer)
        if not pair.answer:
            problems.append(Problem("has no answer; left out.", file, pair.line, place))
        elif identity in kept:
            message = f"is the same as line {kept[identity].line}; kept once."
            problems.append(Problem(message, file, pair.line, place, grave=False))
        else:
            if identity[0] in first_line:
                message = f"is asked in line {first_line[identity[0]]} too, with another answer; both kept."
                problems.append(Problem(message, file, pair.line, place, grave=False))
            first_line.setdefault(identity[0], pair.line)
            kept[identity] = pair
    if len(kept) == 1:
        message = "there is only one pair; a quiz needs more to choose from."
        problems.append(Problem(message, file, grave=False))
    problems.sort(key=lambda problem: problem.line or 0)
    return tuple(kept.values()), tuple(problems)


def short(text: str, longest: int = 60) -> str:
    """Cut a text for a message, at a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"
