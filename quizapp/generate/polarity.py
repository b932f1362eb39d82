"""Negating a statement, or taking its negation away: what may be may not be, what does happen does not."""

from collections.abc import Iterator
from functools import lru_cache

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.language.tagger import Token
from quizapp.language.wordnet import base_forms

WEIGHT = 0.62
_TO_NEGATIVE = {
    "can": "cannot", "may": "may not", "must": "may", "should": "need not", "will": "will not",
    "is": "is not", "are": "are not", "was": "was not", "were": "were not", "has": "has not", "have": "have not",
}  # fmt: skip
_AUXILIARIES = frozenset("can may must should will is are was were do does did has have could would".split())
POLAR = frozenset(
    "not n't no never any anyone anything either neither nor but only yet still already even also just without hardly "
    "rarely unless until whether cannot always all every necessarily".split()
)
"""Words that a negation does not leave alone."""

_BEING = frozenset("is are was were be been".split())
_AFTER_BEING = ("VBN", "JJ", "IN", "VBG", "DT")
_SUBJECTS = ("NN", "NNS", "NNP", "NNPS", "PRP")
_HELPERS = {"VBZ": "does", "VBP": "do", "VBD": "did"}


@lru_cache(maxsize=20_000)
def third_person(base: str) -> str:
    """Give "goes" for "go"."""
    if base.endswith("y") and base[-2:-1] not in tuple("aeou"):
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


@lru_cache(maxsize=20_000)
def base_form(token: Token) -> str | None:
    """Give the base form of a verb, or None where that is in doubt."""
    if token.tag in ("VB", "VBP"):
        return token.low
    found = [form for form in base_forms(token.low) if form != token.low or token.tag == "VBD"]
    if token.tag == "VBZ":
        found = [form for form in found if third_person(form) == token.low]
    return found[0] if found else None


def polarities(sentence: Sentence) -> Iterator[Edit]:
    """Give the negations of the finite verbs of a sentence, or what takes its one negation away."""
    tokens = sentence.tokens
    low = [token.low for token in tokens]
    negations = [place for place, word in enumerate(low) if word in ("not", "n't", "cannot", "no", "never")]
    if len(negations) == 1:
        yield from _affirmed(sentence, negations[0])
    if not negations and POLAR.isdisjoint(low):
        yield from _negated(sentence)


def _affirmed(sentence: Sentence, place: int) -> Iterator[Edit]:
    tokens = sentence.tokens
    rest = {token.low for token in tokens[place + 1 :]}
    if not rest.isdisjoint(
        {"any", "anyone", "anything", "but", "either", "until", "yet", "nor", "only", "necessarily"}
    ):
        return
    if tokens[place].low == "cannot":
        yield edit_at(sentence, place, place + 1, "can", WEIGHT, True)
    if tokens[place].low not in ("not", "n't") or not place or place + 1 >= len(tokens):
        return
    before, after = tokens[place - 1], tokens[place + 1]
    if before.low in ("do", "does", "did") and after.tag in ("VB", "VBP"):
        said = {"do": after.low, "does": third_person(after.low)}.get(before.low)
        if said:
            yield edit_at(sentence, place - 1, place + 2, said, WEIGHT, True)
    elif before.low in _AUXILIARIES and (before.low in _BEING or after.tag in ("VB", "RB")):
        yield edit_at(sentence, place - 1, place + 1, before.text, WEIGHT, True)
    elif (before.low, tokens[place].low) == ("ca", "n't"):
        yield edit_at(sentence, place - 1, place + 1, "can", WEIGHT, True)


def _negated(sentence: Sentence) -> Iterator[Edit]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token.tag == "MD" and token.low in _TO_NEGATIVE and following.tag == "VB":
            yield edit_at(sentence, place, place + 1, _TO_NEGATIVE[token.low], WEIGHT, True)
        elif not place or tokens[place - 1].tag not in _SUBJECTS:
            continue
        elif token.low in _BEING and token.low in _TO_NEGATIVE and following.tag in _AFTER_BEING:
            weight = WEIGHT - (0.07 if following.tag == "DT" else 0.0)
            yield edit_at(sentence, place, place + 1, _TO_NEGATIVE[token.low], weight, True)
        elif token.tag in _HELPERS and token.low not in _AUXILIARIES and token.low not in ("'s", "'re"):
            base = base_form(token)
            if base:
                yield edit_at(
                    sentence, place, place + 1, f"{_HELPERS[token.tag]} not {base}", WEIGHT - 0.05, True
                )
