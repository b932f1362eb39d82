"""A bank's passages, read once for all families: sentences, statements, noun phrases, and what the source supports."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import TypeVar

from quizapp.language.phrases import FINITE, Phrase, Statement, noun_phrases, statement
from quizapp.language.sentences import sentences
from quizapp.language.tagger import Token, tag
from quizapp.language.wordnet import is_run_together
from quizapp.language.words import content_stems, words
from quizapp.model.bank import Passage
from quizapp.model.question import Evidence

LONGEST_SENTENCE = 45
"""Words of a sentence that is looked at; a longer one is a list, a table or a citation."""

SHORTEST_SENTENCE = 5
SHORTEST_RUN = 8
"""Letters of a word from which on it is asked whether it is two that have lost what stood between them."""

MOST_SENTENCES = 12
"""Sentences of a passage from which questions are proposed: its beginning says what matters."""

BLOCK = 20
"""Passages of a block; distractors come from the block of the passage and those beside it."""

ORDINARY = 120
"""Passages of a document of ordinary size; in a larger one there is plenty to choose from, and less is tried."""

T = TypeVar("T")

_JUNK = re.compile(
    r"https?://|www\.|[{}|<>\\=@#]|\w/\w+/|_\w|\w_|\bclick\b|\.{3}|…|“[^”]*$|^[^“]*”|::|\(\)"
    r"|[a-z]\.\d|\b(?!that\b|had\b)(\w+) \1\b|\. [a-z][A-Z]|\b(?:at|of|the|from|and)[.!]$"
)
"""Signs of code, addresses, tables, broken quotations, numbers of notes, words said twice, and of what was left out."""

_SHORT = ("U.S.", "U.K.")
"""What may end a sentence, or stand before a name."""

_SUBORDINATING = frozenset("if when whenever while because unless although though".split())
"""Words whose clause is no sentence: "Security issues if you update it."."""

_CAPITALISED = frozenset(
    "In On With At By For From If When The You Your How Who Is Are Have Has Can Once And Of To There It They "
    "This".split()
)
"""Small words that have a capital inside a sentence only where a heading has run into it."""

_POINTER = re.compile(
    r":\s*$|^(?:Well|Oh|Sure|Hmm|Okay|OK),|\b(?:following|below|above|here)\b", re.IGNORECASE
)


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
        """Whether it is a whole sentence that a question can be made of; what needs no tags is looked at first."""
        begins = self.text[0].isupper() or self.text[0].isdigit()
        if self.text.endswith(_SHORT) or self.passage.answer[: self.start].rstrip().endswith(_SHORT):
            return False
        if not begins or self.text[-1] not in ".!" or len(self.text.split()) > LONGEST_SENTENCE:
            return False
        if _JUNK.search(self.text) or _POINTER.search(self.text):
            return False
        count = sum(token.is_word for token in self.tokens)
        fits = SHORTEST_SENTENCE <= count <= LONGEST_SENTENCE and not any(
            is_run_together(token.low) for token in self.tokens if len(token.text) > SHORTEST_RUN
        )
        return fits and self._has_verb and not self._has_heading

    @property
    def _has_verb(self) -> bool:
        """Whether it has a finite verb outside brackets, and not only behind ", but": "DFO, but others can be had."."""
        depth, said = 0, False
        opens = self.tokens[0].low in _SUBORDINATING
        for token, following in zip(self.tokens, self.tokens[1:], strict=False):
            depth += (token.text == "(") - (token.text == ")")
            if not depth and token.tag in FINITE:
                said = True
            if token.text == "," and following.low == "but" and not said:
                return False
            if token.low in _SUBORDINATING and not said and not opens:
                return False
        return said

    @property
    def _has_heading(self) -> bool:
        """Whether a heading in title case has run into it: "How It Spreads In most cases it spreads slowly."."""
        opening = self.tokens[1:9]
        run = [token.text for token in takewhile(lambda token: token.text[0].isupper(), self.tokens)]
        first = self.tokens[0]
        again = len(first.text) > 3 and first.low in [token.low for token in self.tokens[2:4]]
        repeats = again or (len(run) > 3 and len(set(run)) < len(run))
        return repeats or any(token.text in _CAPITALISED for token in opening)


@dataclass(frozen=True, eq=False)
class Material:
    """Everything that the families work with."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    @property
    def is_large(self) -> bool:
        """Whether there is so much that not everything need be tried."""
        return len(self.passages) > ORDINARY

    def at_most(self, ordinary: T, large: T) -> T:
        """Give the limit for a document of ordinary size, or the one for a large document."""
        return large if self.is_large else ordinary

    @property
    def sets(self) -> int:
        """How many sets of distractors are tried for a statement."""
        return self.at_most(3, 2)

    @cached_property
    def by_passage(self) -> dict[str, list[Sentence]]:
        """The sentences that questions can be made of, by passage id."""
        return {passage.id: self.prose_of(passage.id) for passage in self.passages}

    @cached_property
    def _prose_by_id(self) -> dict[str, list[Sentence]]:
        return {}

    def prose_of(self, passage: str) -> list[Sentence]:
        """Give the first sentences of a passage that questions can be made of; the others are never tagged."""
        if passage not in self._prose_by_id:
            prose = (sentence for sentence in self._all_of[passage] if sentence.is_prose)
            self._prose_by_id[passage] = list(islice(prose, MOST_SENTENCES))
        return self._prose_by_id[passage]

    @cached_property
    def _prose(self) -> list[Sentence]:
        return [sentence for found in self.by_passage.values() for sentence in found]

    @cached_property
    def _all_of(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = {passage.id: [] for passage in self.passages}
        for sentence in self.sentences:
            found[sentence.passage.id].append(sentence)
        return found

    def sentences_of(self, passage: str) -> list[Sentence]:
        """Give all sentences of a passage."""
        return self._all_of[passage]

    @cached_property
    def statements(self) -> list[tuple[Sentence, Statement]]:
        """All sentences that begin with their subject."""
        return [(s, s.statement) for s in self._prose if s.statement]

    @cached_property
    def phrases(self) -> list[tuple[Sentence, Phrase]]:
        """All noun phrases of the sentences, in the order of the source."""
        return [(s, phrase) for s in self._prose for phrase in s.phrases]

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {passage.id: number for number, passage in enumerate(self.passages)}

    def block(self, sentence: Sentence) -> int:
        """Give the number of the block of passages that a sentence belongs to."""
        return self._number_of[sentence.passage.id] // BLOCK

    def apart(self, one: Passage, other: Passage) -> int:
        """Give how many places two passages stand apart in the document."""
        return abs(self._number_of[one.id] - self._number_of[other.id])

    def passages_around(self, passage: Passage) -> Sequence[Passage]:
        """Give the passages of the block of a passage and of those beside it."""
        block = self._number_of[passage.id] // BLOCK
        return self.passages[max(block - 1, 0) * BLOCK : (block + 2) * BLOCK]

    def _by_block(self, found: Iterable[tuple[Sentence, T]]) -> dict[int, list[tuple[Sentence, T]]]:
        table: dict[int, list[tuple[Sentence, T]]] = {}
        for pair in found:
            table.setdefault(self.block(pair[0]), []).append(pair)
        return table

    @cached_property
    def _phrase_blocks(self) -> dict[int, list[tuple[Sentence, Phrase]]]:
        return self._by_block(self.phrases)

    @cached_property
    def _statement_blocks(self) -> dict[int, list[tuple[Sentence, Statement]]]:
        return self._by_block(self.statements)

    def phrases_around(self, block: int) -> list[tuple[Sentence, Phrase]]:
        """Give the noun phrases of a block of passages and of those beside it."""
        return [pair for near in (block - 1, block, block + 1) for pair in self._phrase_blocks.get(near, ())]

    @cached_property
    def _prose_blocks(self) -> dict[int, list[Sentence]]:
        table: dict[int, list[Sentence]] = {}
        for passage in self.passages:
            table.setdefault(self._number_of[passage.id] // BLOCK, []).extend(self.by_passage[passage.id])
        return table

    def prose_around(self, block: int) -> list[Sentence]:
        """Give the sentences that questions can be made of, of a block of passages and of those beside it."""
        return [s for near in (block - 1, block, block + 1) for s in self._prose_blocks.get(near, ())]

    def first_around(self, block: int) -> list[Sentence]:
        """Give the first sentences of the passages of a block and of those beside it, be they prose or not."""
        near = self.passages[max(block - 1, 0) * BLOCK : (block + 2) * BLOCK]
        return [first for passage in near for first in self._all_of[passage.id][:1]]

    def statements_around(self, block: int) -> list[tuple[Sentence, Statement]]:
        """Give the statements of a block of passages and of those beside it."""
        return [
            pair for near in (block - 1, block, block + 1) for pair in self._statement_blocks.get(near, ())
        ]

    @cached_property
    def _heads(self) -> list[frozenset[str]]:
        return [frozenset(phrase.head.low for phrase in s.phrases) for s in self._prose]

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
    def _words(self) -> frozenset[str]:
        return frozenset(word.text.lower() for s in self.sentences for word in words(s.text))

    def speaks_of(self, word: str) -> bool:
        """Whether a word (lower case) stands anywhere in the passages, in this form."""
        return word in self._words

    @cached_property
    def _large(self) -> dict[str, int]:
        """By words in lower case: how much more often they have a capital than a small letter inside sentences."""
        count: Counter[str] = Counter()
        for sentence in self.sentences:
            for word in list(words(sentence.text))[1:]:
                count[word.text.lower()] += 1 if word.text[0].isupper() else -1
        return count

    def is_written_large(self, word: str) -> bool:
        """Whether a word has a capital wherever it stands, as names have."""
        return self._large.get(word.lower(), 0) > 0

    @cached_property
    def _with_stem(self) -> dict[str, set[int]]:
        table: dict[str, set[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                table.setdefault(stem, set()).add(number)
        return table

    @cached_property
    def _passages_with(self) -> dict[str, int]:
        found = {(stem, sentence.passage.id) for sentence in self.sentences for stem in sentence.stems}
        return Counter(stem for stem, _ in found)

    def is_topic(self, stem: str) -> bool:
        """Whether a stem stands in so many passages that the document is about it."""
        return self._passages_with.get(stem, 0) >= max(5, len(self.passages) // 3)

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
