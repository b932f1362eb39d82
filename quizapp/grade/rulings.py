"""Answers on which a teacher ruled: the same words again get the same ruling."""

from collections.abc import Iterable

from quizapp.grade.reading import folded
from quizapp.model.mark import Mark, Verdict
from quizapp.model.question import ShortAnswer


def is_among(text: str, ruled: Iterable[str]) -> bool:
    """Whether the text is one of the ruled answers, but for case, white space and punctuation."""
    wanted = folded(text)
    return bool(wanted) and any(folded(other) == wanted for other in ruled)


def ruling(question: ShortAnswer, text: str) -> Mark | None:
    """Give the mark of an answer that a teacher accepted or rejected as a whole, or None."""
    if is_among(text, question.accept):
        return Mark(1.0, Verdict.CORRECT, note="A teacher accepted this answer.")
    if is_among(text, question.reject):
        return Mark(0.0, Verdict.INCORRECT, note="A teacher rejected this answer.")
    return None
