"""Text to words: where each begins and ends, its stem, and the small words that say little on their own."""

import re
import threading
from functools import lru_cache
from typing import NamedTuple

import Stemmer


class Word(NamedTuple):
    """A word of a text: ``text[start:end]``, verbatim."""

    text: str
    start: int
    end: int


_WORD = re.compile(
    r"""
      https?://[^\s<>"]*[^\s<>".,;:!?)\]]            # an address is one word
    | [\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+               # so is an e-mail address
    | (?:[A-Za-z]\.){2,}                             # and an abbreviation: U.S.
    | [$€£]?\d+(?:[.,]\d+)*(?:%|[A-Za-z]{1,3}\b)?    # $1,200.50  90%  20th
    | \w+(?:['’]\w+)*                                # don't, Let's; hyphens part words
    """,
    re.VERBOSE,
)


def listed(text: str) -> tuple[str, ...]:
    """Give the words of a list that is written as one text: how the tables of this room are kept readable."""
    return tuple(text.split())


STOPWORDS = frozenset(
    listed(
        "a about above after again against all also although am an and any are aren't as at be because "
        "been before being below between both but by can can't cannot could couldn't did didn't do does "
        "doesn't doing don't down during each even ever every for from further had hadn't has hasn't have "
        "haven't having he he's her here hers herself him himself his how however i i'd i'll i'm i've if "
        "in into is isn't it it's its itself just let's may me might more most much must my myself no nor "
        "not of off on once only or other ought our ours ourselves out over own s same shall she she's "
        "should shouldn't so some such t than that that's the their theirs them themselves then there "
        "there's these they they'll they're they've this those though through to too under until up upon "
        "us very was wasn't we we'll we're we've were weren't what what's when where whether which while "
        "who whom whose why will with within without won't would wouldn't yet you you'd you'll you're "
        "you've your yours yourself yourselves"
    )
)
"""Lower-case function words, with straight apostrophes."""

_stemmer = Stemmer.Stemmer("english", 0)
_one_at_a_time = threading.Lock()
"""A stemmer keeps the word it works on in itself: two threads would mix theirs up."""


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """Give the words of a text in order, without punctuation."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Give the Snowball stem of a word (Porter's second stemmer for English), in lower case."""
    low = word.lower().replace("’", "'")
    if not low.isascii():
        low = low.encode("utf-8", "replace").decode()  # half a character is no text to the stemmer
    with _one_at_a_time:
        stemmed: str = _stemmer.stemWord(low)
    return stemmed


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Give the stems of the words of a text that are no function words, in order."""
    low = (word.text.lower().replace("’", "'") for word in words(text))
    return tuple(stem(word) for word in low if word not in STOPWORDS)
