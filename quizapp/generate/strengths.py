"""How binding a statement is: must, may, or need not; and what else its modal verb could be.

No strength is offered that the statement's own entails: what must be done may be done. "May not" can mean "might not",
so that a permission is denied by "cannot".
"""

from quizapp.generate.degree import Degree, single
from quizapp.generate.material import Sentence
from quizapp.generate.polarity import PLAINLY_RIGHT, POLAR
from quizapp.generate.verbs import is_done, is_state, is_welcome, main_verb

STRENGTHS = {
    "must": ("need not",),
    "should": ("need not",),
    "may": ("must", "cannot"),
}
"""What stands for a modal verb: other strengths that the statement excludes."""

WEIGHT = 0.72
_NEGATIONS = frozenset("not n't no never neither nor sometimes often usually".split())
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
    if low != "must" and is_state(sentence, place):
        return None
    if not (POLAR | _NEGATIONS).isdisjoint(token.low for token in tokens if token.low != low):
        return None
    if low == "may" and not _can_be_duty(sentence, place):
        return None
    if low != "may" and any(t.tag == "CD" or t.low in PLAINLY_RIGHT for t in tokens[place + 1 : place + 6]):
        return (
            None  # "need not set up one device", "need not avoid sick people", "need not follow proper rules"
        )
    return single(sentence, place, place + 1, STRENGTHS[low], WEIGHT)


def _can_be_duty(sentence: Sentence, place: int) -> bool:
    """Whether what may be done could as well be required: no benefit, and no condition that it hangs on."""
    tokens = sentence.tokens
    return not is_welcome(tokens, place + 1) and _CONDITIONS.isdisjoint(token.low for token in tokens)
