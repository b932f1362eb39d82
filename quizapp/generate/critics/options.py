"""Flaws of options, without regard to which is the key."""

import re

from quizapp.language.vectors import vector
from quizapp.language.words import content_stems, words
from quizapp.model.question import MultipleChoice

_ALL = re.compile(
    r"\b(?:all|both|any|each) of (?:the above|these|them)\b|\ball are (?:right|correct)\b", re.IGNORECASE
)
_NONE = re.compile(r"\b(?:none|neither) of (?:the above|these|them)\b|^none$", re.IGNORECASE)
_LABEL = r"\(?(?:[a-d]|[1-4]|i{1,3}|iv)\)?"
_COMPLEX = re.compile(
    rf"^(?:both |only )?{_LABEL}(?:,? (?:and|or) |, | & ){_LABEL}(?:$|[,. ])", re.IGNORECASE
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MINIMAL_EDITS = ("two-by-two", "duty")
"""Families whose options differ by an edit that turns the meaning round."""

SHORT_EDITS = (*MINIMAL_EDITS, "degree", "extent", "best-answer", "about", "either-question")
"""Families some of whose options differ by such an edit."""


def _texts(question: MultipleChoice) -> list[str]:
    return [choice.text for choice in question.choices]


def all_of_the_above(question: MultipleChoice) -> str | None:
    """An option stands for the others together."""
    return next((f"“{text}”" for text in _texts(question) if _ALL.search(text)), None)


def none_of_the_above(question: MultipleChoice) -> str | None:
    """An option says that the others are all wrong."""
    return next((f"“{text}”" for text in _texts(question) if _NONE.search(text)), None)


def complex_options(question: MultipleChoice) -> str | None:
    """Options are combinations of other options (K-type)."""
    return next((f"“{text}”" for text in _texts(question) if _COMPLEX.match(text)), None)


def equal_options(question: MultipleChoice) -> str | None:
    """Two options are the same but for case, white space and punctuation."""
    seen: dict[str, str] = {}
    for text in _texts(question):
        folded = " ".join(re.findall(r"\w+(?:[.,]\w+)*|[%€$£+-]", text.casefold()))
        if folded in seen:
            return f"“{seen[folded]}” and “{text}”"
        seen[folded] = text
    return None


def near_duplicates(question: MultipleChoice) -> str | None:
    """Two options say the same in nearly the same words; edits that turn the meaning round are another matter."""
    if question.family in SHORT_EDITS or question.fixed_order:
        return None
    texts = _texts(question)
    for i, one in enumerate(texts):
        for other in texts[i + 1 :]:
            if _nearly_same(one, other):
                return f"“{one}” and “{other}”"
    return None


def _nearly_same(one: str, other: str) -> bool:
    here, there = set(content_stems(one)), set(content_stems(other))
    if not here or not there or _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    differing = here ^ there
    if len(differing) > 2 or len(here & there) < max(len(here), len(there)) - 1:
        return False
    if len(here - there) == 1 and len(there - here) == 1:
        (a,), (b,) = here - there, there - here
        return float(vector(a) @ vector(b)) > 0.6
    if differing and one.endswith("?") and other.endswith("?"):
        return False  # a further word asks something else: "What is it?", "What are the symptoms of it?"
    return len(here & there) > 0 and not (_negations(one) ^ _negations(other))


def _negations(text: str) -> frozenset[str]:
    return frozenset(
        w.text.lower() for w in words(text) if w.text.lower() in ("not", "no", "never", "without")
    )


def numbers_out_of_order(question: MultipleChoice) -> str | None:
    """Options that are numbers stand in no order."""
    found = [_NUMBER.match(text) for text in _texts(question)]
    if not all(found):
        return None
    values = [float(match.group().replace(",", "")) for match in found if match]
    if values in (sorted(values), sorted(values, reverse=True)):
        return None
    return ", ".join(_texts(question))


def too_few(question: MultipleChoice) -> str | None:
    """There are only two options, so that half of all guesses are right."""
    return "two options" if len(question.choices) < 3 else None
