"""Whether somebody edited a question after it was generated.

A generated question carries a digest of itself (``made``). Whoever edits it, in a text editor or in the browser,
changes the words and not the digest. So no later version of the generator, no other seed and no lost document can
make an edit look like generated text, or the other way round. A question without a digest counts as a person's.
"""

import hashlib
from dataclasses import replace
from typing import TypeVar

from quizapp.model.question import MultipleChoice, Question, ShortAnswer

Kind = TypeVar("Kind", MultipleChoice, ShortAnswer, MultipleChoice | ShortAnswer)

LENGTH = 12
"""Hexadecimal digits of a digest."""


def content_digest(question: Question) -> str:
    """Give a digest of everything that a learner or the marker gets to see.

    Evidence is not in it, which moves when the passage changes, nor are the tags, which say nothing of the text.
    """
    if isinstance(question, MultipleChoice):
        parts = [
            *((choice.text, choice.correct, choice.why) for choice in question.choices),
            question.fixed_order,
        ]
    else:
        parts = [
            *((point.text, float(point.weight), point.accept, point.reject) for point in question.points),
            question.answer_type,
            question.tolerance,
            question.accept,
            question.reject,
            question.target,
        ]
    whole = repr((question.kind, question.prompt, parts, question.explanation))
    return hashlib.sha256(whole.encode()).hexdigest()[:LENGTH]


def stamped(question: Kind) -> Kind:
    """Give a question with the digest of what it says now: nobody has edited it yet."""
    return replace(question, made=content_digest(question))


def is_edited(question: Question) -> bool:
    """Whether a person wrote the question or changed it since it was generated."""
    return question.made != content_digest(question)
