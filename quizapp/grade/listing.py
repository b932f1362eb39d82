"""Lists of words: what names the topic and says nothing about it."""

from quizapp.grade.reading import Reading

FEWEST = 5
"""Words from which on an answer with hardly a short one is no English, not even in telegram style."""

SHORT_WORD, SHORT_SHARE = 4, 0.1
"""Letters of a short word, and the share of them that any statement has: of 11,562 answers two good ones had less."""

MOST_CREDIT = 0.3
"""What a list of words earns at most."""


def is_bare_list(text: Reading) -> bool:
    """Whether a text only strings long words together."""
    short = sum(len(word) <= SHORT_WORD for word in text.words)
    return len(text.words) >= FEWEST and short <= SHORT_SHARE * len(text.words)
