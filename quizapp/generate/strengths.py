"""How binding a statement is: must, may, or need not; and what else its modal verb could be."""

from collections.abc import Sequence

from quizapp.generate.degree import Degree
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.polarity import POLAR
from quizapp.generate.verbs import is_done, main_verb

STRENGTHS = {
    "must": ("may", "need not"),
    "should": ("may", "must not"),
    "may": ("must", "may not"),
    "can": (),
}
"""What stands for a modal verb: other strengths that the statement excludes."""

WEIGHT = 0.72
_ABLE = ("able to", "unable to", "to")
_BEING = {True: ("are", "are", "have"), False: ("is", "is", "has")}
"""For many, and for one."""

_PLURAL = ("NNS", "NNPS", "PRP")
_NEGATIONS = frozenset("not n't no never neither nor".split())
_STATES = frozenset(("have", "be", "need"))


def strength(sentence: Sentence) -> Degree | None:
    """Give the one modal verb of a sentence with other strengths; None where it says no duty or permission."""
    tokens = sentence.tokens
    modals = [place for place, token in enumerate(tokens[:-2]) if token.tag == "MD"]
    if len(modals) != 1 or modals[0] < 1 or tokens[modals[0]].low not in STRENGTHS:
        return None
    place = modals[0]
    low, verb = tokens[place].low, tokens[place + 1]
    if verb.tag != "VB" or main_verb(sentence) not in (None, place) or not is_done(sentence, place):
        return None
    if low != "must" and verb.low in _STATES and tokens[place + 2].tag != "VBN":
        return None
    if not (POLAR | _NEGATIONS).isdisjoint(token.low for token in tokens if token.low != low):
        return None
    words: Sequence[str] = STRENGTHS[low]
    own: tuple[Edit, ...] = ()
    if low == "can":
        if verb.low == "be" or tokens[place - 1].tag not in (*_PLURAL, "NN", "NNP"):
            return None
        many = tokens[place - 1].tag in _PLURAL
        able, *words = (f"{being} {rest}" for being, rest in zip(_BEING[many], _ABLE, strict=True))
        own = (edit_at(sentence, place, place + 1, able, WEIGHT),)
    others = tuple((edit_at(sentence, place, place + 1, new, WEIGHT),) for new in words)
    return Degree(others, WEIGHT, own=own)
