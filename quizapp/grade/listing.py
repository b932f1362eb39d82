"""Lists of words: what names the topic and says nothing about it."""

from quizapp.grade.reading import Reading
from quizapp.language.words import STOPWORDS

FEWEST = 5
"""Words from which on an answer with hardly a short one is no English, not even in telegram style."""

SHORT_WORD, SHORT_SHARE = 4, 0.1
"""Letters of a short word, and the share of them that any statement has: of 11,562 answers two good ones had less."""

MANY, SMALL_SHARE = 10, 0.04
"""Words from which on even notes have small ones ("of", "not", "with"), and the share of them."""

MOST_CREDIT = 0.3
"""What a list of words earns at most."""


def is_bare_list(text: Reading) -> bool:
    """Whether a text only strings long words together."""
    if "\n" in text.text.strip():
        return False  # items on lines of their own are an enumeration
    found = [word for word in text.words if word.isalpha()]
    short = sum(len(word) <= SHORT_WORD for word in found)
    small = sum(word in STOPWORDS for word in found)
    return (len(text.words) >= FEWEST and short <= SHORT_SHARE * len(text.words)) or (
        len(found) >= MANY and small <= SMALL_SHARE * len(found)
    )
