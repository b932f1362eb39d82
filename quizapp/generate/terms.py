"""On what terms: required, recommended, or optional; free, or for a fee; unless, or even if."""

from quizapp.generate.degree import Degree, single
from quizapp.generate.edit import edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.things import acts, commands
from quizapp.generate.trim import opening
from quizapp.generate.verbs import HAPPENING, is_done, main_verb
from quizapp.language.phrases import FINITE

_DUTIES = {
    "required": ("recommended", "optional"), "mandatory": ("recommended", "optional"),
    "optional": ("recommended", "required"), "allowed": ("required", "forbidden"),
    "permitted": ("required", "forbidden"), "prohibited": ("allowed", "recommended"),
}  # fmt: skip
_TO_DO = {
    "required": ("encouraged", "not required"), "allowed": ("required", "forbidden"),
    "permitted": ("required", "forbidden"), "obliged": ("encouraged", "not obliged"),
    "forbidden": ("allowed", "required"),
}  # fmt: skip
_BEING = frozenset("is are was were be".split())


def duty_word(sentence: Sentence, place: int) -> Degree | None:
    """Required, recommended, allowed, or forbidden."""
    tokens = sentence.tokens
    being = place - 2 if place > 1 and tokens[place - 1].tag == "RB" else place - 1
    if being < 0 or tokens[being].low not in _BEING or place + 1 >= len(tokens):
        return None
    following = tokens[place + 1].low
    subject = next((phrase for phrase in sentence.phrases if phrase.last == being), None)
    if (
        following == "to"
        and (not being or tokens[being - 1].tag != "PRP")
        and (subject is None or not acts(subject))
    ):
        return None
    words = (_TO_DO if following == "to" else _DUTIES).get(tokens[place].low)
    if words is None or following in ("that", "by", "and", "or", "though", "because"):
        return None
    if tokens[place + 1].tag in ("CD", "DT", "NN", "NNS", "JJ", "PRP$", "RB"):
        return None  # "allowed two transfers", "allowed anywhere"
    if any(token.low == "than" for token in tokens[max(place - 6, 0) : place]):
        return None  # "fewer than they are allowed"
    return single(sentence, place, place + 1, words, 0.84)


_SETS = {
    ("unless",): ("if", "even if"),
    ("free", "of", "charge"): ("for a fee", "at a reduced price"),
    ("at", "no", "cost"): ("for a fee", "at half the cost"),
    ("for", "free"): ("for a fee", "at a reduced price"), ("free", "of", "cost"): ("for a fee", "at a reduced price"),
    ("is", "not", "required", "to"): ("is required to", "is forbidden to"),
    ("are", "not", "required", "to"): ("are required to", "are forbidden to"),
    ("do", "not", "need", "to"): ("must not", "need to"), ("does", "not", "need", "to"): ("must not", "needs to"),
    ("only", "after"): ("even before", "only before"),
    ("in", "most", "cases"): ("in all cases", "in rare cases"),
}  # fmt: skip

_BY_FIRST = {
    first: [entry for entry in _SETS.items() if entry[0][0] == first] for first in {old[0] for old in _SETS}
}


def set_phrase(sentence: Sentence, place: int) -> Degree | None:
    """Unless, if, or even if; free of charge, or for a fee."""
    tokens = sentence.tokens
    for old, words in _BY_FIRST.get(tokens[place].low, ()):
        last = place + len(old)
        if tuple(token.low for token in tokens[place:last]) != old:
            continue
        if old[0] == "unless" and any(near.low == "even" for near in tokens[place:]):
            return None  # "unless it has expired, and even then"
        if old[0] in ("even", "only") and tokens[place].start == opening(sentence):
            return None  # "only after that should you": no other word goes with the order of words
        if old[0] == "free" and place and tokens[place - 1].low in _BEING:
            words = (f"available {words[0]}", f"available {words[1]}")
        if place and tokens[place - 1].low in ("or", "and", ",", "not", "n't"):
            return None
        if old[0] == "by" and not {token.low for token in tokens}.isdisjoint(" ".join(words).split()[1::2]):
            return None
        if old[0] == "only" and tokens[last].tag in ("VBN", "VBG", "IN"):
            return None
        if "free" in old and last < len(tokens) and tokens[last].tag[:2] in ("NN", "JJ"):
            return None
        if tokens[place].text[0].isupper():
            words = (words[0].capitalize(), words[1].capitalize())
        return single(sentence, place, last, words, 0.8)
    return None


_ALLOWING = {"allows": ("requires", "forbids"), "allow": ("require", "forbid"),
             "permits": ("requires", "forbids"), "permit": ("require", "forbid")}  # fmt: skip


