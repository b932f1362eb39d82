"""Negation: which words of a sentence are denied, and how far each "not" reaches."""

from collections.abc import Sequence
from functools import lru_cache

from quizapp.language.words import listed

NEGATORS = frozenset(
    listed(
        "not no never none nobody nothing nowhere neither nor cannot without hardly scarcely barely "
        "rarely seldom n't cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt "
        "cannt havent hasnt hadnt mustnt neednt aint non"
    )
)
"""Words that deny what follows them."""

DENYING = frozenset(
    listed(
        "fail fails failed failing refuse refuses refused lack lacks lacked lacking prevent prevents "
        "prevented preventing avoid avoids avoided avoiding stop stops stopped unable unlikely impossible "
        "instead except unless excluding refusing prohibits prohibited forbids forbidden unable denies "
        "denied"
    )
)
"""Words whose meaning denies what follows, less strictly than a negator."""

_ENDS = frozenset(
    listed(
        "but however although though because since so therefore while whereas which who if when yet unless"
    )
)
REACH = 8
"""Words that a negator reaches at most."""

_FALSE = frozenset(listed("false untrue wrong incorrect myth lie nonsense"))
_TRUE = frozenset(listed("true correct right case"))

_FOCUS = frozenset(("only", "just", "merely", "necessarily", "simply"))


@lru_cache(maxsize=20_000)
def is_negator(word: str) -> bool:
    """Whether a lower-case word denies what follows it."""
    return word in NEGATORS or word.endswith(("n't", "n’t"))


def negated(words: Sequence[str], breaks: Sequence[bool], starts: Sequence[bool] = ()) -> list[bool]:
    """Say of each lower-case word whether it is denied (an odd number of negators reach it).

    ``breaks[i]`` tells that punctuation which ends a clause stands before word i, ``starts[i]`` that a
    sentence starts with it. A negator reaches the words after it up to the end of the clause, a conjunction,
    or `REACH` words; "not only" denies nothing; "it is not true that" denies the rest of its sentence.
    """
    denied = [False] * len(words)
    denials = _denials(words)
    for place, word in enumerate(words):
        if not is_negator(word):
            continue
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "not" and following in _FOCUS:
            continue
        if word == "no" and place + 1 < len(words) and breaks[place + 1]:
            continue  # "No, …" answers a question; what follows speaks for itself
        for after in range(place + 1, min(place + 1 + REACH, len(words))):
            if breaks[after] or words[after] in _ENDS or after in denials:
                break
            denied[after] = not denied[after]
    for place in denials:
        for after in range(place, len(words)):
            if after > place and starts and starts[after]:
                break
            denied[after] = not denied[after]
    return denied


def _denials(words: Sequence[str]) -> list[int]:
    """Give the places from which on all is denied: after "it is not true that", "it is false that"."""
    found = []
    for place, word in enumerate(words[1:], start=1):
        if word == "that" and words[place - 1] in _FALSE | _TRUE:
            before = words[max(place - 5, 0) : place - 1]
            if (words[place - 1] in _FALSE) != any(map(is_negator, before)):
                found.append(place + 1)
    return found
