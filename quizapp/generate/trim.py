"""Where a sentence may be cut, and whether what is left can be understood alone."""

from functools import lru_cache

from quizapp.generate.material import Sentence
from quizapp.language.phrases import FINITE
from quizapp.language.tagger import Token
from quizapp.language.words import content_stems, stem

_REASONS = frozenset(("because", "whereas"))
"""What they begin can be cut off, but not from an adverb that speaks of it: “primarily because …”."""

_GO_ON = frozenset(
    "which who whose where because since as while whereas although though so but "
    "thus thereby making allowing ensuring including especially particularly notably such rather "
    "then".split()
)
_POINTING = frozenset(
    "he she him her his hers it they them their theirs its itself themselves himself herself".split()
)
_ALWAYS_POINTING = frozenset(
    ["this", "these", "such", "former", "latter", "aforementioned", "said", "thereof", "therein"]
)
_LONE = frozenset(
    "both neither either another others all some many most each one none few several any two three four "
    "it they he she this that these those such there here otherwise and but or so nor".split()
)
_LINKS = frozenset(
    "yes no alternatively additionally also besides consequently finally first firstly "
    "furthermore further hence however indeed instead lastly moreover nevertheless second secondly "
    "similarly rather so still then therefore third thirdly thus fortunately unfortunately overall likewise".split()
)


_LABELS = frozenset("note update addendum answer tip example warning important remember".split())
"""What may stand before a sentence with a colon."""

SUBORDINATING = frozenset(
    "if when whenever while although though because since as once before after unless until whether where wherever "
    "given for in on by with without during to at from under upon despite".split()
)


_LEADING_ON = frozenset(
    "at of from to with for in on by the a an and or between into encouraged expected intended able likely".split()
)
"""Words behind which something is missing."""

_DASHES = ("--", "—", "–")


def _lacks_something(tokens: list[Token]) -> bool:
    """Whether words that are cut from a sentence want others behind them."""
    low = [token.low for token in tokens]
    dashes = sum(token.text in _DASHES for token in tokens)
    parted = "between" in low and "and" not in low[low.index("between") :]
    return low[-1] in _LEADING_ON or parted or dashes % 2 == 1


