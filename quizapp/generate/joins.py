"""Turning round what joins the parts of a statement: A and B, A but not B, unless and if."""

from collections.abc import Iterator, Sequence

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.language.phrases import FINITE, Phrase
from quizapp.language.tagger import Token
from quizapp.language.wordnet import entry


def joins(sentence: Sentence) -> Iterator[Edit]:
    """Give the places where the joint of a sentence can be turned round."""
    yield from _coordinations(sentence)
    yield from _conditions(sentence)


def _coordinations(sentence: Sentence) -> Iterator[Edit]:
    """Take the second of two things out: "A and B" becomes "A but not B"."""
    tokens = sentence.tokens
    by_first = {phrase.first: phrase for phrase in sentence.phrases}
    by_last = {phrase.last: phrase for phrase in sentence.phrases}
    if any(token.low in ("between", "neither", "not", "n't", "either", "without", "no") for token in tokens):
        return
    for place, token in enumerate(tokens):
        one, other = by_last.get(place), by_first.get(place + 1)
        if (
            token.low not in ("and", "or")
            or one is None
            or other is None
            or not _are_two_things(tokens, one, other)
        ):
            continue
        both = one.first > 0 and tokens[one.first - 1].low == "both"
        if not both and tokens[one.first - 1 : one.first] and tokens[one.first - 1].text == ",":
            continue
        yield edit_at(sentence, place, place + 1, "but not", 0.65)


def _are_two_things(tokens: Sequence[Token], one: Phrase, other: Phrase) -> bool:
    """Whether two phrases are coordinated as wholes, and no clause begins with the second."""
    if (
        one.named != other.named
        or one.head.tag[:3] != other.head.tag[:3]
        or "both" in {t.low for t in tokens}
    ):
        return False
    if (
        one.named
        and tokens[one.last - 1].tag == "NNP"
        and len(one.text.split()) == len(other.text.split()) == 2
    ):
        return False  # two persons
    begins = tokens[other.first]
    verbal = not other.determiner and not other.named and is_verb_first(begins.low)
    if bool(one.determiner) != bool(other.determiner) or _is_of_many(tokens, one):
        return False
    if len(other.text.split()) > 4 or begins.tag in ("VBN", "VBG") or verbal:
        return False
    if one.head.tag == "NN" and len(one.text.split()) == len(other.text.split()) == 1:
        return False  # "soap and water" belong together
    following = tokens[other.last] if other.last < len(tokens) else None
    earlier = any(token.tag in FINITE for token in tokens[: one.first])
    if following is None or following.low in ("and", "or", "that", "which", "who", "work", "together"):
        return False
    return (
        earlier and following.tag not in (*FINITE, "JJ") and following.tag != "VBN" and following.text != ","
    )


def _is_of_many(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase speaks of many at once ("many different companies"): the second belongs to the same many."""
    return any(
        t.low in ("different", "various", "many", "several") for t in tokens[phrase.first : phrase.last]
    )


def is_verb_first(word: str) -> bool:
    """Whether a word is as soon a verb as a noun: "help", "leads", "support"."""
    senses = entry(word).senses
    verbs = sum(sense.startswith("v") for sense in senses)
    return 2 * verbs >= len(senses) > 0


def _conditions(sentence: Sentence) -> Iterator[Edit]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-1]):
        before = tokens[place - 1].low if place else ""
        goes_on = any(near.low == "even" for near in tokens[place:])
        if token.low == "unless" and before != "not" and not goes_on:
            yield edit_at(sentence, place, place + 1, _like(token, "if"), 0.82)


def _like(token: Token, new: str) -> str:
    return new.capitalize() if token.text[0].isupper() else new
