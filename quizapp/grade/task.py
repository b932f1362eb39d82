"""What answers to one question are marked against, read once and kept for the next answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np

from quizapp.grade.alignment import Vocabulary, vocabulary_of
from quizapp.grade.novelty import Beyond, beyond
from quizapp.grade.reading import Floats, Reading, read_kept

IN_QUESTION = 0.25
"""What a word of the point weighs that the question says already."""


@dataclass(frozen=True)
class Weighted:
    """A key point with the weights of its content words: all, and with those of the question discounted.

    ``mean_all`` and ``mean_new`` are the sums of their vectors by these weights.
    """

    all: Floats
    new: Floats
    mean_all: Floats
    mean_new: Floats

    @cached_property
    def sum_all(self) -> float:
        """The sum of all weights."""
        return float(self.all.sum())

    @cached_property
    def sum_new(self) -> float:
        """The sum of the weights with those of the question discounted."""
        return float(self.new.sum())

    @cached_property
    def new_before(self) -> tuple[float, ...]:
        """The weight before each content word, and of all, with those of the question discounted."""
        return tuple(accumulate(self.new.tolist(), initial=0.0))

    @cached_property
    def most(self) -> float:
        """The largest weight with those of the question discounted."""
        return float(self.new.max()) if len(self.new) else 0.0

    @cached_property
    def rarest(self) -> list[int]:
        """The places of the content words, the weightiest first."""
        weights = self.new.tolist()
        return sorted(range(len(weights)), key=lambda place: -weights[place])


def weigh(point: Reading, question: Reading) -> Weighted:
    """Weigh the content words of a point by rarity; words of the question count little."""
    base = point.rarities
    known = np.array([point.stems[i] in question.content_stems for i in point.content], dtype=bool)
    new = np.where(known, base * IN_QUESTION, base) if not known.all() else base
    return Weighted(base, new, point.blend(base), point.blend(new))


@dataclass(frozen=True)
class Means:
    """The sums of the vectors of key points, a row each: by all weights, and with the question's words discounted."""

    all: Floats
    all_sizes: list[float]
    new: Floats
    new_sizes: list[float]


@dataclass(frozen=True)
class Task:
    """A question, a reference as a whole, and its key points."""

    question: Reading
    whole: Reading
    points: tuple[Reading, ...]

    @cached_property
    def texts(self) -> tuple[Reading, ...]:
        """The whole reference, and after it the points."""
        return (self.whole, *self.points)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The content words of all texts, each once."""
        return vocabulary_of(self.texts)

    @cached_property
    def weights(self) -> tuple[Weighted, ...]:
        """The weights of the words of each text."""
        return tuple(weigh(text, self.question) for text in self.texts)

    @cached_property
    def means(self) -> Means:
        """The sums of the vectors of the key points by weight."""
        every = np.array([weighted.mean_all for weighted in self.weights[1:]])
        new = np.array([weighted.mean_new for weighted in self.weights[1:]])
        return Means(every, np.linalg.norm(every, axis=1).tolist(), new, np.linalg.norm(new, axis=1).tolist())

    @cached_property
    def beyond(self) -> tuple[Beyond, ...]:
        """The meaning of each text beyond the question."""
        return tuple(beyond(self.question, text) for text in self.texts)


@lru_cache(maxsize=500)
def _task(question: str, reference: str, points: tuple[str, ...]) -> Task:
    return Task(read_kept(question), read_kept(reference), tuple(read_kept(point) for point in points))


def task(question: str, reference: str, points: Sequence[str]) -> Task:
    """Read what answers to a question are marked against; kept for the next answer."""
    return _task(question, reference, tuple(points))
