"""Whether a text is English, the only language that multiple-choice questions are made of."""

from collections.abc import Iterable

from quizapp.language.words import STOPWORDS, words

ENOUGH_WORDS = 30
"""Words from which on something can be said."""

LEAST_SHARE = 0.18
"""Share of English function words, of which running English text has about two in five."""


_TELLING = STOPWORDS - frozenset(
    "a i in so no on to an am as me he we do by at all is was just its has does".split()
)
"""Without those that are words of other languages too."""


def is_english(texts: Iterable[str]) -> bool:
    """Whether texts together look like English, by their function words; too little text is taken to be."""
    found = [
        word.text.lower().replace("’", "'")
        for text in texts
        for word in words(text)
        if word.text[0].isalpha()
    ]
    if len(found) < ENOUGH_WORDS:
        return True
    return sum(word in _TELLING for word in found) >= LEAST_SHARE * len(found)
