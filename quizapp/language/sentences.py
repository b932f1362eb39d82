"""Text to sentences, as spans: rules on stops and abbreviations; a new line always ends a sentence."""

import re
from typing import NamedTuple

from quizapp.language.words import listed


class Span(NamedTuple):
    """A stretch of a text: ``text[start:end]``."""

    start: int
    end: int


_END = re.compile(r"(?:(?<![.!?…])[.!?…]++|[。！？]+)[\"'”’»)\]]*+(?=\s|$)|[。！？]+")
_ABBREVIATIONS = frozenset(
    listed(
        "mr mrs ms dr prof sr jr st rev gen col capt lt sgt sen rep gov hon messrs mme mlle vs etc inc "
        "ltd co corp dept univ assn bros e.g i.e eg ie cf al fig figs no nos vol vols pp ca approx est "
        "u.s u.k u.n a.m p.m ph.d m.d b.a m.a d.c para art sec ch ed eds"
    )
)
"""Without their last stop, in lower case."""

_MAY_END = frozenset(listed("etc inc ltd co corp al a.m p.m u.s u.k u.n d.c ph.d m.d b.a m.a jr sr"))
"""Those that end a sentence when a capital follows."""

_BEFORE_NUMBERS = frozenset(
    listed(
        "no nos fig figs vol vols p pp art sec ch para jan feb mar apr jun jul aug sep sept oct nov dec "
        "mon tue wed thu fri sat sun"
    )
)
"""Those that are abbreviations only before a number."""

LONGEST_WORD = 40
"""Characters before a stop that are looked at."""

_LAST_WORD = re.compile(r"[\w.&/-]*$")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(\S?)")


def _ends(line: str, stop: re.Match[str]) -> bool:
    """Whether the stop ends a sentence."""
    mark, after = stop.group(), _NEXT.match(line, stop.end())
    following = after.group(1) if after else ""
    if not following or mark[0] in "。！？":
        return True
    if following.islower():
        return False
    if mark[0] != "." or len(mark.rstrip("\"'”’»)]")) > 1:
        return True
    before = _LAST_WORD.search(line, max(stop.start() - LONGEST_WORD, 0), stop.start())
    word = before.group().lower() if before else ""
    if word in _BEFORE_NUMBERS:
        return not following.isdigit()
    if word in _ABBREVIATIONS:
        return word in _MAY_END and not following.isdigit()
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    is_list_number = word.isdigit() and not line[: stop.start()].strip(" \t-*•(").removesuffix(word)
    return not (is_initial or is_list_number)


def sentences(text: str) -> list[Span]:
    """Give the sentences of a text in order, without the white space around them."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n\r\v\f\u2028\u2029]+", text):
        start = 0
        content = line.group()
        cuts = [stop.end() for stop in _END.finditer(content) if _ends(content, stop)]
        for cut in [*cuts, len(content)]:
            piece = content[start:cut]
            if piece.strip():
                left = line.start() + start + len(piece) - len(piece.lstrip())
                found.append(Span(left, left + len(piece.strip())))
            start = cut
    return found
