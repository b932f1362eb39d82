"""Which words of the answer speak for which words of a key point, and whether they agree or turn it round."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from quizapp.grade.reading import Floats, Reading, looks_misspelt
from quizapp.language.numbers import number
from quizapp.language.opposites import are_opposites, links
from quizapp.language.spelling import same_but_for_spelling
from quizapp.language.vectors import Vectors, vector, vectors
from quizapp.language.wordnet import relatedness
from quizapp.language.words import stem

OPPOSITE = 0.8
"""How well a word is matched by its opposite: they speak of the same thing."""

_NEIGHBOUR = 0.12
"""What a match gains when the words beside it match as well, so that repeated words find their place."""

MOST_COLUMNS = 400
"""Typed words that are kept compared with the words of one question."""

MATCHED = 0.5
"""From this strength on two words are shown as matching."""


@dataclass(frozen=True)
class Alignment:
    """The content words of a key point against those of an answer.

    ``strength[i]`` (0 to 1) is how well point word i is matched by answer word ``partner[i]`` (both count
    content words); ``exact[i]`` tells a match in form; ``turned[i]`` a match whose meaning is reversed (a
    negation on one side only, or an opposite); ``matrix`` is the whole table of strengths, ``opposite`` marks
    pairs of opposites.
    """

    strength: Floats
    exact: npt.NDArray[np.bool_]
    partner: npt.NDArray[np.intp]
    turned: npt.NDArray[np.bool_]
    matrix: Floats
    opposite: npt.NDArray[np.bool_]

    @cached_property
    def hits(self) -> list[tuple[int, int]]:
        """The matches (point word, answer word) of the words that are matched, in the order of the point."""
        pairs = zip(self.strength.tolist(), self.partner.tolist(), strict=True)
        return [(row, partner) for row, (strength, partner) in enumerate(pairs) if strength >= MATCHED]

    @cached_property
    def best(self) -> Floats:
        """How well each answer word stands for any word of the point."""
        if not self.matrix.size:
            return np.zeros(self.matrix.shape[1])
        most: Floats = self.matrix.max(axis=0)
        return most

    @cached_property
    def path(self) -> list[tuple[int, int]]:
        """The matches (point word, answer word) of the best way through both texts in order."""
        return in_order(self.matrix)


def in_order(matrix: Floats) -> list[tuple[int, int]]:
    """Give the pairs of the strongest alignment in the order of both texts; weak pairs never count."""
    strong = matrix >= MATCHED
    rows, columns = np.flatnonzero(strong.any(axis=1)), np.flatnonzero(strong.any(axis=0))
    gains = np.where(strong, matrix, 0.0)[rows[:, None], columns].tolist()
    pairs = _best_way(gains)
    there, here = rows.tolist(), columns.tolist()
    return [(there[row], here[column]) for row, column in pairs]


def _best_way(gains: list[list[float]]) -> list[tuple[int, int]]:
    """Give the cells of the way through a table, down and to the right, that gains most."""
    best = [[0.0] * (len(gains[0]) + 1 if gains else 1)]
    for gained in gains:
        above, most, line = best[-1], 0.0, [0.0]
        for column, gain in enumerate(gained):
            most = max(most, above[column + 1], above[column] + gain)
            line.append(most)
        best.append(line)
    pairs: list[tuple[int, int]] = []
    row, column = len(gains), len(best[0]) - 1
    while row and column:
        if best[row][column] == best[row][column - 1]:
            column -= 1
        elif best[row][column] == best[row - 1][column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def _by_vectors(cosines: Floats) -> Floats:
    """Turn cosines of words into strengths: unrelated words have about 0.1, synonyms 0.6."""
    return np.clip((cosines - 0.1) / 0.5, 0.0, 1.0) * 0.85


@lru_cache(maxsize=100_000)
def word_strength(right: str, typed: str) -> float:
    """Say how well a typed word stands for a word of a key point, 0 to 1; minus for opposites.

    Both are lower case.
    """
    if right == typed:
        return 1.0
    value, value2 = number(right), number(typed)
    if value is not None or value2 is not None:
        return 1.0 if value == value2 else 0.0
    if are_opposites(right, typed):
        return -OPPOSITE
    if stem(right) == stem(typed):
        return 0.98
    if looks_misspelt(typed) and same_but_for_spelling(right, typed):
        return 0.95
    related = relatedness(right, typed)
    cosine = float(vector(right) @ vector(typed))
    meaning = min(max((cosine - 0.1) / 0.5, 0.0), 1.0) * 0.85  # as in `_by_vectors`
    return max(meaning, related * 0.95 if related >= 0.7 else related * 0.5 + 0.5 * meaning)


@lru_cache(maxsize=20_000)
def _keys(word: str) -> frozenset[str]:
    """Give what a word must share with another for more than their vectors to say how near they are."""
    value = number(word)
    return frozenset((stem(word), f"={value}")) if value is not None else links(word) | {stem(word)}


@dataclass(frozen=True)
class Vocabulary:
    """The content words of several texts, each once; ``rows[t]`` are the places of the words of text t.

    ``places`` says which words have a key, ``columns`` keeps how well a typed word stands for each of them:
    answers to one question share most of their words.
    """

    words: tuple[str, ...]
    vectors: Vectors
    are_numbers: npt.NDArray[np.bool_]
    rows: tuple[npt.NDArray[np.intp], ...]
    places: dict[str, list[int]]
    keys: frozenset[str]
    columns: dict[str, Floats] = field(default_factory=dict)

    @cached_property
    def lined_up(self) -> npt.NDArray[np.intp]:
        """The places of the words of all texts, one text after the other."""
        return np.concatenate(self.rows)

    @cached_property
    def goes_on(self) -> npt.NDArray[np.bool_]:
        """For each of these, in a column, whether the word before it is of the same text."""
        flags = np.ones((len(self.lined_up), 1), dtype=bool)
        starts = np.cumsum([0, *(len(row) for row in self.rows)])
        flags[starts[starts < len(flags)]] = False
        return flags

    def column(self, typed: str) -> Floats:
        """Give how well a typed word stands for each known word: 0 to 1, minus for opposites.

        Most pairs of words have nothing in common but the directions of their vectors: those are compared all at
        once, and only the others one by one.
        """
        column = self.columns.get(typed)
        if column is None:
            if len(self.columns) >= MOST_COLUMNS:
                self.columns.clear()
            column = self.columns[typed] = self._compared(typed)
        return column

    def _compared(self, typed: str) -> Floats:
        column = _by_vectors(np.asarray(self.vectors @ vector(typed), dtype=np.float64))
        column[slice(None) if number(typed) is not None else self.are_numbers] = 0.0
        if looks_misspelt(typed):
            near = set(range(len(self.words)))
        else:
            near = {place for key in self.keys & _keys(typed) for place in self.places[key]}
        for place in near:
            column[place] = word_strength(self.words[place], typed)
        return column


def vocabulary_of(texts: Sequence[Reading]) -> Vocabulary:
    """Collect the content words of texts that answers are compared with."""
    place: dict[str, int] = {}
    rows = tuple(
        np.array([place.setdefault(text.words[i], len(place)) for i in text.content], dtype=np.intp)
        for text in texts
    )
    words = tuple(place)
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for key in _keys(word):
            places.setdefault(key, []).append(i)
    are_numbers = np.array([number(word) is not None for word in words], dtype=bool)
    return Vocabulary(words, vectors(words), are_numbers, rows, places, frozenset(places))


def strengths(known: Vocabulary, answer: Reading) -> Floats:
    """Give how well each content word of the answer (a column) stands for each known word (a row)."""
    if not answer.content:
        return np.zeros((len(known.words), 0))
    return np.stack([known.column(answer.words[j]) for j in answer.content], axis=1)


def align(texts: Sequence[Reading], known: Vocabulary, answer: Reading) -> list[Alignment]:
    """Match every content word of each text with its best partner in the answer.

    ``known`` is the vocabulary of the texts; the words of all of them are matched at once.
    """
    signed = strengths(known, answer)[known.lined_up]
    if not signed.size:
        return [_nothing(len(text.content), len(answer.content)) for text in texts]
    table, opposite = np.abs(signed), signed < 0
    beside = _NEIGHBOUR * table
    together = table.copy()
    together[1:, 1:] += beside[:-1, :-1] * known.goes_on[1:]
    together[:-1, :-1] += beside[1:, 1:] * known.goes_on[1:]
    together[table <= 0] = 0
    partner = together.argmax(axis=1)
    rows = np.arange(len(partner))
    strength = table[rows, partner]
    denied = np.concatenate([text.content_denied for text in texts]) != answer.content_denied[partner]
    turned = (denied ^ opposite[rows, partner]) & (strength >= MATCHED)
    exact = strength >= 0.9
    found, start = [], 0
    for text in texts:
        part = slice(start, start + len(text.content))
        found.append(
            Alignment(strength[part], exact[part], partner[part], turned[part], table[part], opposite[part])
        )
        start = part.stop
    return found


def _nothing(size: int, answered: int) -> Alignment:
    """Give the alignment of a text of that size where one side has no content words."""
    empty, flags = np.zeros((size, answered)), np.zeros(size, dtype=bool)
    return Alignment(np.zeros(size), flags, np.full(size, -1), flags, empty, empty.astype(bool))
