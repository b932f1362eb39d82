"""Reading a text for marking: its words with weights, meanings, negation and numbers."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from quizapp.language.negation import is_negator, negated
from quizapp.language.numbers import number, values
from quizapp.language.vectors import SIZE, Vectors, has_own_piece, rarity, vectors, weighted_vector
from quizapp.language.wordnet import is_known
from quizapp.language.words import STOPWORDS, listed, stem, words

Floats = npt.NDArray[np.float64]

MOST_WORDS = 900
"""Words of an answer that are read; an answer of the longest allowed length has more only as padding."""

LONGEST_TEXT = 5_000

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0000), None)
_HOMOGLYPHS = str.maketrans("аеорсухіјѕԁһΑΒΕΗΙΚΜΝΟΡΤΧΥΖο", "aeopcyxijsdhABEHIKMNOPTXYZo")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$")
_CLAUSE_BREAK = re.compile(r"[.,;:!?()\n–—]|\s-\s")
_SENTENCE_END = re.compile(r"[.!?]+\s|\n")
_MODALS = {
    "must": 3, "shall": 3, "required": 3, "requires": 3, "require": 3, "need": 3, "needs": 3, "mandatory": 3,
    "should": 2, "recommended": 2, "ought": 2,
    "may": 1, "might": 1, "can": 1, "could": 1, "possible": 1, "optional": 1,
}  # fmt: skip
_YES_NO = {"yes": 1, "yeah": 1, "yep": 1, "sure": 1, "absolutely": 1, "no": -1, "nope": -1}
_QUANTITIES = {
    "only": 5, "all": 4, "every": 4, "always": 4, "each": 4, "any": 4, "most": 3, "usually": 3, "many": 3,
    "some": 2, "sometimes": 2, "few": 1, "rarely": 1, "none": 0, "never": 0,
}  # fmt: skip


TELLING = frozenset(
    listed(
        "before after above below more less most least all some any only without over under up down few "
        "fewer against same both until during always never often sometimes rarely every each first last "
        "many other another enough between within outside inside off on out own new old high low able "
        "must may might can should need"
    )
)
"""Small words that carry meaning all the same: they count as content, at little weight."""


def plain(text: str) -> str:
    """Give the text with look-alike letters undone, cut to the longest; every span stays where it was."""
    return text[:LONGEST_TEXT].translate(_HOMOGLYPHS)


def shows_nothing(text: str) -> bool:
    """Whether a text has only white space, control characters and others that nobody sees."""
    return all(unicodedata.category(char)[0] in "CZ" for char in text)


def folded(text: str) -> str:
    """Give the text with case, accents of width, white space, punctuation and invisible characters undone."""
    clean = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_HOMOGLYPHS).casefold()
    return " ".join(re.findall(r"\w+", clean))


@dataclass(frozen=True)
class Reading:
    """A text as the marker reads it: one entry a word in each tuple.

    ``content`` are the positions of the content words; ``breaks[i]`` tells that a clause ends before word i,
    ``denied[i]`` that a negation reaches it; ``numbers`` are (value, first word, word after the last).
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    breaks: tuple[bool, ...]
    denied: tuple[bool, ...]
    content: tuple[int, ...]
    numbers: tuple[tuple[float, int, int], ...]

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of the content words."""
        return vectors([self.words[i] for i in self.content])

    @cached_property
    def exact_vectors(self) -> Floats:
        """The same with the digits that sums by weights are made with."""
        return self.vectors.astype(np.float64)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """The embedding of each sentence, of unit length; the last row is that of the whole text."""
        rows = np.zeros((max(self.sentences, default=0) + 2, SIZE), dtype=np.float32)
        own = self.sentences
        starts = [place for place, sentence in enumerate(own) if not place or sentence != own[place - 1]]
        if starts:
            each = np.concatenate([weighted_vector(word) for word in self.words]).reshape(-1, SIZE)
            for start, end in pairwise([*starts, len(own)]):
                rows[own[start]] = np.add.reduce(each[start:end], axis=0)
        rows[-1] = rows[:-1].sum(axis=0)
        return unit_rows(rows)

    @cached_property
    def rarities(self) -> Floats:
        """How rare each content word is; numbers count as rare."""
        return np.array([_weight(self.words[i]) for i in self.content])

    @cached_property
    def mean(self) -> Floats:
        """The sum of the vectors of the content words by rarity."""
        return self.blend(self.rarities)

    def blend(self, weights: Floats) -> Floats:
        """Give the sum of the vectors of the content words by weights."""
        return weights @ self.exact_vectors if len(weights) else np.zeros(SIZE)

    @cached_property
    def content_places(self) -> npt.NDArray[np.intp]:
        """The positions of the content words as an array."""
        return np.array(self.content, dtype=np.intp)

    @cached_property
    def content_denied(self) -> npt.NDArray[np.bool_]:
        """Which content words a negation reaches."""
        return np.array([self.denied[i] for i in self.content], dtype=bool)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The content words, by their number among these, with which those of a sentence start."""
        own = self.sentence_of
        return [i for i in range(len(own)) if not i or own[i] != own[i - 1]]

    @cached_property
    def content_stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(self.stems[i] for i in self.content)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        found: dict[str, list[int]] = {}
        for place, one in enumerate(self.stems):
            found.setdefault(one, []).append(place)
        return found

    @cached_property
    def content_before(self) -> tuple[int, ...]:
        """How many content words stand before each word, and in all."""
        counted = set(self.content)
        return (0, *accumulate(int(place in counted) for place in range(len(self.words))))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The telling small words and negators in the text: what a reversal changes."""
        return frozenset(word for word in self.words if word in TELLING or is_negator(word))

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence that each word stands in."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        return tuple(bisect_right(ends, start) for start, _ in self.spans)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """The number of the sentence that each content word stands in."""
        return tuple(self.sentences[i] for i in self.content)

    @cached_property
    def negators(self) -> int:
        """How many words deny something."""
        return sum(map(is_negator, self.words))

    @cached_property
    def strictly_denying(self) -> tuple[int, ...]:
        """Where "not", "no", "never" and shortened nots stand."""
        return tuple(
            place
            for place, word in enumerate(self.words)
            if word in ("not", "no", "never") or word.endswith("n't")
        )

    @cached_property
    def weight(self) -> float:
        """How rare the content words are together."""
        return float(self.rarities.sum())

    @cached_property
    def quantities(self) -> tuple[tuple[int, int], ...]:
        """Where words of quantity stand, and how much they say: 5 only, 4 all, … 0 none."""
        return tuple(
            (place, _QUANTITIES[word]) for place, word in enumerate(self.words) if word in _QUANTITIES
        )

    def quantity(self, start: int = 0, end: int = MOST_WORDS) -> int:
        """Give the largest quantity that a stretch of the text speaks of, or -1."""
        return max((much for place, much in self.quantities if start <= place < end), default=-1)

    @cached_property
    def yes_no(self) -> int:
        """1 where the text starts with a yes, -1 with a no, 0 with neither."""
        return _YES_NO.get(self.words[0], 0) if self.words else 0

    @cached_property
    def modality(self) -> int:
        """The strongest modal: 3 must, 2 should, 1 may or can, 0 none."""
        return max((_MODALS.get(word, 0) for word in self.words), default=0)

    @cached_property
    def doubtful(self) -> tuple[bool, ...]:
        """For each content word, whether it may be misspelt (no dictionary and no tokenizer knows it)."""
        return tuple(looks_misspelt(self.words[i]) for i in self.content)

    def is_number(self, position: int) -> bool:
        """Whether the word at that position is a number."""
        return number(self.words[position]) is not None


def unit_rows(rows: Vectors) -> Vectors:
    """Give the rows of a table at unit length; what is nearly nothing stays small."""
    lengths = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)


@lru_cache(maxsize=20_000)
def _weight(word: str) -> float:
    """Say how much a content word counts: rare ones and numbers much, small ones little."""
    if word in TELLING:
        return 0.4
    return 1.2 if number(word) is not None else 0.2 + rarity(word)


@lru_cache(maxsize=20_000)
def looks_misspelt(word: str) -> bool:
    """Whether neither the dictionary nor the tokenizer knows a lower-case word."""
    return word.isalpha() and not has_own_piece(word) and not is_known(word)


@lru_cache(maxsize=20_000)
def carries_meaning(word: str) -> bool:
    """Whether a lower-case word counts as a content word."""
    return word in TELLING or (word not in STOPWORDS and not is_negator(word))


def _lowered(found: Sequence[str]) -> tuple[str, ...]:
    """Give the words in lower case, with names of letters in one form: "US" is "U.S." and not "us"."""
    shouting = all(word.isupper() for word in found if len(word) > 2)
    low: list[str] = []
    for word in found:
        small = word.lower()
        bare = small.replace(".", "") if "." in small and _INITIALS.match(word) else small
        is_name = bare != small or (word.isupper() and not shouting)
        if bare == "usa" or (bare == "us" and (is_name or low[-1:] == ["the"])):
            bare = "u.s."
        elif is_name and bare in ("it", "who"):
            bare = f"{bare}."
        low.append(bare)
    return tuple(low)


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """Give the text without invisible characters, and where each character of it stood."""
    clean = text.translate(_INVISIBLE)
    if len(clean) == len(text):
        return text, range(len(text))
    return clean, [i for i, char in enumerate(text) if ord(char) not in _INVISIBLE]


def _parted(pattern: re.Pattern[str], gaps: Sequence[str]) -> tuple[bool, ...]:
    """Say before which words the pattern stands; it stands before the first, and never within one space.

    ``gaps`` are what stands between the words.
    """
    return (True, *(gap != " " and bool(pattern.search(gap)) for gap in gaps))


def read(text: str) -> Reading:
    """Read a text; never raises."""
    clean, places = _visible(plain(text))
    found = words(clean)[:MOST_WORDS]
    low = _lowered([word.text.replace("’", "'") for word in found])
    gaps = [clean[before.end : after.start] for before, after in pairwise(found)]
    breaks, starts = _parted(_CLAUSE_BREAK, gaps), _parted(_SENTENCE_END, gaps)
    return Reading(
        text=text,
        words=low,
        stems=tuple(stem(word) for word in low),
        spans=tuple((places[word.start], places[word.end - 1] + 1) for word in found),
        breaks=breaks,
        denied=tuple(negated(low, breaks, starts)),
        content=tuple(i for i, word in enumerate(low) if carries_meaning(word)),
        numbers=tuple(values(list(low))),
    )


@lru_cache(maxsize=2_000)
def read_kept(text: str) -> Reading:
    """Like `read`, kept for next time: for questions and key points, which meet many answers."""
    return read(text)
