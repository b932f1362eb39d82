"""Tagged sentences to noun phrases and statements (a subject with what is said of it)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.language.tagger import Token, make_token, tag

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_INSIDE = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "POS", "$", "DT", "PRP$", "PDT", "AFX"}
_LINKS = frozenset(
    "additionally also besides consequently finally first firstly furthermore further hence however "
    "indeed instead lastly moreover nevertheless second secondly similarly so still then therefore third "
    "thirdly thus usually".split()
)
_OPENERS = frozenset(("DT", "PRP$", "PDT"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``last`` (excluded) of a sentence, and its words, verbatim."""

    first: int
    last: int
    start: int
    end: int
    text: str
    head: Token
    determiner: str

    @property
    def plural(self) -> bool:
        """Whether the head is a plural."""
        return self.head.tag in ("NNS", "NNPS")

    @property
    def named(self) -> bool:
        """Whether the head is a proper name."""
        return self.head.tag in ("NNP", "NNPS")

    @property
    def bare(self) -> str:
        """The words without the determiner."""
        return self.text[len(self.determiner) :].lstrip() if self.determiner else self.text


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that begins with its subject: ``predicate`` is what follows, from the finite verb on.

    ``begin`` is the token with which the predicate begins, ``verb`` the finite verb; only adverbs stand between them.
    """

    subject: Phrase
    begin: int
    verb: int
    tokens: tuple[Token, ...]
    text: str

    @property
    def predicate(self) -> str:
        """The words from the finite verb (or the adverb before it) to the end, without the full stop."""
        return self.text[self.tokens[self.begin].start :].rstrip(" .")

    @property
    def form(self) -> str:
        """The form of the finite verb, as far as a reader sees it: present for one, for many, past, or modal."""
        token = self.tokens[self.verb]
        if token.low in ("has", "have", "had", "is", "are", "was", "were"):
            return {"VBZ": "one", "VBP": "many"}.get(token.tag, token.low)
        return {"VBZ": "one", "VBP": "many", "VBD": "past", "MD": "modal"}[token.tag]


def _make(text: str, tokens: Sequence[Token], first: int, last: int, head: int) -> Phrase:
    opening = tokens[first]
    determiner = opening.text if opening.tag in _OPENERS and last - first > 1 else ""
    start, end = opening.start, tokens[last - 1].end
    return Phrase(first, last, start, end, text[start:end], tokens[head], determiner)


def _phrase_at(text: str, tokens: Sequence[Token], first: int) -> Phrase | None:
    """Give the longest simple noun phrase that begins at a token."""
    if tokens[first].tag not in _INSIDE or tokens[first].tag in ("POS", "HYPH"):
        return None
    place, last = first, 0
    while place < len(tokens) and tokens[place].tag in _INSIDE:
        token = tokens[place]
        if place > first and token.tag in _OPENERS and tokens[place - 1].tag != "PDT":
            break
        if place > first and token.tag in ("VBN", "VBG") and tokens[place - 1].tag in NOUNS:
            break
        if token.tag in NOUNS:
            last = place + 1
        place += 1
    if not last:
        return None
    if tokens[last - 1].tag.startswith("NNP"):
        last = _with_name_tail(tokens, last)
    return _make(text, tokens, first, last, last - 1)


def _with_name_tail(tokens: Sequence[Token], last: int) -> int:
    """Take "of State", "of the Treasury" into a name."""
    rest = last
    if rest < len(tokens) and tokens[rest].low == "of":
        rest += 1
        if rest < len(tokens) and tokens[rest].low == "the":
            rest += 1
        begin = rest
        while rest < len(tokens) and tokens[rest].tag in ("NNP", "NNPS"):
            rest += 1
        return rest if rest > begin else last
    return last


def noun_phrases(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """Give the simple noun phrases of a sentence, each as long as can be, in order."""
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        phrase = _phrase_at(text, tokens, place)
        if phrase:
            found.append(phrase)
            place = phrase.last
        else:
            place += 1
    return found


def _joined(text: str, tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Add to a subject what hangs on it: "of …", and what is coordinated with it."""
    place = phrase.last
    while place + 1 < len(tokens) and tokens[place].low in (
        "of",
        "and",
        "or",
        "&",
        "in",
        "for",
        "from",
        "between",
        "on",
        "at",
    ):
        following = _phrase_at(text, tokens, place + 1)
        if following is None:
            break
        place = following.last
    if place == phrase.last:
        return phrase
    coordinated = any(token.low == "and" for token in tokens[phrase.last : place])
    joined = _make(text, tokens, phrase.first, place, phrase.last - 1)
    if coordinated and not joined.plural:
        head = make_token(
            joined.head.text, joined.head.start, joined.head.end, "NNPS" if joined.named else "NNS"
        )
        return Phrase(
            joined.first, joined.last, joined.start, joined.end, joined.text, head, joined.determiner
        )
    return joined


def _after_aside(tokens: Sequence[Token], place: int) -> int:
    """Skip an apposition between commas or brackets behind the subject."""
    pairs = {",": ",", "(": ")"}
    if place < len(tokens) and tokens[place].text in pairs:
        closing = pairs[tokens[place].text]
        for after in range(place + 1, min(place + 12, len(tokens))):
            if tokens[after].text == closing:
                return after + 1
    return place


def _after_opening(tokens: Sequence[Token]) -> int:
    """Skip a word that only links a sentence to the one before it."""
    return 2 if len(tokens) > 2 and tokens[0].low in _LINKS and tokens[1].text == "," else 0


@lru_cache(maxsize=5_000)
def statement(text: str) -> Statement | None:
    """Read a sentence that begins with its subject and goes on with a finite verb; None for any other."""
    tokens = tag(text)
    begin = _after_opening(tokens)
    if len(tokens) < begin + 4:
        return None
    simple = _phrase_at(text, tokens, begin)
    if simple is None:
        return None
    subject = _joined(text, tokens, simple)
    begin = verb = _after_aside(tokens, subject.last)
    while verb < len(tokens) and tokens[verb].tag == "RB" and tokens[verb].low not in ("not", "n't"):
        verb += 1
    while begin < verb and tokens[begin].low in _LINKS:
        begin += 1
    if verb >= len(tokens) or tokens[verb].tag not in FINITE:
        return None
    return Statement(subject, begin, verb, tokens, text)
