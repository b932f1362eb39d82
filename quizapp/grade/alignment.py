"""Which words of the answer speak for which words of a key point, and whether they agree or turn it round."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

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
    negation on one side only, or an opposite); ``matrix`` is the whole table of strengths, ``opposites`` are
    its pairs of opposites, ``strong`` its matches, row by row: (point word, answer word, strength). ``best`` tells how
    well each answer word stands for any word of the point, ``by_sentence`` how well each sentence of the answer has
    each word of the point.
    """

    strength: Floats
    exact: npt.NDArray[np.bool_]
    partner: npt.NDArray[np.intp]
    turned: npt.NDArray[np.bool_]
    matrix: Floats
    opposites: frozenset[tuple[int, int]]
    strong: Sequence[tuple[int, int, float]]
    best: Floats
    by_sentence: Floats

    @cached_property
    def hits(self) -> list[tuple[int, int]]:
        """The matches (point word, answer word) of the words that are matched, in the order of the point."""
        pairs = zip(self.strength.tolist(), self.partner.tolist(), strict=True)
        return [(row, partner) for row, (strength, partner) in enumerate(pairs) if strength >= MATCHED]

    @cached_property
    def path(self) -> list[tuple[int, int]]:
        """The matches (point word, answer word) of the best way through both texts in order."""
        return in_order(self.strong)


def strong_pairs(matrix: Floats) -> list[tuple[int, int, float]]:
    """Give the matches of a table of strengths, row by row: row, column, strength."""
    rows, columns = np.nonzero(matrix >= MATCHED)
    return list(zip(rows.tolist(), columns.tolist(), matrix[rows, columns].tolist(), strict=True))


