"""Things that a document itself sets against each other: what can stand for one in a statement is the other.

Two signs: the document joins them ("by email or text message"), or tells kinds of a thing apart ("dry AMD", "wet AMD").
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.joins import is_verb_first
from quizapp.generate.material import Material, Sentence
from quizapp.generate.things import is_thing
from quizapp.language.phrases import Phrase
from quizapp.language.words import content_stems

LONGEST = 3
"""Words of a thing that stands for another."""

OFTEN = 2
"""Times that a kind of a thing must be named to be taken for one."""

_KINDS = ("JJ", "NN", "NNP", "VBN")
_NO_KIND = frozenset(
    "new other same different first second last additional certain specific many several few more most own such "
    "current "
    "available possible further general common important main particular entire whole various real good great best "
    "following next previous high low large small early late long short average free full unique".split()
)
"""What comes before a noun and makes no kind of it."""


def peers(material: Material, sentence: Sentence) -> Iterator[Edit]:
    """Give the things of a sentence exchanged for the first of their peers, of the same kind where there is one."""
    for first, last, others in peers_of(material, sentence):
        head = sentence.tokens[last - 1].low
        alike = [peer for peer in others if peer[0].lower().split()[-1] == head]
        other, weight = (alike or others)[0]
        yield edit_at(sentence, first, last, other, weight)


def peers_of(material: Material, sentence: Sentence) -> Iterator[tuple[int, int, list[tuple[str, float]]]]:
    """Give the things of a sentence, tokens first to last (excluded), with peers that it does not speak of."""
    table = peers_around(material, material.block(sentence))
    for phrase in sentence.phrases:
        first = phrase.first + (1 if phrase.determiner else 0)
        if phrase.last - first > LONGEST or _is_part_of_more(sentence, phrase):
            continue
        own = set(content_stems(phrase.bare))
        found = []
        for other, weight in table.get(phrase.bare.lower(), {}).items():
            new = set(content_stems(other)) - own
            again = any(sentence.text.lower().count(word) > 1 for word in phrase.bare.lower().split()[:-1])
            if (
                new
                and not again
                and sentence.stems.isdisjoint(new)
                and not _holds(phrase.bare.lower(), other.lower())
            ):
                shown = other if first else other[:1].upper() + other[1:]
                found.append((shown, weight))
        if found:
            yield first, phrase.last, found


def _holds(one: str, other: str) -> bool:
    """Whether one name is the end of the other, so that what is so of it may be so of both: "domain", "subdomain"."""
    return one.endswith(other) or other.endswith(one)


def _is_part_of_more(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is joined with another, or goes on behind itself ("of …", a hyphen)."""
    tokens = sentence.tokens
    before = tokens[phrase.first - 1] if phrase.first else None
    after = tokens[phrase.last] if phrase.last < len(tokens) else None
    joints = ("and", "or", "-", "/", "(", "&", "between", "like", "as", "with")
    behind = ("and", "or", "-", "/", "(", "&", "of", "that", "which", "who", "called")
    if before and (before.low in joints or before.text == ","):
        return True
    explained = (
        after is not None
        and after.text == ","
        and phrase.last + 1 < len(tokens)
        and tokens[phrase.last + 1].low in ("a", "an", "the")
    )
    return explained or (after is not None and (after.low in behind or after.tag in ("POS", "HYPH")))


@lru_cache(maxsize=64)
def peers_around(material: Material, block: int) -> dict[str, dict[str, float]]:
    """Give, for things around a block of passages in lower case, their peers as written, the commonest first."""
    joined: dict[str, Counter[str]] = {}
    kinds: dict[tuple[str, bool, str], dict[str, list[Phrase]]] = {}
    for sentence in material.prose_around(block):
        by_first = {phrase.first: phrase for phrase in sentence.phrases}
        for phrase in sentence.phrases:
            if not _is_usable(sentence, phrase):
                continue
            for following in _listed_after(sentence, phrase, by_first):
                joined.setdefault(phrase.bare.lower(), Counter())[_shown(following)] += 1
                joined.setdefault(following.bare.lower(), Counter())[_shown(phrase)] += 1
            kind = _kind(sentence, phrase)
            if kind:
                word, tag = kind
                kinds.setdefault((phrase.head.low, phrase.named, tag), {}).setdefault(word, []).append(phrase)
    table = {
        name: dict.fromkeys((other for other, _ in found.most_common()), 0.8)
        for name, found in joined.items()
    }
    for known in kinds.values():
        usual = {word: phrases[0] for word, phrases in known.items() if len(phrases) >= OFTEN}
        for word, phrase in usual.items():
            others = table.setdefault(phrase.bare.lower(), {})
            for other, peer in usual.items():
                if other != word:
                    others.setdefault(_shown(peer), 0.82)
    return table


def _shown(phrase: Phrase) -> str:
    """Give a phrase as it stands inside a sentence."""
    bare = phrase.bare
    inner = phrase.first == 0 and not phrase.named and bare[1:2].islower() and not phrase.determiner
    return bare[:1].lower() + bare[1:] if inner else bare


def _is_usable(sentence: Sentence, phrase: Phrase) -> bool:
    clitic = phrase.first and sentence.tokens[phrase.first - 1].low == "'s"
    return not clitic and len(phrase.bare.split()) <= LONGEST and is_thing(sentence, phrase)


def _listed_after(sentence: Sentence, phrase: Phrase, by_first: dict[int, Phrase]) -> list[Phrase]:
    """Give what stands behind a thing in the same list: "A, B, and C"."""
    tokens = sentence.tokens
    found: list[Phrase] = []
    if phrase.first and tokens[phrase.first - 1].low == "between":
        return found  # "between the visitor and the website": two parts of one thing, not two of a kind
    ended = False
    last = phrase.last
    while last < len(tokens) and tokens[last].low in (",", "and", "or"):
        ended = ended or tokens[last].low != ","
        begin = last + 1
        if begin < len(tokens) and tokens[begin].low in ("and", "or"):
            ended, begin = True, begin + 1
        following = by_first.get(begin)
        if following is None or not _go_together(sentence, phrase, following):
            break
        found.append(following)
        last = following.last
    return found if ended else []


def _go_together(sentence: Sentence, one: Phrase, other: Phrase) -> bool:
    """Whether what is joined are two things of the same form, and neither is a verb misread."""
    if (
        one.head.tag != other.head.tag
        or not _is_usable(sentence, other)
        or bool(other.determiner) != bool(one.determiner)
    ):
        return False
    mass = (
        one.head.tag == "NN" and not one.determiner and len(one.bare.split()) == len(other.bare.split()) == 1
    )
    verbal = (is_verb_first(thing.bare.lower()) for thing in (one, other) if " " not in thing.bare)
    return not mass and not any(verbal)


def _kind(sentence: Sentence, phrase: Phrase) -> tuple[str, str] | None:
    """Give the one word before the head that makes a kind of it, with its sort; None where there is none or several."""
    first = phrase.first + (1 if phrase.determiner else 0)
    if phrase.last - first != 2:
        return None
    word = sentence.tokens[first]
    clitic = first and sentence.tokens[first - 1].low == "'s"
    if clitic or word.tag not in _KINDS or word.low in _NO_KIND:
        return None
    return word.low, "JJ" if word.tag == "VBN" else word.tag[:2]
