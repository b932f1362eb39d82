"""Words that turn a statement round when one stands for the other: the minimal edits of two-by-two items.

Absolute words (all, never, only) are left out on purpose: a distractor must not be recognised by them.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from quizapp.language.tagger import Token
from quizapp.language.wordnet import opposites

_VERBS = """
reduce increase; increase decrease; strengthen weaken; widen narrow; attract repel;
activate deactivate; encourage discourage; expand shrink
"""

_IRREGULAR = """
rise rises rose risen rising | fall falls fell fallen falling
permit permits permitted permitted permitting | prohibit prohibits prohibited prohibited prohibiting
"""

_OTHERS = """
before after; more less; larger smaller; bigger smaller; higher lower; longer shorter; faster slower; warmer
colder; earlier later; stronger weaker; wider narrower; deeper shallower; thicker thinner; heavier lighter;
easier harder; largest smallest; highest lowest; longest shortest; fastest slowest; strongest weakest; above
below; internal external; permanent temporary; domestic foreign; voluntary mandatory; optional mandatory; male
female; summer winter; spring autumn; daytime night-time; morning evening; northern southern; eastern western;
north south; east west; north-west south-east; north-east south-west; northwest southeast; northeast
southwest; early late; high low; large small; long short; deep shallow; hot cold; thick thin; often rarely;
frequently rarely; usually rarely; direct indirect; together separately; inner outer; front back; outgoing
incoming; upstream downstream; clockwise anticlockwise; upward downward; horizontal vertical; solid liquid;
full-time part-time; short-term long-term; acute chronic; majority minority; advantage disadvantage;
advantages disadvantages; paid unpaid; fertilised unfertilised; fertilized unfertilized; encrypted
unencrypted; temporarily permanently; partially fully; upper lower; slowly quickly; fewer more; increase
decrease; rise fall
"""

TELLING = frozenset(
    "permanent temporary permanently temporarily voluntary mandatory optional paid unpaid automatic manual "
    "automatically manually full-time part-time encrypted unencrypted partially fully maximum "
    "minimum majority minority together separately short-term long-term earlier later largest smallest highest lowest "
    "longest shortest before after".split()
)
"""Words that tell what is so and do not only describe: their opposites are plausible in any text."""

SKIPPED = frozenset(
    "like back top over left right end first last may second open lower even encouraged encourage encourages require "
    "requires".split()
)
"""Words that are often something else than they look, or go on otherwise than their opposites: "discouraged from"."""

_ADJECTIVES = frozenset(
    "same current former high low long early late paid unpaid deep hot cold thick thin".split()
)
"""Words that are turned round only before their noun."""

_COMPARED = frozenset(("more", "less"))
"""Words that are turned round only where two things are compared."""

NEAR = 10
"""Words behind a comparative among which the "than" is looked for."""

_FORMS = ("VB", "VBZ", "VBD", "VBN", "VBG")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def _inflected(verb: str) -> tuple[str, ...]:
    """Give the five forms of a regular verb."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"
    double = verb in ("stop", "permit", "repel")
    root = verb + verb[-1] if double else stem
    third = f"{verb}es" if verb.endswith(_SIBILANT) else f"{verb}s"
    return verb, third, f"{root}ed", f"{root}ed", f"{root}ing"


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], str]:
    """Give (word, kind of tag) → opposite; the kind is the tag of a verb form, or "" for any other word."""
    table: dict[tuple[str, str], str] = {}

    def add(one: str, other: str, kind: str) -> None:
        table.setdefault((one, kind), other)
        table.setdefault((other, kind), one)

    for entry in _VERBS.split(";"):
        one, other = entry.split()
        for a, b, form in zip(_inflected(one), _inflected(other), _FORMS, strict=True):
            add(a, b, form)
    for line in _IRREGULAR.strip().splitlines():
        one, other = line.split(" | ")
        for a, b, form in zip(one.split(), other.split(), _FORMS, strict=True):
            add(a, b, form)
    for entry in _OTHERS.split(";"):
        one, other = entry.split()
        add(one.lower(), other.lower(), "")
    return table


def swapped(word: str, tag: str) -> str | None:
    """Give the word that turns a statement round where ``word`` with this Penn tag stands, or None."""
    kind = {"VBP": "VB"}.get(tag, tag) if tag.startswith("VB") else ""
    other = _table().get((word.lower(), kind)) or (
        _table().get((word.lower(), "")) if tag in ("VBN",) else None
    )
    if other is None or (tag in ("NNP", "NNPS") and not word[0].isupper()):
        return None
    return other[0].upper() + other[1:] if word[0].isupper() else other


def agreeing(other: str, behind: Sequence[Token]) -> str:
    """Give "fewer" for "less" before a plural."""
    if other.lower() != "less" or not behind or behind[0].tag != "NNS":
        return other
    return "Fewer" if other[0].isupper() else "fewer"


def is_compared(tokens: Sequence[Token], place: int) -> bool:
    """Whether the comparative at a place goes with a "than" behind it: "more likely than"."""
    following = [token.low for token in tokens[place + 1 : place + 1 + NEAR]]
    return "than" in following[1:] or (
        tokens[place].tag in ("JJR", "RBR") and tokens[place].low not in _COMPARED and "than" in following
    )


