"""Whether a line asks something, and the labels and numbers that people put before questions and answers."""

import re

CLOSERS = "*_\"'”’»)]: \t"
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|\(\d+\)|\d+(?:\.\d+)+)\s+(?=\S)")
QUESTION_LABEL = re.compile(r"^(?:q|question|frage)\s*\d*\s*[:.)]\s+(?=\S)|^[qQ]\d*:(?=\S)", re.IGNORECASE)
ANSWER_LABEL = re.compile(r"^(?:a|answer|antwort)\s*\d*\s*[:)]\s+(?=\S)", re.IGNORECASE)
OPENERS = re.compile(
    r"^(?:and |but |so |or )?(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|am|do|does|did|"
    r"can|could|may|might|must|shall|should|will|would|has|have|had)\b",
    re.IGNORECASE,
)


def is_asked(text: str) -> bool:
    """Whether the text ends with a question mark (quotes, brackets and emphasis after it aside)."""
    return text.rstrip(CLOSERS).endswith(("?", "？"))


def begins_as_question(text: str) -> bool:
    """Whether the text begins as English questions do."""
    return bool(OPENERS.match(text))


def sounds_asked(text: str) -> bool:
    """Whether the text ends with a question mark or begins as English questions do."""
    return is_asked(text) or begins_as_question(text)


def without_label(question: str) -> str:
    """Take the number and the ``Q:`` off a question."""
    return QUESTION_LABEL.sub("", NUMBER.sub("", question, count=1), count=1)


def without_answer_label(answer: str) -> str:
    """Take the ``A:`` off an answer."""
    return ANSWER_LABEL.sub("", answer, count=1)
