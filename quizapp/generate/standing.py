"""Which sentences of an answer can stand alone, and which of them matter."""

import re
from functools import lru_cache
from itertools import pairwise

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
    "send take try remember keep feel consider say ensure assume suppose imagine".split()
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
    r"|\b(?:doing so|do so)\b|\b(?:take|have) a look\b|\banswer is\b"
    r"|\b(?:article|blog|wiki|tutorial|screencast|FAQ)s?\b"
    r"|\b(?:visit|refer to|read more|learn more|find out|contact us|check out|webpage|web page|website at)\b"
    r"|\b(?:be|is|are) found (?:at|on|in|under|from|through|via)\b|\bfew options\b|\d{3}[-.]\d{4}\b|\bX{3,}\b"
    r"|\ban exception\b|\bto the contrary\b|\bin /\w",
    re.I,
)
"""Signs of sentences that only say where to read on or to call, and of blanks that nobody has filled in."""


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
    referring = not _REFERRING.isdisjoint(token.low for token in tokens[:2])
    if (_commands(tokens) and (sentence.place > 2 or referring)) or tokens[0].low in (
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
    if tokens[0].low in _DANGLING or (tokens[0].low, tokens[1].low) in _DANGLING_PAIRS:
        return False
    if tokens[0].tag in ("VBZ", "MD") or [token.low for token in tokens[2:4]] in _AS_BEFORE:
        return False
    if _has_lone_both(tokens) or _depends(sentence, tokens) or _speaks_of_rest(tokens):
        return False
    if _POINTER.search(sentence.text) or "please" in sentence.text.lower():
        return False
    return _SPEAKER.isdisjoint(token.low for token in tokens)


_DANGLING = frozenset("hence conversely thus otherwise say suppose imagine assume chances".split())
_DANGLING_PAIRS = frozenset((("if", "so"), ("do", "not"), ("do", "n't"), ("do", "n’t")))
"""Openings that go on from what stands before, only suppose something, or forbid what nobody would ask for."""

_AS_BEFORE = (["do", ","], ["does", ","], ["did", ","])
"""What stands for a verb before it: "If you do, …"."""


def _has_lone_both(tokens: list[Token]) -> bool:
    """Whether "both" stands for two things that were named before: no "and" comes behind it, and no plural."""
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 5]
        told = any(near.low in ("and", "of") or near.tag in ("NNS", "NNPS") for near in following)
        if token.low == "both" and not told:
            return True
        if token.low in ("either", "neither") and place + 1 < len(tokens) and tokens[place + 1].low == "one":
            return True
    return False


def _speaks_of_rest(tokens: list[Token]) -> bool:
    """Whether a sentence speaks of "all other purposes", and what they are other than is said before it."""
    low = [token.low for token in tokens]
    return ("all", "other") in pairwise(low) and "than" not in low


def _depends(sentence: Sentence, tokens: list[Token]) -> bool:
    """Whether a statement about "you" or "we" goes on behind "If you are …" of the sentence before, in a paragraph."""
    answer = sentence.passage.answer
    before = answer[: sentence.start].rstrip(" ")
    if not before or before.endswith("\n") or tokens[0].low not in ("we", "you"):
        return False
    earlier = re.split(r"(?<=[.!?])\s+|\n", before.rstrip())[-1]
    return earlier.lower().startswith(("if ", "when ", "for "))


def _commands(tokens: list[Token]) -> bool:
    """Whether a sentence tells its reader what to do."""
    first = 1 if tokens[0].low in _ORDER else 0
    return (
        tokens[first].tag == "VB"
        and tokens[first].low not in ("let", "often")
        and tokens[first + 1].low not in ("'s", "’s")
    )


_ORDER = frozenset("first then next just simply also always never".split())
"""What may stand before a command."""


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


def points_back(sentence: Sentence, before: Sentence) -> bool:
    """Whether what a sentence points at ("this information") is named in the one before it."""
    return all(
        stem(phrase.head.text) in before.stems
        for phrase in sentence.phrases
        if phrase.determiner.lower() in ("this", "these", "that", "those")
    )


@lru_cache(maxsize=5_000)
def is_explained(material: Material, sentence: Sentence, about: frozenset[str]) -> bool:
    """Whether a reader who does not see the FAQ question of a sentence, but knows what it is ``about``, can follow it.

    ``about`` are stems. "The fund" is then one that the sentence or the topic names, or that the document is about.
    """
    inside: set[str] = set(about)
    if any(_points(sentence, place, inside) for place in range(len(sentence.tokens) - 1)):
        return False
    for phrase in sentence.phrases:
        following = sentence.tokens[phrase.last] if phrase.last < len(sentence.tokens) else None
        name = stem(phrase.head.text)
        pointing = phrase.determiner.lower() == "the" and not phrase.named and len(phrase.bare.split()) < 3
        known = name in inside or phrase.head.low in _UNIQUE or material.is_topic(name)
        if pointing and not known and not (following and following.low in _EXPLAINING):
            return False
        inside |= {stem(token.text) for token in sentence.tokens[phrase.first : phrase.last]}
    return True


@lru_cache(maxsize=5_000)
def is_introduced(material: Material, sentence: Sentence, about: frozenset[str]) -> bool:
    """Whether a sentence begins with something that a reader of two FAQ questions knows, and points at nothing before.

    ``about`` are the stems of the prompt. "The condition …" could be that of the one question or of the other.
    """
    inside = set(about)
    for place, token in enumerate(sentence.tokens[:-1]):
        if token.low in _DEMONSTRATIVES and _points(sentence, place, inside | _stems_before(sentence, place)):
            return False
    begin = opening(sentence)
    first = next((phrase for phrase in sentence.phrases if phrase.start <= begin < phrase.end), None)
    if first is None or first.determiner.lower() != "the" or first.named or len(first.bare.split()) > 1:
        return True
    following = sentence.tokens[first.last] if first.last < len(sentence.tokens) else None
    name = stem(first.head.text)
    explained = following is not None and following.low in _EXPLAINING
    return explained or name in inside or first.head.low in _UNIQUE or material.is_topic(name)


def _stems_before(sentence: Sentence, place: int) -> set[str]:
    return {stem(token.text) for token in sentence.tokens[:place]}


_DEMONSTRATIVES = frozenset(("this", "these", "those", "that"))


def _points(sentence: Sentence, place: int, known: set[str]) -> bool:
    """Whether a token points at something that stands before the sentence: "these ports", "will then begin"."""
    token, following = sentence.tokens[place], sentence.tokens[place + 1]
    if token.low == "then":
        return not any(near.low in ("if", "when") for near in sentence.tokens[:place])
    behind = sentence.tokens[place + 2].low if place + 2 < len(sentence.tokens) else ""
    pointing = token.low in _DEMONSTRATIVES and (token.low != "that" or token.tag == "DT" or behind == "to")
    return pointing and following.tag in NOUNS and stem(following.text) not in known


@lru_cache(maxsize=5_000)
def salience(sentence: Sentence) -> float:
    """Say from 0 to 1 how much a sentence is of what the FAQ question asks: by its words, and by its place."""
    asked = set(content_stems(sentence.passage.question))
    shared = len(asked & sentence.stems) / max(min(len(asked), 4), 1)
    aside = 0.3 if any(aside in sentence.text.lower() for aside in _ASIDES) else 0.0
    return max(min(0.6 * min(shared, 1.0) + 0.4 / (1 + 0.5 * sentence.place) - aside, 1.0), 0.0)
