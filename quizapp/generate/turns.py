"""Turns of phrase that change what a statement says when one stands for the other."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.language.phrases import NOUNS
from quizapp.language.tagger import Token

_TURNS = """
depending on > regardless of | regardless of > depending on | depends on > does not depend on | based on >
regardless of | such as > except | including > except | except for > including | in addition to > instead of |
instead of > in addition to | as well as > but not | rather than > as well as | along with > without |
together with > without | at least > at most | at most > at least | up to > at least | no more than > at least
| more than > less than | less than > more than | by default > on request | free of charge > for a fee | at no
cost > for a fee | in advance > afterwards | in person > by telephone | by telephone > in person | by email >
by telephone | as soon as possible > within a year | because of > despite | in spite of > because of | due to
> despite | despite > because of | according to > contrary to | with the exception of > including | on behalf
of > against the will of | one or more > exactly one | in most cases > in a few cases | in many cases > in a
few cases | in some cases > in most cases | most of the > a few of the | some of the > most of the | a wide
range of > a small range of | a wide variety of > a small variety of | a small number of > a large number of |
a large number of > a small number of | is similar to > differs from | are similar to > differ from | differs
from > is similar to | differ from > are similar to | allows you to > requires you to | allow you to > require
you to | requires you to > allows you to | require you to > allow you to | are allowed to > are required to |
are required to > may | are encouraged to > need not | is encouraged to > need not | have to > may | has to >
may | is able to > cannot | are able to > cannot | are unable to > are able to | is unable to > is able to |
is expected to > is not expected to | are expected to > are not expected to | on its own > with outside help |
is required to > need not
"""
_BEFORE_NOUNS = {"most": "few", "many": "few", "few": "many", "some": "most"}
_BEFORE_GERUNDS = {"by": "without", "without": "by"}
_VERBS = {
    "recommend": "require", "recommends": "requires", "require": "recommend", "requires": "recommends",
    "recommended": "required", "requested": "required",
}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Give, by their first words, the turns as (words, what stands for them)."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in _TURNS.replace("\n", " ").split("|"):
        old, _, new = entry.partition(">")
        words = tuple(old.split())
        if words and new.strip():
            table.setdefault(words[0], []).append((words, new.strip()))
    return {first: sorted(found, key=lambda turn: -len(turn[0])) for first, found in table.items()}


def turns(sentence: Sentence) -> Iterator[Edit]:
    """Give the turns of phrase of a sentence that can be changed."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.text[0].isupper() and place:
            continue
        for old, new in _table().get(token.low, ()):
            last = place + len(old)
            if tuple(near.low for near in tokens[place:last]) == old and _may_turn(tokens, place, last):
                shown = new[0].upper() + new[1:] if token.text[0].isupper() else new
                yield edit_at(sentence, place, last, shown, 0.62 if new == "except" else 0.88)
                break
        else:
            yield from _single(sentence, place)


def _may_turn(tokens: Sequence[Token], place: int, last: int) -> bool:
    before = tokens[place - 1].low if place else ""
    helped = place and tokens[place - 1].tag == "MD"
    return before not in ("not", "n't", "no") and last < len(tokens) and not helped


def _single(sentence: Sentence, place: int) -> Iterator[Edit]:
    tokens = sentence.tokens
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1].low if place else ""
    if following is None:
        return
    if token.low in _BEFORE_NOUNS and _leads_to_plural(tokens, place + 1):
        if before not in ("the", "a", "as", "too", "so", "how", "not", "these", "those", "very"):
            new = _BEFORE_NOUNS[token.low]
            yield edit_at(sentence, place, place + 1, new if place else new.capitalize(), 0.8)
    elif token.low in _BEFORE_GERUNDS and following.tag == "VBG" and before != "both":
        yield edit_at(sentence, place, place + 1, _BEFORE_GERUNDS[token.low], 0.72)
    elif (
        token.low in _VERBS
        and token.tag.startswith("VB")
        and (following.tag == "VBG" or following.low in ("that", "to"))
    ):
        yield edit_at(sentence, place, place + 1, _VERBS[token.low], 0.85)


def _leads_to_plural(tokens: Sequence[Token], place: int) -> bool:
    """Whether a plural noun follows, with at most one adjective before it."""
    if tokens[place].low in ("different", "other", "more"):
        return False
    if tokens[place].tag == "JJ" and place + 1 < len(tokens):
        place += 1
    return tokens[place].tag == "NNS" and not (place + 1 < len(tokens) and tokens[place + 1].tag in NOUNS)
