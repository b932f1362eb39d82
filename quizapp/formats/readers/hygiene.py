"""The checks of pairs that are the same for every format: what was merged, left out, or should be looked at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.errors import Problem
from quizapp.formats.readers.draft import Draft, short
from quizapp.formats.readers.questions import sounds_asked
from quizapp.model.document import Pair

ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|gov|edu|io|eu|de|uk)(?:/\S*)?"
)
POINTS_ELSEWHERE = re.compile(
    r"(?:please )?(?:see|click|read|visit|go to|check|refer to|follow|learn|find out|view|full)?\s*"
    r"(?:on |the |this |our |it )*(?:here|more|below|above|link|page|website|answer)?",
    re.IGNORECASE,
)
LONGEST_DOUBTED = 400
"""Signs: a longer answer says something."""
MOST_PROBLEMS = 5_000
"""Lines of a report that are told; of more, only how many there are."""
FEWEST_WORDS = 3
FEWEST_SIGNS = 6


class Hygiene:
    """Checks the pairs of a draft; afterwards ``kept`` has those that stay and ``problems`` the report."""

    def __init__(self, draft: Draft, file: str) -> None:
        self.file = file
        self.unit = draft.unit
        self.problems = list(draft.problems)
        self.further = 0
        self.further_grave = False
        self.kept: dict[tuple[str, str], Pair] = {}
        self.first: dict[str, Pair] = {}
        pairs = draft.pairs[contents_end(draft.pairs) :]
        answered = {pair.question.casefold() for pair in pairs if pair.answer}
        for pair in pairs:
            if pair.answer:
                self.take(pair)
            elif pair.question.casefold() not in answered:  # else an entry of a table of contents
                self.say("has no answer; left out.", pair, grave=True)

    def take(self, pair: Pair) -> None:
        """Keep a pair, unless it is there already."""
        identity = (pair.question.casefold(), pair.answer)
        if identity in self.kept:
            self.say(f"is the same as {self.place(self.kept[identity])}; kept once.", pair)
            return
        before = self.first.setdefault(identity[0], pair)
        if before is not pair:
            self.say(f"is asked in {self.place(before)} too, with another answer; both kept.", pair)
        for message in doubts(pair):
            self.say(message, pair)
        self.kept[identity] = pair

    def say(self, message: str, pair: Pair, grave: bool = False) -> None:
        """Report something about a pair."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.further += 1
            self.further_grave = self.further_grave or grave
            return
        where = f"“{short(pair.question)}”"
        self.problems.append(Problem(message, self.file, pair.line, where, grave))

    def place(self, pair: Pair) -> str:
        """Name the place of a pair."""
        return f"{self.unit} {pair.line}" if pair.line else "another place"

    def pairs(self) -> tuple[Pair, ...]:
        """Give the pairs that stay, in their order, each with its place."""
        if self.unit == "line":
            return tuple(self.kept.values())
        return tuple(replace(pair, line=None, element=self.place(pair)) for pair in self.kept.values())

    def report(self) -> tuple[Problem, ...]:
        """Give all problems by their place."""
        problems = sorted(self.problems, key=lambda problem: problem.line or 0)
        if len(problems) > MOST_PROBLEMS:
            problems.sort(key=lambda problem: not problem.grave)
            rest = Problem(
                f"and {len(problems) - MOST_PROBLEMS:,} more of such remarks.", self.file, grave=False
            )
            problems = [*problems[:MOST_PROBLEMS], rest]
        if len(self.kept) == 1:
            message = "there is only one pair; a quiz needs more to choose from."
            problems.insert(0, Problem(message, self.file, grave=False))
        if self.unit == "line":
            return tuple(problems)
        return tuple(in_words(problem, self.unit) for problem in problems)


def contents_end(pairs: Sequence[Pair]) -> int:
    """Give how many pairs at the start are a table of contents: questions in a row that all come again later.

    Only the last may have something for an answer, the heading of the first section.
    """
    end = next((n for n, pair in enumerate(pairs) if pair.answer), len(pairs)) + 1
    later = {pair.question.casefold() for pair in pairs[end:] if pair.answer}
    return end if end > 2 and all(pair.question.casefold() in later for pair in pairs[:end]) else 0


def in_words(problem: Problem, unit: str) -> Problem:
    """Give a problem whose place is named by its unit (“paragraph 12”) instead of a line."""
    if problem.line is None:
        return problem
    where = ": ".join(filter(None, [f"{unit} {problem.line}", problem.where]))
    return replace(problem, line=None, where=where)


def doubts(pair: Pair) -> Iterator[str]:
    """Say what makes a pair a poor source of questions."""
    if not sounds_asked(pair.question):
        yield "does not read like a question; check that it is one."
    if len(pair.answer) > LONGEST_DOUBTED:
        return
    rest = ADDRESS.sub("", pair.answer)
    if rest != pair.answer and POINTS_ELSEWHERE.fullmatch(rest.strip(" .:;,()[]<>→»\n")):
        yield "has only a link for an answer; write out what it says."
    elif is_short(pair.answer):
        yield f"has a very short answer (“{pair.answer}”); say a little more."


def is_short(answer: str) -> bool:
    """Whether an answer says next to nothing: few words without a number, or few signs where words are not spaced."""
    if any(char.isdigit() for char in answer):
        return False
    spaced = answer.isascii() or " " in answer or len(answer) < FEWEST_SIGNS
    return len(answer.split()) < FEWEST_WORDS if spaced else False
