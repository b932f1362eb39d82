"""How prompts and reasons are worded, the same way in every family."""

import re
from functools import lru_cache

LONGEST_LEAD = 24
"""Words of a FAQ question that may stand before the sentence to complete."""

_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|su|sa|k\b|ti))", re.IGNORECASE)
_SPOKEN_VOWEL = re.compile(r"(?:[AEFHILMNORSX](?=[A-Z0-9.-])|8|11\b|18\b|hour|honest|heir|honour)")


_ASKING = re.compile(
    r"(?:what|why|who|whose|which) (?:is|are|was|were|do|does|did|can|should)\b", re.IGNORECASE
)


@lru_cache(maxsize=5_000)
def tidy(question: str) -> str:
    """Give a FAQ question with one question mark, and no space before it; one that lacks it gets it."""
    text = " ".join(question.split())
    if _ASKING.match(text) and text[-1].isalnum():
        return f"{text}?"
    return re.sub(r"[\s?]*\?$", "?", text)


def completion(question: str, stem: str) -> str:
    """Ask to complete a sentence, after the FAQ question that it answers."""
    question = tidy(question)
    shown = f"“{capital(without_asides(stem).strip())} …”"
    if not question or len(question.split()) > LONGEST_LEAD:
        return f"Complete the sentence as the document has it: {shown}"
    if question.endswith("?"):
        return f"{question} Complete the answer: {shown}"
    return f"{question.rstrip('.:')} – complete the sentence: {shown}"


_ASIDE = re.compile(
    r"\s*\((?:e\.g|i\.e|for example|such as|see|known as|as |which|in turn|where)\b[^()]*\)", re.IGNORECASE
)


_ALSO = re.compile(r"(?<!\bbut) (?:also|thus|therefore)\b(?=\s\w)")


def without_asides(text: str) -> str:
    """Leave out examples and explanations in brackets."""
    return _ASIDE.sub("", text)


def without_also(text: str) -> str:
    """Leave out the "also", "thus" or "therefore" by which a statement goes on from one before; "but also" stays."""
    return _ALSO.sub("", text)


def quoted(text: str) -> str:
    """Give words of the source between quotation marks."""
    return f"“{' '.join(text.split()).rstrip()}”"


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str, is_name: bool) -> str:
    """Begin with a small letter, unless the first word is a name, an abbreviation or "I"."""
    first = text.split(" ", 1)[0]
    if is_name or first == "I" or any(char.isupper() or char.isdigit() for char in first[1:]):
        return text
    return text[:1].lower() + text[1:]


def article_for(text: str) -> str:
    """Give "a" or "an", as the sound of the first word asks."""
    if _SPOKEN_VOWEL.match(text):
        return "an"
    return "an" if _VOWEL.match(text) else "a"
