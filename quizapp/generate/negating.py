"""A "not" at the main verb of a statement, wherever that makes a plain denial in good English.

Wider than what `polarity` gives: what is denied here need not be believed by anybody.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.polarity import (
    POLAR,
    TO_NEGATIVE,
    USED,
    base_form,
    is_taken_for_granted,
    third_person_of,
)
from quizapp.generate.trim import first_token, low_words
from quizapp.generate.verbs import is_done, is_state, main_clause, main_verb
from quizapp.language.phrases import FINITE, NOUNS
from quizapp.language.tagger import Token
from quizapp.language.words import content_stems

WEIGHT = 0.55

SEVERAL = frozenset("several many most numerous various multiple".split())
REASONS = frozenset("as given since because due while although though despite".split())
"""Openings that give the reason for the main clause, or stand against it: neither goes with its denial."""

_BLOCKING = (POLAR - {"just", "already", "any", "anyone", "anything", "every", "all"}) | frozenset(
    "so because provided therefore thus hence since although though while whereas few fewer both each".split()
)
"""What a denial of the main verb does not leave alone."""

_SCOPING = frozenset("any variety range number lot".split())
"""In a subject: "a wide variety is not available" may mean that a small one is."""

_BEING = frozenset("is are was were".split())
_AFTER_BEING = ("VBN", "JJ", "VBG", "DT", "IN")
_UNDENIED = frozenset("hoped supposed meant called named known due based that".split())
"""Behind "is not": what nobody says, or what begins a clause."""

_HANGING = frozenset("as which who such including if unless".split())
"""Behind a comma: what goes on from the statement as it was."""

_GOING_ON = frozenset(("also", "still"))
"""Behind the verb; they fall with its denial."""

_NO_NEWS = frozenset(
    "take seem appear indicate suggest believe think consider mean aim remain hope tell become know".split()
)
"""Verbs whose denial says nothing, or of which it is not plain what it denies."""

_VAGUE = frozenset(
    "normally usually generally significantly especially particularly only mainly mostly".split()
)
_SUBJECTS = (*NOUNS, "PRP", "-RRB-", ")")
_HELPERS = {"VBZ": "does", "VBP": "do", "VBD": "did"}
_AUXILIARIES = frozenset(
    "can may must should will is are was were do does did has have had could would".split()
)


def negation(sentence: Sentence) -> Iterator[Edit]:
    """Give the main verb of a sentence with a "not", if that denies the statement and nothing else."""
    verb = main_verb(sentence)
    if verb is None or verb + 2 >= len(sentence.tokens) or is_taken_for_granted(sentence, verb):
        return
    if _can_be_denied(sentence, verb):
        last = verb + 2 if sentence.tokens[verb + 1].low in _GOING_ON else verb + 1
        new = _denied(sentence, verb, sentence.tokens[last])
        if new:
            yield edit_at(sentence, verb, last, new, WEIGHT, True)


def second_verb(sentence: Sentence) -> int | None:
    """Give the "and" or "or" behind which another verb follows the main verb; None without one."""
    verb = main_verb(sentence)
    return None if verb is None else _goes_on(sentence.tokens, verb)


def _can_be_denied(sentence: Sentence, verb: int) -> bool:
    tokens, low = sentence.tokens, low_words(sentence)
    first = first_token(sentence)
    if low[first] in REASONS | {"whereas", "besides"} or low[first : first + 2] == ["in", "addition"]:
        return False
    if tokens[first].tag == "VBG":
        return False
    if not verb or tokens[verb - 1].tag not in _SUBJECTS or tokens[verb + 1].tag in (*FINITE, "VB"):
        return False
    partial = not (SEVERAL | {"all", "some", "certain", "sometimes"}).isdisjoint(low[:verb]) or any(
        t.tag == "CD" for t in tokens[:verb]
    )
    clause = (
        low[main_clause(sentence, verb) : verb + 1] + low[verb + (2 if low[verb + 1] in _GOING_ON else 1) :]
    )
    blocked = not _BLOCKING.isdisjoint(clause)
    partial = partial or not _SCOPING.isdisjoint(low[:verb])
    hyphened = any(token.text == "-" for token in tokens[verb + 1 : verb + 3])
    hangs = _goes_on(tokens, verb) is not None or not _is_plain(tokens, verb)
    return not (partial or blocked or hyphened or hangs or _says_its_name(sentence, verb))


def _denied(sentence: Sentence, verb: int, behind: Token) -> str | None:
    """Give the verb with a "not"; ``behind`` is the token behind it, or behind its "also"."""
    token = sentence.tokens[verb]
    if token.tag == "MD":
        permits = is_done(sentence, verb) and not is_state(sentence, verb)
        used = token.low == "can" and any(near.low in USED for near in sentence.tokens[verb + 2 : verb + 4])
        stated = (token.low in ("can", "must", "will") or permits) and not used
        return TO_NEGATIVE.get(token.low) if behind.tag == "VB" and stated else None
    if token.low in _BEING:
        plain = behind.tag in _AFTER_BEING and behind.low not in _UNDENIED
        return f"{token.text} not" if plain or _is_manner(behind) else None
    if token.low in ("has", "have"):
        if behind.tag == "VBN":
            return f"{token.text} not"
        owns = behind.tag in ("DT", "JJ", "NN", "NNS", "CD")
        return {"has": "does not have", "have": "do not have"}[token.low] if owns else None
    if token.tag not in _HELPERS or token.low in _AUXILIARIES or not token.text.isalpha():
        return None
    return _with_helper(token) if behind.tag not in ("VB", "VBP") else None


@lru_cache(maxsize=2_000)
def _with_helper(token: Token) -> str | None:
    third = third_person_of(token.low) if token.tag == "VBP" else None
    base = third or base_form(token)
    helper = "does" if third else _HELPERS[token.tag]
    return f"{helper} not {base}" if base and base not in _NO_NEWS else None


def _is_manner(token: Token) -> bool:
    """Whether an adverb says how: "is not closely related"."""
    return token.tag == "RB" and token.low.endswith("ly") and token.low not in _VAGUE


def _is_plain(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a "not" at the verb meets no other, and no clause hangs on what it denies: ", seeking to …"."""
    near = tokens[verb + 1 : verb + 5]
    doubled = any(token.low.startswith(("un", "non", "im", "in")) and token.tag == "JJ" for token in near)
    hanging = any(
        one.text == "," and (other.tag in ("VBG", "VBN") or other.low in _HANGING)
        for one, other in pairwise(tokens[verb:])
    )
    counted = any(token.tag == "CD" for token in near)
    clause = takewhile(lambda token: token.text != ",", tokens[verb + 1 : verb + 12])
    finite = any(token.tag in FINITE for token in clause)
    return not (doubled or hanging or counted or (tokens[verb].tag == "VBD" and finite))


def _says_its_name(sentence: Sentence, verb: int) -> bool:
    """Whether what is said of a thing is its very name, so that nobody denies it: "the retry task retries"."""
    named = content_stems(" ".join(token.text for token in sentence.tokens[:verb]).replace(".", " "))
    said = content_stems(" ".join(token.text for token in sentence.tokens[verb : verb + 6]))
    return not set(named).isdisjoint(said)


def _goes_on(tokens: Sequence[Token], verb: int) -> int | None:
    """Give the "and" or "or" behind which another verb follows the main verb, so that a "not" denies half of it."""
    for place in range(verb + 1, len(tokens) - 1):
        rest = tokens[place + 1 : place + 5]
        listed = tokens[place - 1].text == "," and rest[0].tag == "VBN"
        verbal = rest[0].tag in ("VB", "VBN", "RB") or any(token.tag in FINITE for token in rest)
        verbal = verbal or [token.tag for token in rest[:2]] == ["NNS", "PRP"]  # "and blocks it"
        verbal = verbal and not listed
        if tokens[place].tag == "CC" and verbal:
            return place
    return None
