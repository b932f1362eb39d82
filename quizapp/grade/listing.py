"""Lists of words: what names the topic and says nothing about it."""

from quizapp.grade.reading import Reading

FEWEST = 6
"""Words from which on an answer without a short one is no English, not even in telegram style."""

SHORT_WORD = 4
"""Letters of a short word. Of the marked answers of people, one in ten thousand does without."""

MOST_CREDIT = 0.3
"""What a list of words earns at most."""


def is_bare_list(text: Reading) -> bool:
    """Whether a text only strings long words together."""
    return len(text.words) >= FEWEST and all(len(word) > SHORT_WORD for word in text.words)
