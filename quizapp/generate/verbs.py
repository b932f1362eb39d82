"""The finite verb of the main clause of a sentence, and what its modal means."""

from collections.abc import Sequence
from functools import lru_cache

from quizapp.generate.material import Sentence
from quizapp.generate.things import acts
from quizapp.generate.trim import SUBORDINATING, first_token
from quizapp.language.phrases import FINITE
from quizapp.language.tagger import Token

_LINKING = frozenset("that which who whom whose where when while if whether because as how what why".split())
_WE_AND_YOU = frozenset("we you they i he she".split())
_LIKELY = frozenset(
    "needed required caused affected seen found associated related considered expected known called based reduced "
    "increased damaged infected exposed lost blurred delayed due able unable".split()
)
"""What happens to things: of these "may" says that it is likely, not that it is permitted."""

HAPPENING = frozenset(
    "see seen find found feel notice experience know learn suffer become lose develop remain happen occur wish want "
    "like wonder hear expect think believe benefit gain decide choose prefer elect".split()
)
"""What happens to people, which nobody allows, requires or forbids; or what says little of what one may do."""

_WELCOME = frozenset(
    "avoid prevent protect enjoy benefit improve help save earn win gain relax recover succeed profit secure "
    "avoided prevented protected enjoyed improved saved secured".split()
)
"""What is good in itself: nobody forbids it, and to require it says nothing."""


def is_welcome(tokens: Sequence[Token], place: int) -> bool:
    """Whether the deed whose words begin at a token is a benefit, or keeps harm away: "continue to enjoy", "avoid"."""
    return not _WELCOME.isdisjoint(token.low for token in tokens[place : place + 3])


_STATES = frozenset(("have", "be", "need"))


def is_state(sentence: Sentence, verb: int) -> bool:
    """Whether what a modal verb speaks of is a state ("may have difficulty"), which is likely and not permitted."""
    following = sentence.tokens[verb + 1 : verb + 3]
    return len(following) == 2 and following[0].low in _STATES and following[1].tag != "VBN"


def is_limit_denied(sentence: Sentence) -> bool:
    """Whether something is not so before, or until, a time: then it is not so before an earlier one either."""
    low = {token.low for token in sentence.tokens}
    denied = not low.isdisjoint(("not", "n't", "no", "cannot", "never"))
    return denied and not low.isdisjoint(("before", "after", "until", "since"))


@lru_cache(maxsize=5_000)
def main_verb(sentence: Sentence) -> int | None:
    """Give the token of the finite verb of the main clause; None where that is in doubt."""
    if sentence.statement is not None:
        return sentence.statement.verb
    tokens = sentence.tokens
    first = first_token(sentence)
    if tokens[first].low in SUBORDINATING or tokens[first].tag == "VBG":
        commas = [place for place, token in enumerate(tokens) if token.text == "," and place > first]
        if len(commas) != 1:
            return None
        first = commas[0] + 1
    for place in range(first, len(tokens)):
        if tokens[place].low in _LINKING:
            return None
        if tokens[place].tag in FINITE:
            return place
    return None


def main_clause(sentence: Sentence, verb: int) -> int:
    """Give the token at which the main clause begins, behind "If …," and the like; 0 where it comes first."""
    tokens = sentence.tokens
    first = first_token(sentence)
    commas = [place for place in range(first, verb) if tokens[place].text == ","]
    return commas[-1] + 1 if commas and tokens[first].low in SUBORDINATING else 0


@lru_cache(maxsize=5_000)
def is_done(sentence: Sentence, verb: int) -> bool:
    """Whether somebody does what the verb says or has it done, so that it can be allowed, required or forbidden."""
    tokens = sentence.tokens
    before = tokens[verb - 1] if verb else None
    if not HAPPENING.isdisjoint(token.low for token in tokens[verb + 1 : verb + 3]):
        return False
    if before is not None and before.low in _WE_AND_YOU:
        return True
    said = sentence.statement
    subject = said.subject if said is not None and said.verb == verb else None
    subject = subject or next((phrase for phrase in sentence.phrases if phrase.last == verb), None)
    following = [token.low for token in tokens[verb + 1 : verb + 4]]
    if "be" in following:
        done = tokens[verb + 1 + following.index("be") + 1 : verb + 4]
        return any(token.tag == "VBN" for token in done) and _LIKELY.isdisjoint(following)
    return subject is not None and acts(subject)
