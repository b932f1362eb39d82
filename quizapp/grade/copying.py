"""How far an answer copies a key point to the letter, and what it changes in the copy.

Meaning is most easily reversed inside a close copy: one "not", one opposite, one number. The small words count
here, which the alignment of content words leaves out.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.grade.reading import TELLING, Reading
from quizapp.language.negation import is_negator
from quizapp.language.numbers import number
from quizapp.language.opposites import holds_opposites

FARTHEST = 8
"""Words between two copied stretches up to which they belong to one copy."""

CLOSE = 0.7
"""Share of a point's words from which on an answer is a close copy.

Of such copies with a reversal, people called 93 % a contradiction (56 of the training answers).
"""

MOST_AT_ENDS = 3
"""Words left over at an end of the point up to which they are compared with the answer's words there."""

_SLIGHT = 3
"""Content words of a point up to which naming it in the midst of much else is not yet saying it."""


class Copy(NamedTuple):
    """What an answer does with the words of a point.

    ``share`` of them (0 to 1) are copied in order and close together. Within the copy, ``reversals`` counts
    negations put in or left out, opposites and other numbers, ``turned`` those and exchanged small words;
    ``changed`` is the share of the point's words replaced by others. ``verbatim`` tells that all is there to
    the letter and nothing denies it.
    """

    share: float
    reversals: int
    turned: int
    changed: float
    verbatim: bool

    @property
    def is_reversed(self) -> bool:
        """Whether it says the opposite in nearly the same words."""
        return self.share >= CLOSE and self.reversals > 0


def _stretches(point: Reading, answer: Reading) -> list[tuple[int, int, int]]:
    """Give the copied stretches (place in the point, in the answer, length) around the longest of them."""
    blocks = copied_stretches(point, answer)
    if not blocks:
        return []
    best = max(range(len(blocks)), key=lambda i: blocks[i][2])
    first = last = best
    while first and blocks[first][1] - (blocks[first - 1][1] + blocks[first - 1][2]) <= FARTHEST:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1][1] - (blocks[last][1] + blocks[last][2]) <= FARTHEST:
        last += 1
    return blocks[first : last + 1]


def copied_stretches(point: Reading, answer: Reading) -> list[tuple[int, int, int]]:
    """Give the stretches of words that both have, in order: the longest, and so on left and right of it.

    The same as those of difflib, whose way through the words is slower: it looks at those that are not copied too.
    """
    shared = [(i, answer.places[stem]) for i, stem in enumerate(point.stems) if stem in answer.places]
    todo = [(0, len(point.stems), 0, len(answer.stems))]
    found: list[tuple[int, int, int]] = []
    while todo:
        start, end, left, right = todo.pop()
        i, j, size = _longest(shared, start, end, left, right)
        if size:
            found.append((i, j, size))
            if start < i and left < j:
                todo.append((start, i, left, j))
            if i + size < end and j + size < right:
                todo.append((i + size, end, j + size, right))
    joined: list[tuple[int, int, int]] = []
    for i, j, size in sorted(found):
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, j):
            before = joined.pop()
            i, j, size = before[0], before[1], before[2] + size
        joined.append((i, j, size))
    return joined


def _longest(
    shared: Sequence[tuple[int, list[int]]], start: int, end: int, left: int, right: int
) -> tuple[int, int, int]:
    """Give the first of the longest stretches within bounds of both texts: its places and its length."""
    best, most = (start, left), 0
    ending: dict[int, int] = {}
    last = -2
    for i, places in shared:
        if not start <= i < end:
            continue
        before, ending = (ending if i == last + 1 else {}), {}
        last = i
        for j in places:
            if left <= j < right:
                size = ending[j] = before.get(j - 1, 0) + 1
                if size > most:
                    best, most = (i - size + 1, j - size + 1), size
    return (*best, most)


def _reversals(old: Sequence[str], new: Sequence[str]) -> int:
    """Count what reverses when ``new`` stands in the place of ``old``."""
    negations = sum(map(is_negator, old)) - sum(map(is_negator, new))
    if not old or not new:
        return negations % 2
    opposed = holds_opposites(old, new)
    values, others = ({number(word) for word in side} - {None} for side in (old, new))
    return negations % 2 + opposed + bool(values and others and values != others)


def copy_of(point: Reading, answer: Reading, question: Reading) -> Copy:
    """Compare the words of a point with those of the answer, one by one."""
    found = _stretches(point, answer)
    if not found:
        return Copy(0.0, 0, 0, 0.0, False)
    reversals = _at_the_ends(point, answer, found)
    inside = telling = changed = 0
    ends = [(a + size, b + size) for a, b, size in found]
    for (a, b), (c, d, _) in zip(ends, found[1:], strict=False):
        old, new = point.words[a:c], answer.words[b:d]
        inside += _reversals(old, new)
        telling += TELLING & set(old) != TELLING & set(new)
        changed += min(len(old), len(new))
    share = sum(size for _, _, size in found) / len(point.stems)
    verbatim = _is_verbatim(point, answer, question, found)
    return Copy(share, reversals + inside, inside + telling, changed / len(point.stems), verbatim)


def _at_the_ends(point: Reading, answer: Reading, found: Sequence[tuple[int, int, int]]) -> int:
    """Count opposites and other numbers in the place of the first or the last words of the point."""
    (a, b, _), (c, d, size) = found[0], found[-1]
    head = point.words[:a], answer.words[max(b - a, 0) : b]
    tail = point.words[c + size :], answer.words[d + size : d + len(point.words) - c]
    sides = [(old, new) for old, new in (head, tail) if len(old) <= MOST_AT_ENDS]
    return sum(_reversals(old, new) for old, new in sides if not any(map(is_negator, (*old, *new))))


def _is_verbatim(
    point: Reading, answer: Reading, question: Reading, found: Sequence[tuple[int, int, int]]
) -> bool:
    size = len(point.words)
    if len(found) != 1 or found[0][2] != size:
        return False
    start = found[0][1]
    if (
        answer.words[start : start + size] != point.words
        or answer.denied[start : start + size] != point.denied
    ):
        return False
    if " ".join(point.words) in " ".join(question.words):
        return False
    much_else = len(answer.content) > 2 * len(point.content) + 4
    return not (len(point.content) <= _SLIGHT and much_else)