def is_whole(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` are a whole sentence: they have a finite verb of a main clause.

    Where the sentence is cut, nothing is missing: "is available at", "is between one thing", "we -- not the city".
    """
    tokens = [token for token in sentence.tokens if start <= token.start and token.end <= end]
    if tokens and tokens[-1].end < sentence.tokens[-1].start and _lacks_something(tokens):
        return False
    rest = tokens
    if tokens and tokens[0].low in SUBORDINATING:
        commas = [place for place, token in enumerate(tokens) if token.text == ","]
        if len(commas) != 1:
            return end >= sentence.tokens[-1].start
        rest = tokens[commas[0] :]
    return any(token.tag in FINITE for token in rest)


_OPENINGS = tuple(
    tuple(phrase.split())
    for phrase in (
        "this means that", "this also means that", "this means , for example , that", "this means ,",
        "note that", "do note that", "please note that", "in other words ,", "to this end ,",
        "in addition ,", "as a result ,", "for example ,", "for instance ,", "in fact ,", "in general ,",
        "of course ,", "in particular ,", "at the same time ,", "on the other hand ,", "that said ,", "in short ,",
        "in this case ,", "for this reason ,", "keep in mind that", "remember that", "by the way ,", "in practice ,",
    )
)  # fmt: skip


@lru_cache(maxsize=5_000)
def opening(sentence: Sentence) -> int:
    """Give the character at which the sentence begins to say something, after "However," and the like."""
    tokens = sentence.tokens
    place = 0
    while len(tokens) > place + 3:
        labelled = place == 0 and tokens[1].text == ":" and tokens[0].low in _LABELS
        if labelled or (tokens[place].low in _LINKS and tokens[place + 1].text == ","):
            place += 2
            continue
        low = tuple(token.low for token in tokens[place : place + 7])
        longer = next((phrase for phrase in _OPENINGS if low[: len(phrase)] == phrase), ())
        if not longer:
            break
        place += len(longer)
    return tokens[place].start if place else 0


def low_words(sentence: Sentence) -> list[str]:
    """Give the tokens in lower case, "" for those before the place where the sentence begins to say something."""
    begin = opening(sentence)
    return [token.low if token.start >= begin else "" for token in sentence.tokens]


def first_token(sentence: Sentence) -> int:
    """Give the token at which a sentence begins to say something."""
    return next(place for place, word in enumerate(low_words(sentence)) if word)


def ends(sentence: Sentence, position: int) -> list[int]:
    """Give the characters at which the sentence could end, from the token at ``position`` on: nearest first."""
    tokens = sentence.tokens
    found = []
    for place in range(position, len(tokens)):
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            token.text in (";", ":", "—", "--")
            or (token.text == "–" and place > position and not (following and following.tag == "CD"))
            or (token.text == "," and following and _only_adds(tokens, place))
            or _parts_clauses(tokens, place)
            or (token.low in _REASONS and place > position and not tokens[place - 1].tag.startswith("RB"))
            or (token.text in (".", "!") and following is None)
        ):
            hanging = following is not None and any(
                near.text == "," for near in tokens[max(place - 3, 0) : place]
            )
            if not hanging:
                found.append(tokens[place - 1].end)
    return found


def _only_adds(tokens: tuple[Token, ...], comma: int) -> bool:
    """Whether what stands behind a comma only adds to the statement before it, and sets no condition: "as long as"."""
    rest = [token.low for token in tokens[comma + 1 : comma + 4]]
    adds = rest[:1] and (rest[0] in _GO_ON or tokens[comma + 1].tag == "VBG")
    return bool(adds) and rest != ["as", "long", "as"]


def _parts_clauses(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a comma stands before "and" or "but" with a subject and a verb of its own."""
    if (
        tokens[place].text != ","
        or place + 3 >= len(tokens)
        or tokens[place + 1].low not in ("and", "but", "yet")
    ):
        return False
    following = tokens[place + 2 : place + 8]
    verb = next((i for i, token in enumerate(following) if token.tag in FINITE), 0)
    return verb > 0 and following[verb - 1].tag in ("NN", "NNS", "NNP", "NNPS", "PRP", "EX")


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks open and close."""
    return (
        text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )


def clause_end(sentence: Sentence, position: int, longest: int) -> int | None:
    """Give the nearest end at most ``longest`` words behind a token, or None."""
    begin = sentence.tokens[position - 1].end if position else 0
    for end in ends(sentence, position):
        rest = sentence.text[begin:end]
        if len(rest.split()) > longest:
            return None
        if balanced(rest):
            return end
    return None


def is_self_contained(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` point at nothing outside them.

    "We" and "you" are the document's author and reader, who need no introduction.
    """
    tokens = [token for token in sentence.tokens if start <= token.start and token.end <= end]
    if not tokens or _begins_lonely(tokens):
        return False
    has_noun = False
    for place, token in enumerate(tokens):
        if token.low in _ALWAYS_POINTING and not (
            _is_harmless(tokens, place) or _is_named_before(sentence, tokens, place)
        ):
            return False
        if token.low in _POINTING and not has_noun and not _is_empty_it(tokens, place):
            return False
        if (
            token.low in ("it", "they")
            and place
            and tokens[place - 1].text == ","
            and _opens_with_phrase(tokens)
        ):
            return False
        if token.low in ("those", "that") and token.tag == "DT" and not _is_harmless(tokens, place):
            return False
        has_noun = has_noun or token.tag in ("NN", "NNS", "NNP", "NNPS")
    return True


def _opens_with_phrase(tokens: list[Token]) -> bool:
    """Whether a sentence opens with "In …," or "For …,", whose noun is not what an "it" behind it means."""
    return tokens[0].low in ("in", "for", "with", "during", "at", "on")


def _begins_lonely(tokens: list[Token]) -> bool:
    """Whether the first word stands for something named before: "Both are …", "Another reason …", "It …"."""
    first = tokens[0]
    if first.low in (
        "it",
        "they",
        "he",
        "she",
        "and",
        "but",
        "or",
        "so",
        "another",
        "other",
        "others",
        "otherwise",
        "both",
    ):
        return not _is_empty_it(tokens, 0)
    if (
        first.tag == "IN"
        and len(tokens) > 1
        and tokens[1].low in ("others", "both", "these", "those", "this")
    ):
        return not _is_harmless(tokens, 1)
    if first.low not in _LONE or len(tokens) < 2 or first.tag == "EX":
        return False
    if tokens[1].low == "of" and len(tokens) > 3:
        return tokens[2].tag not in ("PRP$", "DT", "NNS", "NNP") or tokens[2].low in (
            "these",
            "those",
            "this",
        )
    return tokens[1].tag not in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "EX")


_BEHIND_EMPTY_IT = frozenset("is was takes may can should must".split())


def _is_empty_it(tokens: list[Token], place: int) -> bool:
    """Whether "it" points at nothing, as in "it is possible to"."""
    following = [token.low for token in tokens[place + 1 : place + 9]]
    if tokens[place].low != "it" or not following or following[0] not in _BEHIND_EMPTY_IT:
        return False
    return (
        following[0] == "takes" or "to" in following[1:] or not {"that", "whether"}.isdisjoint(following[2:])
    )


def _is_named_before(sentence: Sentence, tokens: list[Token], place: int) -> bool:
    """Whether what "this disease" means stands before it in the sentence, or in the FAQ question."""
    following = tokens[place + 1 : place + 4]
    noun = next((token for token in following if token.tag in ("NN", "NNS")), None)
    if noun is None or tokens[place].low not in ("this", "these"):
        return False
    name = stem(noun.text)
    return name in content_stems(sentence.passage.question) or name in [stem(t.text) for t in tokens[:place]]


def _is_harmless(tokens: list[Token], place: int) -> bool:
    """Whether a pointing word is explained by what follows: "such as", "those who", "that" of a clause."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None:
        return False
    if tokens[place].low == "such":
        return following.low == "as"
    if tokens[place].low == "this":
        return following.low in ("time", "day", "week", "month", "year")
    return (
        following.low in ("who", "that", "which", "of", "whose", "with", "in", "from")
        or following.tag == "VBN"
    )
