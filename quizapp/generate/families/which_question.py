"""Which FAQ question the document answers with a statement, among others that it answers otherwise.

Nothing is turned round: the prompt is what the document says, the options are what people asked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quizapp.generate.asking import answers_well, asks_whether, is_clear
from quizapp.generate.attacks import nearness
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import is_explained, salience
from quizapp.generate.statements import Said, distractor_sets, key_text
from quizapp.generate.wording import capital, quoted, tidy
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage

NAME = "which-question"

QUALITY, FOR_SALIENCE, FOR_FOUR = 0.5, 0.1, 0.06
"""Quality of an item, and what it gains for a statement that is what is asked, and for a fourth option."""

LAST_PLACE, LAST_OF_MANY = 12, 1
"""Place in its answer up to which a statement is looked at, in a document of ordinary size and in a large one."""

LONGEST = 40
"""Words of a statement that is quoted in a prompt."""

NEW_WORDS = 3
"""Content words that a statement has and its question has not, at least."""

MANY = 8
"""Content words from which on a question asks about several things together."""

NEARER, NEARER_BESIDE = 1 / 3, 0.2
"""Share of the questions around that may be nearer to a statement than its own: if it answers that well, and else."""

RELATED, APART = 0.2, 0.0
"""How near a question is to a statement, -1 to 1, from which on it is about something near: if they share no word, and
if they share one."""

BEGINNING = 5
"""Letters in which words that belong together are alike: publish, publication."""

ALIKE, ALIKE_ASKED = 0.5, 0.67
"""Share of their words from which on two statements say much the same, and two questions ask it."""


@dataclass(frozen=True)
class _Asked:
    """A FAQ question that is clear on its own, with the stems of its words and of each sentence of its answer."""

    passage: Passage
    text: str
    stems: frozenset[str]
    first: Sentence
    said: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class _Around:
    """The questions around a block of passages that can be an option."""

    asked: tuple[_Asked, ...]

    @cached_property
    def common(self) -> frozenset[str]:
        """The stems of what most questions name, which tell none from another."""
        count = Counter(stem for asked in self.asked for stem in asked.stems)
        return frozenset(stem for stem, times in count.items() if times > len(self.asked) / 2)

    @cached_property
    def _texts(self) -> list[str]:
        return list(dict.fromkeys(asked.text for asked in self.asked))

    def nearer(self, statement: str, own: _Asked) -> float:
        """Give the share of the questions that are nearer to a statement than its own, 0 to 1."""
        scores = dict(zip(self._texts, nearness(statement, self._texts), strict=True))
        return sum(score > scores[own.text] for score in scores.values()) / len(scores)

    def distractors(self, statement: str, own: _Asked, shared: frozenset[str]) -> list[Said]:
        """Give the questions about something near that are not answered with a statement, as they may stand beside it.

        Those that have ``shared`` beginnings of words weigh more.
        """
        said = frozenset(content_stems(statement))
        others = [other for other in self.asked if other.text != own.text]
        refused = {other.text for other in others if not self._is_answered_otherwise(other, own, said)}
        usable = {other.text: other for other in others if other.text not in refused}
        about = (said | own.stems) - self.common
        scores = zip(usable.values(), nearness(statement, list(usable)), strict=True)
        return [
            Said(other.text, other.first, (near + len(_begun(other.stems) & shared)) / (1 + len(shared)))
            for other, near in scores
            if near >= (APART if other.stems & about else RELATED)
        ]

    def _is_answered_otherwise(self, other: _Asked, own: _Asked, said: frozenset[str]) -> bool:
        """Whether a question neither asks much what ``own`` asks nor is answered with what is ``said``."""
        asks, asks_own = other.stems - self.common, own.stems - self.common
        named = asks & said
        if not asks or _share(asks, asks_own, ALIKE_ASKED):
            return False  # "What is Python?": any statement of the document answers that
        if len(named) > ALIKE * len(asks) or len(named - own.stems) > 1:
            return False
        return not any(_share(said, stems) for stems in other.said)


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a statement of an answer, and its FAQ question among others."""
    if sentence.place > material.at_most(LAST_PLACE, LAST_OF_MANY):
        return
    statement = key_text(sentence, LONGEST)
    if not statement or _is_half(sentence, statement):
        return
    around = _around(material, material.block(sentence))
    own = next((asked for asked in around.asked if asked.passage is sentence.passage), None)
    if own is None or not is_explained(material, sentence, frozenset()):
        return
    if not _answers(sentence, statement, own) or around.nearer(statement, own) > _most_nearer(sentence):
        return
    prompt = f"In answer to which of these questions does the document say “{statement}”?"
    shared = (_begun(frozenset(content_stems(statement))) & _begun(own.stems)) - _begun(around.common)
    found = around.distractors(statement, own, shared)
    for chosen in distractor_sets(own.text, prompt, found, sentence, chance, material.sets, around.common):
        if not shared <= _begun(frozenset().union(*(other.stems for other in chosen))):
            continue  # a word of the statement that stands in its question alone
        yield Candidate(
            NAME,
            sentence,
            prompt,
            _option(own.text, sentence),
            tuple(_option(other.text, other.sentence) for other in chosen),
            QUALITY + FOR_SALIENCE * salience(sentence) + (FOR_FOUR if len(chosen) > 2 else 0.0),
            told=len(sentence.text),
            asks_question=True,
        )


