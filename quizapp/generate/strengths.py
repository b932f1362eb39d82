"""How binding a statement is: must, may, or need not; and what else its modal verb could be.

No strength is offered that the statement's own entails: what must be done may be done. "May not" can mean "might not",
so that a permission is denied by "cannot".
"""

from collections.abc import Sequence

from quizapp.generate.degree import Degree
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.polarity import POLAR
from quizapp.generate.verbs import is_done, is_welcome, main_verb

STRENGTHS = {
    "must": ("need not",),
    "should": ("need not",),
    "may": ("must", "cannot"),
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
_CONDITIONS = frozenset("if when unless provided whenever once".split())
"""What makes a duty of a permission odd: "you must copy it, provided you comply"."""


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
    if low in ("may", "can") and not _can_be_duty(sentence, place):
        return None
    words: Sequence[str] = STRENGTHS[low]
    own: tuple[Edit, ...] = ()
    if low == "can":
        many = _is_many(sentence, place)
        if verb.low == "be" or many is None:
            return None
        able, *words = (f"{being} {rest}" for being, rest in zip(_BEING[many], _ABLE, strict=True))
        own = (edit_at(sentence, place, place + 1, able, WEIGHT),)
    others = tuple((edit_at(sentence, place, place + 1, new, WEIGHT),) for new in words)
    return Degree(others, WEIGHT, own=own)


def _can_be_duty(sentence: Sentence, place: int) -> bool:
    """Whether what may be done could as well be required: no benefit, and no condition that it hangs on."""
    tokens = sentence.tokens
    return not is_welcome(tokens, place + 1) and _CONDITIONS.isdisjoint(token.low for token in tokens)


def _is_many(sentence: Sentence, place: int) -> bool | None:
    """Whether the subject before a modal verb is plural; None where other words than the subject stand before it."""
    subject = next((phrase for phrase in sentence.phrases if phrase.last == place), None)
    before = sentence.tokens[place - 1]
    if before.tag == "PRP":
        return before.low not in ("he", "she", "it")
    if subject is None or before.tag not in (*_PLURAL, "NN", "NNP"):
        return None
    if subject.first and sentence.tokens[subject.first - 1].text != ",":
        return None
    return before.tag in _PLURAL
