"""Which sentences of an answer can stand alone, and which of them matter."""

import re
from functools import lru_cache

from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import opening
from quizapp.language.phrases import NOUNS, Phrase
from quizapp.language.tagger import Token
from quizapp.language.words import content_stems, stem

_SPEAKER = frozenset("i me my mine myself".split())
_ASIDES = frozenset(
    ("for example", "for instance", "e.g.", "i.e.", "in other words", "in fact", "of course", "by the way")
)
_REFERRING = frozenset(
    "see visit contact refer check read click follow consult join note let make sure go look find learn ask email call "
    "send take try remember keep feel consider".split()
)
"""Verbs of commands that send the reader elsewhere or only urge him."""

_EXPLAINING = frozenset(
    "of that which who for in on to with between from by at about where whose used".split()
)
_UNIQUE = frozenset(
    "world internet web government public law sun moon president future past time same first last best most document "
    "eu us uk united".split()
)
"""What there is only one of, so that nobody asks which."""


_POINTER = re.compile(
    r"\b(?:more|further|latest|additional|detailed|following) (?:information|details|help|guidance|instructions)\b"
    r"|\b(?:doing so|do so)\b"
    r"|\b(?:visit|refer to|read more|learn more|find out|contact us|check out|webpage|web page|website at)\b"
    r"|\b(?:be|is|are) found (?:at|on|in|under)\b",
    re.I,
)
"""Sentences that only say where to read on."""


@lru_cache(maxsize=5_000)
def stands_alone(material: Material, sentence: Sentence) -> bool:
    """Whether a reader of the sentence and of its FAQ question knows what it speaks of, and it states something."""
    if not states(sentence):
        return False
    for place, token in enumerate(sentence.tokens[:-1]):
        if (
            token.low == "that"
            and token.start >= opening(sentence)
            and sentence.tokens[place + 1].tag in ("NN", "NNP")
            and _is_demonstrative(sentence, place)
        ):
            return False
    return not any(_is_known_from_before(material, sentence, phrase) for phrase in sentence.phrases)


@lru_cache(maxsize=5_000)
def states(sentence: Sentence) -> bool:
    """Whether a sentence states something of its own, and neither commands nor only says where to read on."""
    begin = opening(sentence)
    tokens = [token for token in sentence.tokens if token.start >= begin]
    if (_commands(tokens) and (sentence.place > 2 or tokens[0].low in _REFERRING)) or tokens[0].low in (
        "please",
        "see",
        "note",
        "then",
        "so",
        "but",
        "and",
        "or",
    ):
        return False
    if _POINTER.search(sentence.text) or "please" in sentence.text.lower():
        return False
    return _SPEAKER.isdisjoint(token.low for token in tokens)


def _commands(tokens: list[Token]) -> bool:
    """Whether a sentence tells its reader what to do."""
    return (
        tokens[0].tag == "VB" and tokens[0].low not in ("let", "often") and tokens[1].low not in ("'s", "’s")
    )


def _is_demonstrative(sentence: Sentence, place: int) -> bool:
    """Whether "that" points at a thing ("that address is") and opens no clause ("says that water is")."""
    before = sentence.tokens[place - 1] if place else None
    return (
        before is None
        or (before.tag not in NOUNS and not before.tag.startswith("VB") and before.tag != "JJ")
        or (before.tag == "VBG")
    )


def _is_known_from_before(material: Material, sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "the study" is one that an earlier sentence of the answer has named, and the FAQ question has not."""
    if phrase.determiner.lower() != "the" or phrase.named or len(phrase.bare.split()) > 2:
        return False
    following = sentence.tokens[phrase.last] if phrase.last < len(sentence.tokens) else None
    if following and following.low in _EXPLAINING:
        return False
    name = stem(phrase.head.text)
    if phrase.head.low in _UNIQUE or name in content_stems(sentence.passage.question):
        return False
    if material.is_topic(name):
        return False
    inside = [stem(token.text) for token in sentence.tokens[: phrase.first]]
    if name in inside:
        return False
    earlier = (s for s in material.sentences_of(sentence.passage.id) if s.place < sentence.place)
    return any(name in s.stems for s in earlier)


@lru_cache(maxsize=5_000)
def salience(sentence: Sentence) -> float:
    """Say from 0 to 1 how much a sentence is of what the FAQ question asks: by its words, and by its place."""
    asked = set(content_stems(sentence.passage.question))
    shared = len(asked & sentence.stems) / max(min(len(asked), 4), 1)
    aside = 0.3 if any(aside in sentence.text.lower() for aside in _ASIDES) else 0.0
    return max(min(0.6 * min(shared, 1.0) + 0.4 / (1 + 0.5 * sentence.place) - aside, 1.0), 0.0)
