"""Marking of multiple choice: the key or nothing."""

from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, Verdict
from quizapp.model.question import MultipleChoice
from quizapp.model.text import sentence


def mark_choice(question: MultipleChoice, answer: Answer) -> Mark:
    """Mark a chosen option; a position that the question does not have counts as no choice."""
    if answer.choice is None or not 0 <= answer.choice < len(question.choices):
        return Mark(0.0, Verdict.BLANK, note=sentence("No answer was chosen."))
    if question.choices[answer.choice].correct:
        return Mark(1.0, Verdict.CORRECT)
    return Mark(0.0, Verdict.INCORRECT)
