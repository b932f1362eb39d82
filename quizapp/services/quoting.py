"""Evidence as people give it: words copied from the source, looked up to the letter."""

import re
from collections.abc import Iterable

from quizapp.banks.soundness import cuts_word
from quizapp.errors import QuizError
from quizapp.model.bank import Bank, Passage
from quizapp.model.question import Evidence

ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
"""Signs that keyboards and word processors exchange; one character each, so that places stay the same."""


def quoted_lines(bank: Bank, evidence: Iterable[Evidence]) -> str:
    """Give the words that evidence points at, a line a quote."""
    return "\n".join(one_line(bank.quote(span)) for span in evidence)


def one_line(text: str) -> str:
    """Give a text on one line."""
    return " ".join(text.split())


def looked_up(
    bank: Bank, passage: str | None, lines: str, before: Iterable[Evidence] = ()
) -> tuple[Evidence, ...]:
    """Give the evidence that quotes (a line each) stand for.

    A quote that was there ``before`` keeps its place; another is looked for in the question's own passage, then in
    the others. Raises QuizError naming every quote that stands nowhere.
    """
    known = {one_line(bank.quote(span)): span for span in before if fits(bank, span)}
    found: list[Evidence] = []
    missing: list[str] = []
    for line in lines.splitlines():
        quote = one_line(line)
        if not quote:
            continue
        span = known.get(quote) or first_place(bank, passage, quote)
        if span is None:
            missing.append(f"“{quote}”")
        elif span not in found:
            found.append(span)
    if missing:
        raise QuizError(
            f"Not in the source: {', '.join(missing)}. Copy the words from the passage, whole words only."
        )
    return tuple(found)


def fits(bank: Bank, span: Evidence) -> bool:
    """Whether a span lies in a passage of the bank."""
    return span.passage in bank.passage_by_id


def first_place(bank: Bank, passage: str | None, quote: str) -> Evidence | None:
    """Find a quote, in the passage of the question first."""
    own = bank.passage_by_id.get(passage or "")
    others = [other for other in bank.passages if other is not own]
    pattern = re.compile(r"\s+".join(map(re.escape, quote.translate(ALIKE).split())))
    for candidate in ([own] if own else []) + others:
        span = place_in(candidate, pattern)
        if span is not None:
            return span
    return None


def place_in(passage: Passage, pattern: re.Pattern[str]) -> Evidence | None:
    """Find the first place of a passage that a pattern matches without cutting a word."""
    for match in pattern.finditer(passage.answer.translate(ALIKE)):
        span = Evidence(passage.id, match.start(), match.end())
        if not cuts_word(passage.answer, span):
            return span
    return None