def allowing(sentence: Sentence, place: int) -> Degree | None:
    """Allows, requires, or forbids somebody to do something."""
    tokens = sentence.tokens
    words = _ALLOWING.get(tokens[place].low)
    if (
        words is None
        or tokens[place].tag not in ("VBZ", "VBP", "VB")
        or not _is_of_authority(sentence, place)
    ):
        return None
    phrase = next((phrase for phrase in sentence.phrases if phrase.first == place + 1), None)
    last = phrase.last if phrase and acts(phrase) else place + 2 if tokens[place + 1].tag == "PRP" else 0
    if (
        not last
        or last + 1 >= len(tokens)
        or tokens[last].low != "to"
        or tokens[last + 1].tag != "VB"
        or tokens[last + 1].low in HAPPENING
    ):
        return None
    return single(sentence, place, place + 1, words, 0.82)


def _is_of_authority(sentence: Sentence, verb: int) -> bool:
    """Whether the subject of a verb is one who can allow, require and forbid."""
    subject = next((phrase for phrase in sentence.phrases if phrase.last == verb), None)
    return sentence.tokens[verb - 1].low == "we" or (subject is not None and commands(subject))


_DENYING = frozenset("neither nor not n't no never cannot unless".split())
_NO_CONDITION = frozenset(
    "even only as what see know ask asked decide check determine and or but wonder find sure not".split()
)


def condition(sentence: Sentence, place: int) -> Degree | None:
    """If, or whether or not."""
    tokens = sentence.tokens
    verb = main_verb(sentence)
    if tokens[place].low == "if" and any(
        near.low in ("do", "does", "did") for near in tokens[place : place + 4]
    ):
        return None  # "if children do become ill"
    if tokens[place].low == "if" and tokens[place].start == opening(sentence):
        return _leading(sentence, place, verb)
    if tokens[place].low != "if" or verb is None or verb > place or tokens[place - 1].low in _NO_CONDITION:
        return None
    if tokens[verb].low not in ("can", "may", "must", "will", "should", "is", "are"):
        return None
    clause = tokens[place + 1 :]
    verbs = [token for token in clause[1:] if token.tag in FINITE]
    wished = any(token.low in ("need", "want", "like", "wish", "prefer") for token in clause[:3])
    if (
        not verbs
        or wished
        or any(token.low == "only" for token in tokens[:place])
        or verbs[0].tag == "VBD"
        or verbs[0].low in ("would", "could")
        or any(token.low in _DENYING for token in clause)
    ):
        return None
    return _whatever(sentence, place)


def _leading(sentence: Sentence, place: int, verb: int | None) -> Degree | None:
    """If, or whether or not, before the main clause."""
    tokens = sentence.tokens
    commas = [i for i in range(place, verb or place) if tokens[i].text == ","]
    if verb is None or len(commas) != 1:
        return None
    clause, rest = tokens[place + 1 : commas[0]], tokens[commas[0] + 1 :]
    told = tokens[verb].low in ("can", "may", "must", "will", "should", "is", "are")
    bare = all(
        token.low not in _DENYING and token.low not in ("then", "still", "any", "also") for token in rest
    )
    denied = any(token.low in _DENYING or token.low in ("would", "could", "had", "only") for token in clause)
    likely = tokens[verb].low in ("can", "may") and not is_done(sentence, verb)
    if not told or not bare or denied or likely:
        return None
    return _whatever(sentence, place)


def _whatever(sentence: Sentence, place: int) -> Degree:
    """Set "whether or not" against an "if"; "unless" would set conditions that nobody sets."""
    large = sentence.tokens[place].text[0].isupper()
    edit = edit_at(sentence, place, place + 1, "Whether or not" if large else "whether or not", 0.8)
    return Degree(((edit,),), 0.8)


_ADVISED = {
    "recommend": ("require", "advise against"), "recommends": ("requires", "advises against"),
    "require": ("recommend", "forbid"), "requires": ("recommends", "forbids"),
}  # fmt: skip


def advice(sentence: Sentence, place: int) -> Degree | None:
    """Recommend, require, or forbid doing something."""
    tokens = sentence.tokens
    words = _ADVISED.get(tokens[place].low)
    if words is None or place != main_verb(sentence):
        return None
    if not _is_of_authority(sentence, place):
        return None
    by_us = tokens[place - 1].low in ("we", "you", "they")
    thing = any(phrase.first == place + 1 for phrase in sentence.phrases)
    if tokens[place + 1].tag != "VBG" and (by_us or not thing):
        return None
    return single(sentence, place, place + 1, words, 0.84)


TRIGGERS = frozenset((*_DUTIES, *_TO_DO, *_BY_FIRST, *_ALLOWING, *_ADVISED, "if"))
"""Words at which one of these sets may begin."""