_CONTRAST = frozenset("but although though yet however unless except".split())


def _is_half(sentence: Sentence, statement: str) -> bool:
    """Whether a sentence goes on from what stands before it, or says more than is shown of it: "…, but …"."""
    shown = statement.lower().split()
    cut_off = {token.low for token in sentence.tokens} - set(shown)
    return sentence.tokens[0].low in _CONTRAST or not _CONTRAST.isdisjoint(cut_off)


_ASKS_AMOUNT = re.compile(r"how (?:many|much|long|often|old|far|soon)\b", re.IGNORECASE)
_AMOUNTS = frozenset(
    "all none no every each same half once twice daily weekly monthly yearly always never tens dozens hundreds "
    "thousands millions several many few free".split()
)


def _answers(sentence: Sentence, statement: str, own: _Asked) -> bool:
    """Whether a statement says something beyond its question, and an amount if that asks for one."""
    said = frozenset(content_stems(statement))
    if len(said - own.stems) < NEW_WORDS or own.stems <= said:
        return False
    if len(own.stems) > MANY and len(own.stems & said) < 2:
        return False  # a question about several things, and what is said of one of them
    if not _ASKS_AMOUNT.match(own.text):
        return True
    counted = (token for token in sentence.tokens if token.low not in ("one", "single"))
    return any(token.tag == "CD" or token.low in _AMOUNTS for token in counted)


def _most_nearer(sentence: Sentence) -> float:
    """Give the share of questions that may be nearer: more where the statement answers its question well.

    What comes behind the first sentence seldom answers by itself what is answered with yes or no.
    """
    beside = sentence.place > 0 and asks_whether(sentence.passage.question)
    return NEARER if answers_well(sentence) and not beside else NEARER_BESIDE


@lru_cache(maxsize=8)
def _around(material: Material, block: int) -> _Around:
    return _Around(
        tuple(
            _Asked(
                first.passage,
                capital(tidy(first.passage.question)),
                frozenset(content_stems(first.passage.question)),
                first,
                tuple(sentence.stems for sentence in material.sentences_of(first.passage.id)),
            )
            for first in material.first_around(block)
            if tidy(first.passage.question).endswith("?") and is_clear(first.passage.question)
        )
    )


def _begun(stems: frozenset[str]) -> frozenset[str]:
    """Give the beginnings of words."""
    return frozenset(stem[:BEGINNING] for stem in stems)


def _share(here: frozenset[str], there: frozenset[str], alike: float = ALIKE) -> bool:
    """Whether much of ``here`` stands in ``there`` as well; of a very short text that says nothing."""
    return len(here & there) > alike * min(len(here), len(there) + 2)


def _option(text: str, sentence: Sentence) -> Option:
    return Option(text, f"The document answers: {quoted(sentence.text)}", (sentence.evidence,))