def in_order(strong: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Give those matches that together are the strongest in the order of both texts."""
    pairs = [(row, column) for row, column, _ in strong]
    if all(row < row2 and column < column2 for (row, column), (row2, column2) in pairwise(pairs)):
        return pairs
    there = sorted({row for row, _, _ in strong})
    here = sorted({column for _, column, _ in strong})
    row_of = {row: place for place, row in enumerate(there)}
    column_of = {column: place for place, column in enumerate(here)}
    gains = [[0.0] * len(here) for _ in there]
    for row, column, strength in strong:
        gains[row_of[row]][column_of[column]] = strength
    return [(there[row], here[column]) for row, column in _best_way(gains)]


def _best_way(gains: list[list[float]]) -> list[tuple[int, int]]:
    """Give the cells of the way through a table, down and to the right, that gains most."""
    best = [[0.0] * (len(gains[0]) + 1 if gains else 1)]
    for gained in gains:
        above, most, line = best[-1], 0.0, [0.0]
        for column, gain in enumerate(gained):
            step, down = above[column] + gain, above[column + 1]
            if down > most:
                most = down
            if step > most:
                most = step
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
    return np.minimum(np.maximum((cosines - 0.1) / 0.5, 0.0), 1.0) * 0.85


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
    if related >= 0.9:
        return related * 0.95  # more than any meaning counts
    cosine = float(vector(right) @ vector(typed))
    meaning = min(max((cosine - 0.1) / 0.5, 0.0), 1.0) * 0.85  # as in `_by_vectors`
    return max(meaning, related * 0.95 if related >= 0.7 else related * 0.5 + 0.5 * meaning)


def _keys(word: str) -> tuple[frozenset[str], ...]:
    """Give, in several sets, what two words share if more than their vectors says how near they are."""
    value = number(word)
    return links(word) if value is None else (frozenset((stem(word), f"={value}")),)


@dataclass(frozen=True)
class Vocabulary:
    """The content words of several texts, each once; ``rows[t]`` are the places of the words of text t.

    ``denied`` says of the words of all texts, one text after the other, which a negation reaches.
    ``places`` says which words have a key, ``columns`` keeps how well a typed word stands for each of them:
    answers to one question share most of their words.
    """

    words: tuple[str, ...]
    vectors: Vectors
    are_numbers: npt.NDArray[np.bool_]
    rows: tuple[npt.NDArray[np.intp], ...]
    denied: npt.NDArray[np.bool_]
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

    def compared(self, typed: Sequence[str]) -> list[Floats]:
        """Give how well each typed word stands for each known word: 0 to 1, minus for opposites.

        Most pairs of words have nothing in common but the directions of their vectors: those are compared all at
        once, and only the others one by one.
        """
        new = list(dict.fromkeys(word for word in typed if word not in self.columns))
        if len(self.columns) + len(new) > MOST_COLUMNS:
            self.columns.clear()
            new = list(dict.fromkeys(typed))
        if new:
            cosines = np.array([self.vectors @ vector(word) for word in new], dtype=np.float64)
            for word, column in zip(new, _by_vectors(cosines), strict=True):
                self._correct(word, column)
                self.columns[word] = column
        return [self.columns[word] for word in typed]

    def _correct(self, typed: str, column: Floats) -> None:
        """Put right where more than vectors tells how well a typed word stands for the known ones."""
        column[slice(None) if number(typed) is not None else self.are_numbers] = 0.0
        near = {place for keys in _keys(typed) for key in self.keys & keys for place in self.places[key]}
        if looks_misspelt(typed):
            near.update(i for i, word in enumerate(self.words) if same_but_for_spelling(word, typed))
        for place in near:
            column[place] = word_strength(self.words[place], typed)


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
        for key in frozenset().union(*_keys(word)):
            places.setdefault(key, []).append(i)
    are_numbers = np.array([number(word) is not None for word in words], dtype=bool)
    denied = np.concatenate([text.content_denied for text in texts])
    return Vocabulary(words, vectors(words), are_numbers, rows, denied, places, frozenset(places))


def strengths(known: Vocabulary, answer: Reading) -> Floats:
    """Give how well each content word of the answer (a column) stands for each known word (a row)."""
    if not answer.content:
        return np.zeros((len(known.words), 0))
    columns = known.compared([answer.words[j] for j in answer.content])
    return np.concatenate(columns).reshape(len(columns), -1).T


def align(texts: Sequence[Reading], known: Vocabulary, answer: Reading) -> list[Alignment]:
    """Match every content word of each text with its best partner in the answer.

    ``known`` is the vocabulary of the texts; the words of all of them are matched at once.
    """
    signed = strengths(known, answer)
    if not signed.size:
        return [_nothing(len(text.content), len(answer.content)) for text in texts]
    signed = signed.take(known.lined_up, axis=0)
    table = np.abs(signed)
    partner = _partners(table, known)
    rows = np.arange(len(partner))
    strength = table[rows, partner]
    denied = known.denied != answer.content_denied[partner]
    turned = (denied ^ (signed[rows, partner] < 0)) & (strength >= MATCHED)
    exact = strength >= 0.9
    strong, opposed = strong_pairs(table), strong_pairs(-signed)
    by_sentence = np.maximum.reduceat(table, answer.sentence_starts, axis=1)
    found, start, first = [], 0, 0
    for text in texts:
        part = slice(start, start + len(text.content))
        last = bisect_left(strong, (part.stop,), first)
        found.append(
            Alignment(
                strength[part], exact[part], partner[part], turned[part], table[part],
                frozenset((row - start, column) for row, column, _ in opposed if start <= row < part.stop),
                [(row - start, column, value) for row, column, value in strong[first:last]],
                np.maximum.reduce(table[part], axis=0, initial=0.0), by_sentence[part],
            )
        )  # fmt: skip
        start, first = part.stop, last
    return found


def _partners(table: Floats, known: Vocabulary) -> npt.NDArray[np.intp]:
    """Give for each row the column that matches it best, all the better where the words beside it match as well."""
    beside = _NEIGHBOUR * table
    together = table.copy()
    together[1:, 1:] += beside[:-1, :-1] * known.goes_on[1:]
    together[:-1, :-1] += beside[1:, 1:] * known.goes_on[1:]
    together *= table > 0
    partners: npt.NDArray[np.intp] = together.argmax(axis=1)
    return partners


def _nothing(size: int, answered: int) -> Alignment:
    """Give the alignment of a text of that size where one side has no content words."""
    empty, flags = np.zeros((size, answered)), np.zeros(size, dtype=bool)
    return Alignment(
        np.zeros(size), flags, np.full(size, -1), flags, empty, frozenset(), (), np.zeros(answered), empty
    )