def _is_joined(tokens: Sequence[Token], place: int) -> bool:
    """Whether an adjective or adverb is one of several: "quickly and efficiently"."""
    near = [tokens[place - 2 : place], tokens[place + 1 : place + 3][::-1]]
    return any(
        len(two) == 2 and two[1].low in ("and", "or", ",") and two[0].tag[:2] in ("JJ", "RB") for two in near
    )


def _is_one_of_several(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb is joined with another: "start, change, or stop"."""
    before, after = (
        tokens[place - 1] if place else None,
        tokens[place + 1] if place + 1 < len(tokens) else None,
    )
    joints = ("and", "or", "but", ",")
    return (before is not None and before.low in joints) or (after is not None and after.low in joints)


_STATES = frozenset("supported registered encrypted protected known limited affected".split())
"""Participles that say what something is; others say what was done to it, which is not undone by "un-"."""

_GRADES = "low high; rare common; mild severe; difficult easy; cheap expensive; weak strong; simple complex; slow fast"
"""What something is said to be in degree."""


@lru_cache(maxsize=1)
def _grades() -> dict[str, str]:
    pairs = [entry.split() for entry in _GRADES.split("; ")]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def graded(word: str) -> str | None:
    """Give "high" for "low" and the like; None for any other word."""
    return _grades().get(word)


_UNUSUAL = frozenset(
    "unfree inessential irresponsible unsure unaware unclear clear infamous invaluable unportable nontraditional "
    "disabled undue inactive nonspecific unimportant unready".split()
)
"""Opposites that hardly anybody says, or that mean something else."""

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "non-")


@lru_cache(maxsize=5_000)
def reversed_adjective(word: str, is_participle: bool) -> str | None:
    """Give "unavailable" for "available" and the other way round; None where the dictionary has no such opposite."""
    if (is_participle or word.endswith(("ed", "en", "wn"))) and word not in _STATES:
        return None
    for other in sorted(opposites(word) - _UNUSUAL):
        longer, shorter = sorted((word, other), key=len, reverse=True)
        if any(longer == prefix + shorter for prefix in _PREFIXES):
            return other
    return None


_ASKED = frozenset("must should need needs required recommended advised encouraged shall".split())
_PROMISED = frozenset("will 'll can may".split())
_EARLY = frozenset("advance prior previously first already beforehand".split())
"""Words that say before or after once more."""


def _is_asked(tokens: Sequence[Token]) -> bool:
    """Whether somebody is to do something or will: of what just happens the order in time goes without saying."""
    low = [token.low for token in tokens]
    if not _EARLY.isdisjoint(low):
        return False
    promised = any(one in ("we", "you", "they") and other in _PROMISED for one, other in pairwise(low))
    asked = not _ASKED.isdisjoint(low) or ("have", "to") in pairwise(low)
    return promised or (asked and not _PERSONS.isdisjoint(low))


_PERSONS = frozenset(
    "you we they people users user employees employee agencies agency travellers members member owner owners "
    "admin administrator passengers patients customers students person applicants learners participants".split()
)


_BOUND_TO = frozenset(
    "no again modeled modelled named look looks take takes any until further get gets only even just soon if".split()
)
"""Words that go with the one behind them: "no longer", "modelled after", "only before"."""


def fits(tokens: Sequence[Token], place: int, other: str) -> bool:
    """Whether the word at a place stands there freely: in no name, measure, compound or set phrase."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if other and other.lower() in {near.low for near in tokens}:
        return False
    if (before and before.text in "-–/") or (after and after.text in "-–/"):
        return False
    if before and (before.tag == "CD" or (before.tag == "NNS" and tokens[place - 2].tag == "CD")):
        return False  # "294 metres long"
    if (
        after
        and after.low in ("then", "that", "all", "as", "than")
        and token.low in ("before", "after", "same", "long")
    ):
        return False
    if before and before.low in _BOUND_TO:
        return False
    if (
        after
        and after.low in ("to", "by", "for")
        and token.low in ("required", "open", "permitted", "prohibited")
    ):
        return False
    if place and token.text[0].isupper():
        return False
    if before and (token.tag, before.low) in (("VB", "to"), ("VBG", "by")):
        return False  # ends and means are plain: "to reduce the risk", "by enabling the lock"
    if token.low in ("before", "after") and (after is None or not after.is_word or not _is_asked(tokens)):
        return False
    if token.tag in ("JJ", "RB") and _is_joined(tokens, place):
        return False
    if token.tag.startswith("VB") and _is_one_of_several(tokens, place):
        return False
    if token.low in _COMPARED and (not is_compared(tokens, place) or (before and before.low in ("the", "a"))):
        return False  # "the more prominent place"
    if token.low in _ADJECTIVES and (token.tag != "JJ" or after is None or after.tag not in ("NN", "NNS")):
        return False
    if after and after.low in ("between", "from") and token.tag == "VBN":
        return False
    if token.tag == "JJ" and after and after.tag in ("NNP", "NNPS"):
        return False
    return not (before and before.tag in ("NNP", "NNPS") and token.tag in ("NN", "NNS", "NNP"))
