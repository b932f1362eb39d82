"""Turns of phrase that change what a statement says when one stands for the other."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizapp.generate.asking import asks_amount
from quizapp.generate.edit import Edit, edit_at
from quizapp.generate.material import Sentence
from quizapp.generate.standing import salience
from quizapp.language.phrases import NOUNS
from quizapp.language.tagger import Token

_TURNS = """
depending on > regardless of | regardless of > depending on | depends on > does not depend on | depend on > do
not depend on | and older > and younger | or older > or younger | and above > and below | or later > or earlier
| and later > and earlier | or higher > or lower | except for > including | in addition to > instead of |
instead of > in addition to | rather than > as well as | along with > without | together with > without | at
least > at most | at most > at least | up to > at least | no more than > at least | more than > less than | less
than > more than | free of charge > for a fee | at no cost > for a fee | in advance > afterwards | with the
exception of > including | for free > for a fee | free of cost > for a fee | most common > least common | most
likely > least likely | most often > least often | most frequent > least frequent | is required > is optional |
are required > are optional | is mandatory > is optional | are mandatory > are optional | is optional > is
required | are optional > are required | in most cases > in few cases | in many cases > in few cases | most of
the > few of the | a wide range of > a small range of | a wide variety of > a small variety of | a small number
of > a large number of | a large number of > a small number of | there is evidence that > there is no evidence
that | is similar to > differs from | are similar to > differ from | differs from > is similar to | differ from
> are similar to | are allowed to > are required to | is allowed to > is required to | are encouraged to > are
required to | is encouraged to > is required to | have to > do not have to | has to > does not have to | is able
to > cannot | are able to > cannot | are unable to > are able to | is unable to > is able to | is expected to >
is not expected to | are expected to > are not expected to
"""
_BEFORE_NOUNS = {"few": "many"}
_ADVERBS = {"rarely": "often", "seldom": "often"}
_ALL = frozenset("all any every each everything anything everybody anybody anyone everyone whole".split())
"""Of all there may be an exception; of several that are named there is none."""

_NEGATIVE = frozenset(("not", "no", "cannot", "unable"))
_TIMES = {"until": "from", "since": "until"}
_DIFFERENT = {"different": "similar", "similar": "different"}
_VERBS = {
    "recommend": "require", "recommends": "requires", "require": "recommend", "requires": "recommends",
}  # fmt: skip
"""What is recommended, or required, of somebody; "it is recommended" is often taken for a duty."""


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
        hyphened = place and tokens[place - 1].text in "-–"
        if (token.text[0].isupper() and place) or hyphened:
            continue
        for old, new in _table().get(token.low, ()):
            last = place + len(old)
            if tuple(near.low for near in tokens[place:last]) == old and _may_turn(tokens, place, last):
                if not _agrees(tokens, old, last) or not _tells(sentence, place, old):
                    continue
                if old == ("more", "than") and _counts(tokens, last):
                    new = "fewer than"
                if old == ("most", "of", "the") and not any(t.tag == "NNS" for t in tokens[last : last + 3]):
                    new = "a small part of the"
                shown = new[0].upper() + new[1:] if token.text[0].isupper() else new
                denies = "not" in new.split() and not _NEGATIVE.isdisjoint(t.low for t in tokens[:place])
                if denies:
                    continue  # "there is no answer, as it does not depend on you"
                negates = not _NEGATIVE.isdisjoint((*old, *new.split()))
                yield edit_at(sentence, place, last, shown, 0.88, negates)
                break
        else:
            yield from _single(sentence, place)


def _may_turn(tokens: Sequence[Token], place: int, last: int) -> bool:
    before = tokens[place - 1].low if place else ""
    helped = place and tokens[place - 1].tag == "MD"
    return before not in ("not", "n't", "no", "just", "only", "simply") and last < len(tokens) and not helped


_BOUNDS = (
    ("more", "than"),
    ("less", "than"),
    ("at", "least"),
    ("at", "most"),
    ("up", "to"),
    ("no", "more", "than"),
)

MATTERS = 0.4
"""Salience of a sentence from which on it is worth asking how its numbers are bounded, if no amount is asked for."""


def _tells(sentence: Sentence, place: int, old: tuple[str, ...]) -> bool:
    """Whether a turn at a token makes a statement that is false, plain, and worth telling apart."""
    tokens = sentence.tokens
    before, behind = ({t.low for t in tokens[:place]}, {t.low for t in tokens[place:]})
    if old[0] == "regardless" and not before.isdisjoint(_ALL):
        return False  # "accepts all data, regardless of its form"
    if old[:3] == ("there", "is", "evidence") and not behind.isdisjoint(("not", "n't", "no")):
        return False
    if old == ("depending", "on"):
        return before.isdisjoint(("variety", "range", "number", "different", "vary", "varies"))
    if old in _BOUNDS:
        return asks_amount(sentence.passage.question) or salience(sentence) >= MATTERS
    return True


_UNITS = frozenset(
    "january february march april may june july august september october november december seconds minutes hours days "
    "weeks months years hour day week month year".split()
)


def _agrees(tokens: Sequence[Token], old: tuple[str, ...], last: int) -> bool:
    """Whether what follows a turn has the number and the form that the new words ask for."""
    following = tokens[last] if last < len(tokens) else None
    if following is None:
        return True
    if old in (("at", "least"), ("at", "most"), ("up", "to"), ("no", "more", "than")):
        return following.tag in ("CD", "$")
    if old in (("more", "than"), ("less", "than")):
        return following.low not in ("one", "1") and (following.tag in ("CD", "$") or following.low == "half")
    if old[-1] == "to" and old[0] in ("have", "has"):
        counted = any(token.tag == "CD" for token in tokens[last : last + 4])
        return following.tag == "VB" and not counted
    if old in (("for", "free"), ("free", "of", "cost"), ("free", "of", "charge")):
        said = tokens[max(last - 4, 0)].low in ("is", "are", "be", "was", "were")
        return following.tag not in (*NOUNS, "JJ") and not said
    if old in (("most", "common"), ("most", "frequent")):
        return following.tag not in (*NOUNS, "JJ")
    if old[-1] in ("required", "mandatory", "optional"):
        return following.low not in ("to", "that", "by", "but")
    return True


_MEASURES = frozenset(
    "years months weeks days hours minutes percent dollars euros metres meters kilometres miles".split()
)


def _counts(tokens: Sequence[Token], place: int) -> bool:
    """Whether things are counted, not measured: "more than 8 cases"."""
    rest = tokens[place : place + 3]
    numeral = bool(rest) and rest[0].tag == "CD"
    return numeral and any(token.tag == "NNS" and token.low not in _MEASURES for token in rest[1:])


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
    elif (
        token.low in _TIMES and token.tag == "IN" and _is_time(tokens, place + 1) and not _is_limited(tokens)
    ):
        yield edit_at(sentence, place, place + 1, _TIMES[token.low], 0.84)
    elif token.low in _ADVERBS and place and before not in ("not", "must"):
        yield edit_at(sentence, place, place + 1, _ADVERBS[token.low], 0.75)
    elif token.low in _DIFFERENT and before in ("very", "quite", "entirely") and following.tag in NOUNS:
        yield edit_at(sentence, place, place + 1, _DIFFERENT[token.low], 0.8)
    elif (
        token.low in _VERBS
        and before not in ("not", "n't")
        and "it" not in (before, tokens[max(place - 2, 0)].low)
        and token.tag.startswith("VB")
        and (following.tag == "VBG" or following.low in ("that", "to"))
    ):
        yield edit_at(sentence, place, place + 1, _VERBS[token.low], 0.85)


def _is_time(tokens: Sequence[Token], place: int) -> bool:
    """Whether a date or a number of days, hours and the like follows."""
    near = [token.low for token in tokens[place : place + 4]]
    return tokens[place].tag in ("CD", "NNP", "DT") and not _UNITS.isdisjoint(near)


def _is_limited(tokens: Sequence[Token]) -> bool:
    """Whether a time may end early: "until September, unless the fund is used up before then"."""
    return any(token.low in ("unless", "then") for token in tokens)


def _leads_to_plural(tokens: Sequence[Token], place: int) -> bool:
    """Whether a plural noun follows, with at most one adjective before it."""
    if tokens[place].low in ("different", "other", "more"):
        return False
    if tokens[place].tag == "JJ" and tokens[place - 1].low != "all" and place + 1 < len(tokens):
        place += 1
    return tokens[place].tag == "NNS" and not (place + 1 < len(tokens) and tokens[place + 1].tag in NOUNS)
