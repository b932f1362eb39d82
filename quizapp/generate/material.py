"""A bank's passages, read once for all families: sentences, statements, noun phrases, and what the source supports."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from quizapp.language.phrases import FINITE, Phrase, Statement, noun_phrases, statement
from quizapp.language.sentences import sentences
from quizapp.language.tagger import Token, tag
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage
from quizapp.model.question import Evidence

LONGEST_SENTENCE = 45
"""Words of a sentence that is looked at; a longer one is a list, a table or a citation."""

SHORTEST_SENTENCE = 5

MOST_SENTENCES = 12
"""Sentences of a passage from which questions are proposed: its beginning says what matters."""

BLOCK = 20
"""Passages of a block; distractors come from the block of the passage and those beside it."""

T = TypeVar("T")

_JUNK = re.compile(r"https?://|www\.|[{}|<>\\=@#]|\w/\w+/|_\w|\w_|\bclick\b|\.{3}|…|“[^”]*$|^[^“]*”|::|\(\)")
"""Signs of code, addresses, tables and broken quotations."""

_POINTER = re.compile(r":\s*$|\b(?:following|below|above|here)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a passage: ``text`` is the answer from ``start`` to ``end``, ``place`` its number in it."""

    passage: Passage
    start: int
    end: int
    text: str
    place: int

    @property
    def evidence(self) -> Evidence:
        """Where it stands."""
        return Evidence(self.passage.id, self.start, self.end)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tagged tokens."""
        return tag(self.text)

    @cached_property
    def statement(self) -> Statement | None:
        """Its subject and predicate, when it begins with its subject."""
        return statement(self.text)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Its simple noun phrases."""
        return noun_phrases(self.text, self.tokens)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(content_stems(self.text))

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is a whole sentence that a question can be made of."""
        count = sum(token.is_word for token in self.tokens)
        begins = self.text[0].isupper() or self.text[0].isdigit()
        whole = begins and self.text[-1] in ".!" and SHORTEST_SENTENCE <= count <= LONGEST_SENTENCE
        says = any(token.tag in FINITE for token in self.tokens)
        return whole and says and not _JUNK.search(self.text) and not _POINTER.search(self.text)


@dataclass(frozen=True, eq=False)
class Material:
    """Everything that the families work with."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def by_passage(self) -> dict[str, list[Sentence]]:
        """The sentences that questions can be made of, by passage id."""
        found: dict[str, list[Sentence]] = {passage.id: [] for passage in self.passages}
        for sentence in self.sentences:
            if sentence.is_prose and len(found[sentence.passage.id]) < MOST_SENTENCES:
                found[sentence.passage.id].append(sentence)
        return found

    @cached_property
    def statements(self) -> list[tuple[Sentence, Statement]]:
        """All sentences that begin with their subject."""
        return [(s, s.statement) for s in self.sentences if s.is_prose and s.statement]

    @cached_property
    def phrases(self) -> list[tuple[Sentence, Phrase]]:
        """All noun phrases of the sentences, in the order of the source."""
        return [(s, phrase) for s in self.sentences if s.is_prose for phrase in s.phrases]

    @cached_property
    def _block_of(self) -> dict[str, int]:
        return {passage.id: number // BLOCK for number, passage in enumerate(self.passages)}

    def block(self, sentence: Sentence) -> int:
        """Give the number of the block of passages that a sentence belongs to."""
        return self._block_of[sentence.passage.id]

    def around(self, found: Sequence[tuple[Sentence, T]], block: int) -> list[tuple[Sentence, T]]:
        """Keep what stands in a block of passages or in one beside it."""
        return [pair for pair in found if abs(self._block_of[pair[0].passage.id] - block) <= 1]

    def statements_around(self, block: int) -> list[tuple[Sentence, Statement]]:
        """Give the statements of a block of passages and of those beside it."""
        if block not in self._statements_of:
            self._statements_of[block] = self.around(self.statements, block)
        return self._statements_of[block]

    @cached_property
    def _statements_of(self) -> dict[int, list[tuple[Sentence, Statement]]]:
        return {}

    @cached_property
    def _heads(self) -> list[frozenset[str]]:
        return [frozenset(phrase.head.low for phrase in s.phrases) for s in self.sentences if s.is_prose]

    @cached_property
    def _with_head(self) -> dict[str, set[int]]:
        table: dict[str, set[int]] = {}
        for number, heads in enumerate(self._heads):
            for head in heads:
                table.setdefault(head, set()).add(number)
        return table

    def together(self, one: str, other: str) -> int:
        """Count the sentences that speak of two head nouns (lower case) side by side."""
        return len(self._with_head.get(one, set()) & self._with_head.get(other, set()))

    @cached_property
    def _with_stem(self) -> dict[str, set[int]]:
        table: dict[str, set[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                table.setdefault(stem, set()).add(number)
        return table

    def supports(self, phrase: str, context: Iterable[str], share: float = 0.6) -> bool:
        """Whether some sentence holds all content words of a phrase and ``share`` of the ``context`` stems.

        A wrong option of which this is true might be right by another place of the source.
        """
        return self.saying(set(content_stems(phrase)), set(context), share) is not None

    def saying(self, wanted: set[str], around: set[str], share: float) -> Sentence | None:
        """Give the first sentence that holds all ``wanted`` stems and ``share`` of those ``around``, or None."""
        if not wanted or not around:
            return None
        places = set.intersection(*(self._with_stem.get(stem, set()) for stem in wanted))
        fitting = (n for n in sorted(places) if len(self.sentences[n].stems & around) >= share * len(around))
        return next((self.sentences[n] for n in fitting), None)


def read_material(passages: Sequence[Passage]) -> Material:
    """Read the passages of a bank."""
    found = [
        Sentence(passage, span.start, span.end, passage.answer[span.start : span.end], place)
        for passage in passages
        for place, span in enumerate(sentences(passage.answer))
    ]
    return Material(tuple(passages), tuple(found))
