"""The labels before questions and answers: ``Q:`` and ``A:``, ``F:`` and ``A:``, ``P:`` and ``R:`` …

One letter means different things in different languages, so a convention is chosen for a document as a
whole: the one of which it has most questions and answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from quizapp.formats.readers.questions import ANSWER_WORDS, QUESTION_WORDS

LETTERS = (
    ("q", "a"),  # English, Japanese …
    ("q", "r"),  # French
    ("f", "a"),  # German
    ("p", "r"),  # Spanish, Portuguese
    ("d", "r"),  # Italian
    ("v", "a"),  # Dutch
    ("f", "s"),  # Swedish
    ("p", "o"),  # Polish
    ("k", "v"),  # Finnish, Hungarian
    ("î", "r"),  # Romanian
    ("s", "c"),  # Turkish
    ("в", "о"),  # Russian
    ("п", "в"),  # Ukrainian
    ("ε", "α"),  # Greek
)
MOST_COUNTED = 2_000
MARKS = r"[*_]{0,2}"
NUMBER = r"\s{0,3}(?:n[o°º]\.?\s?)?[#№]?\s?\d{0,4}(?:\.\d{1,3})?\s{0,3}"
LEAD = rf"^\s*(?:[-*+•]\s+|\d{{1,4}}[.)]\s+)?{MARKS}"

LIKELY = re.compile(rf"{LEAD}[^\W\d_]+{NUMBER}{MARKS}(?:[:：.)]|\s?[-–—])", re.IGNORECASE)
"""A cheap look: a word, perhaps a number, and one of the signs that end a label."""


@dataclass(frozen=True)
class Labels:
    """How one convention marks questions and answers at the start of a line; group 1 is what follows."""

    question: re.Pattern[str]
    answer: re.Pattern[str]

    def count(self, rows: Sequence[str]) -> int:
        """Give how many questions (or answers, if they are fewer) the rows have."""
        asked = answered = 0
        for row in rows:
            if self.question.match(row):
                asked += 1
            elif self.answer.match(row):
                answered += 1
        return min(asked, answered)


@cache
def conventions() -> tuple[Labels, ...]:
    """Give all conventions, the usual ones first; a stop or a dash after the letter only in the second half."""
    usual = [labels(q, a, r"(?:[:：.)]|\s[-–—](?=\s))", "[:：)]") for q, a in LETTERS]
    loose = [labels("q", a, r"(?:[.)]|\s?[-–—](?=\s))", r"(?:[.)]|\s?[-–—](?=\s))") for a in "ar"]
    return (*usual, *loose)


def labels(question: str, answer: str, after_question: str, after_answer: str) -> Labels:
    """Make the convention of two letters, each also written out in any language.

    A word needs a colon or a number: “question)” may also be the last word of a wrapped line.
    """

    def pattern(letter: str, words: str, after: str) -> re.Pattern[str]:
        written = (
            rf"(?:{words}){NUMBER}{MARKS}[:：]|(?:{words})\s*[#№]?\d{{1,4}}\s?{MARKS}(?:[.)]|\s[-–—](?=\s))"
        )
        lettered = rf"{letter}{NUMBER}{MARKS}{after}"
        return re.compile(rf"{LEAD}(?:{lettered}|{written}){MARKS}\s*(.*)$", re.IGNORECASE | re.DOTALL)

    return Labels(
        pattern(question, QUESTION_WORDS, after_question), pattern(answer, ANSWER_WORDS, after_answer)
    )


def labels_of(rows: Sequence[str], at_least: int = 1) -> Labels | None:
    """Give the convention that the rows follow; None where none has ``at_least`` questions and answers."""
    likely = list(islice((row for row in rows if LIKELY.match(row)), MOST_COUNTED))
    counted = [(convention.count(likely), convention) for convention in conventions()]
    most = max((count for count, _ in counted), default=0)
    return next((c for count, c in counted if count == most), None) if most >= at_least else None
