"""Flaws that give the key away to somebody who never saw the source."""

import re
from functools import lru_cache

from quizapp.generate.attacks import ABSOLUTE, rare_overlap
from quizapp.language.words import content_stems, words
from quizapp.model.question import MultipleChoice

_NUMERIC = re.compile(r"\d")


def _key(question: MultipleChoice) -> str:
    return question.choices[question.key].text


def _others(question: MultipleChoice) -> list[str]:
    return [choice.text for choice in question.choices if not choice.correct]


def longest_key(question: MultipleChoice) -> str | None:
    """The key is much longer than every distractor (SAQUET's rule: the next longest has less than three quarters)."""
    key, rest = _key(question), max(map(len, _others(question)), default=0)
    if len(key.split()) >= 4 and rest < 0.75 * len(key):
        return f"{len(key)} characters, the next has {rest}"
    return None


def shortest_key(question: MultipleChoice) -> str | None:
    """The key is much shorter than every distractor."""
    key, rest = _key(question), min(map(len, _others(question)), default=0)
    if rest > 12 and len(key) < 0.6 * rest:
        return f"{len(key)} characters, the next has {rest}"
    return None


@lru_cache(maxsize=5_000)
def _absolutes(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text) if word.text.lower() in ABSOLUTE)


def absolute_terms(question: MultipleChoice) -> str | None:
    """Absolute words are in distractors only, or in the key only."""
    key = bool(_absolutes(_key(question)))
    others = [bool(_absolutes(text)) for text in _others(question)]
    if key and not any(others):
        return f"only the key says “{_absolutes(_key(question))[0]}”"
    if not key and sum(others) > len(others) / 2:
        return "only distractors use absolute words"
    return None


def clang(question: MultipleChoice) -> str | None:
    """The key shares rarer words with the prompt than any distractor."""
    scores = rare_overlap(question)
    key = scores[question.key]
    rest = max((score for place, score in enumerate(scores) if place != question.key), default=0.0)
    if key > rest + 0.15:
        shared = set(content_stems(question.prompt)) & set(content_stems(_key(question)))
        return f"the prompt and the key alone share “{sorted(shared)[0]}”"
    return None


def grammatical_cue(question: MultipleChoice) -> str | None:
    """Form tells the key: an article before the gap, or capital or final stop of one option only."""
    if re.search(r"\b(?:a|an)\s*(?:…|_{2,}|\.{3})", question.prompt):
        starts = {text[:1].lower() in "aeiou" for text in (_key(question), *_others(question))}
        if len(starts) > 1:
            return "“a” or “an” before the gap fits only some options"
    for name, of in (("capital", _is_capital), ("full stop", _is_stopped)):
        key, others = of(_key(question)), {of(text) for text in _others(question)}
        if others == {not key}:
            return f"the key alone {'has' if key else 'lacks'} a {name}"
    return None


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isalpha()


def _is_stopped(text: str) -> bool:
    return text.rstrip().endswith(".")


def logical_cue(question: MultipleChoice) -> str | None:
    """Only the key has, or lacks, a number: it is of another type than the rest."""
    key = bool(_NUMERIC.search(_key(question)))
    if {bool(_NUMERIC.search(text)) for text in _others(question)} == {not key}:
        return f"the key alone {'has' if key else 'lacks'} a number"
    return None
