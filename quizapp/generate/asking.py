"""Prompts: questions that are clear to somebody who sees nothing else."""

import re

from quizapp.generate.material import Sentence
from quizapp.generate.standing import salience
from quizapp.generate.trim import balanced
from quizapp.generate.wording import completion, tidy, without_asides
from quizapp.language.phrases import FINITE
from quizapp.language.tagger import tag
from quizapp.language.words import content_stems

LONGEST_QUESTION = 28
"""Words of a FAQ question that can stand in a prompt."""

_POINTING = re.compile(
    r"\b(?:(?:this|these|those)(?! (?:year|month|week|day|time|app|site|website|dashboard|tool|document|project|program"
    r"|programme|policy|service|outbreak|virus)\b)|above|below|here|such(?! as))\b",
    re.IGNORECASE,
)
"""Words that point at what a reader does not see; "this app" is what the document is about."""

_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|she|him|his|her)\b", re.IGNORECASE)
_EMPTY_IT = re.compile(
    r"\b(?:(?:does|will|did|would) it (?:take|cost|mean|matter)|is it (?:\w+ )?(?:\w+ )?to)\b", re.IGNORECASE
)
_NAME = re.compile(r"\b(?:[A-Z]\w*[A-Z]\w*|(?<=\s)[A-Z]\w+)")

_AMOUNT = re.compile(
    r"\b(?:how (?:many|much|long|often|old|far|large|big|soon|fast|quickly|late|early|high|tall|deep|frequently)"
    r"|(?<![a-z] )when"
    r"|what (?:is|are|was|were) the (?:\w+ ){0,2}(?:number|amount|maximum|minimum|limit|cost|price|rate|age|lifetime"
    r"|period|deadline|fee|duration|frequency|size|length|dates?|percentage|share|dose)"
    r"|what (?:time|year|date|age|day)|limits?|deadlines?|lifetime|maximum|minimum|temporary|cost)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?<![a-z] )when|since|how (?:long|old|soon|late|early)|dates?|deadlines?|until|time|year|temporary"
    r"|temporarily)\b",
    re.IGNORECASE,
)

_POLAR = re.compile(
    r"(?:can|could|may|must|should|shall|will|would|is|are|was|were|do|does|did|has|have|am)\b", re.IGNORECASE
)

_FOR_PERSON_OR_PLACE = re.compile(r"(?:who|whom|whose|where)\b", re.IGNORECASE)
"""Questions for a person or a place, which a sentence that is completed with something else does not answer."""

_JOINT = re.compile(r"\s((?:and|or)\s)$")
SHORTEST_STEM = 3
"""Words of a sentence that must stand before what is to be completed."""


def is_clear(question: str) -> bool:
    """Whether a FAQ question can be understood without its document: it names what it is about."""
    text = tidy(question)
    about = len(set(content_stems(text))) + (1 if _NAME.search(text) else 0)
    if not 2 <= len(text.split()) <= LONGEST_QUESTION or about < 2:
        return False
    asked = _EMPTY_IT.sub(" ", text)
    pronoun = _PRONOUN.search(asked)
    explained = pronoun is None or len(content_stems(asked[: pronoun.start()])) >= 2
    return explained and not _POINTING.search(text)


def asks_amount(question: str) -> bool:
    """Whether a FAQ question asks for a number: how many, how long, when, what is the limit."""
    return _AMOUNT.search(question) is not None


def asks_time(question: str) -> bool:
    """Whether a FAQ question asks for a date or a time."""
    return _TIME.search(question) is not None


def asks_whether(question: str) -> bool:
    """Whether a FAQ question is answered by yes or no."""
    return _POLAR.match(question.strip()) is not None


def asks_what_is_said(question: str) -> str:
    """Ask what the document says in answer to a FAQ question, which may be a mere heading."""
    text = tidy(question)
    about = "in answer to" if text.endswith("?") else "about"
    return f"Which of these does the document say {about} “{text.rstrip(' .:')}”?"


def asks_either(one: str, other: str) -> str:
    """Ask what the document says in answer to one of two FAQ questions."""
    return f"Which of these does the document say in answer to {_either(one, other)}?"


def asks_contradiction(*questions: str) -> str:
    """Ask what contradicts the answers of one or two FAQ questions."""
    return f"Which of these contradicts what the document says in answer to {_either(*questions)}?"


def _either(*questions: str) -> str:
    """Quote questions with "or" between them; a document may ask one twice."""
    return " or ".join(f"“{text}”" for text in sorted(set(map(tidy, questions))))


def asked_about(sentence: Sentence, begin: int, before: int, end: int, longest: int) -> tuple[str, int]:
    """Ask what the document says, and give where in the sentence the options begin: before ``before``.

    The sentence is to be completed from the place on where the options differ, or from its predicate on. Where it
    differs at its very beginning the whole sentence (to ``end``) is an option, if it answers its FAQ question. Options
    have at most ``longest`` words. ("", 0) where nothing can be asked.
    """
    question = tidy(sentence.passage.question)
    clear = is_clear(question)
    answers = is_answer(sentence)
    joint = _JOINT.search(sentence.text[begin:before])
    if joint:
        before = begin + joint.start(1)
    if _is_stem(sentence.text[begin:before]) and _count(sentence, before, end) <= longest:
        fits = clear and answers and not _FOR_PERSON_OR_PLACE.match(question)
        return completion(question if fits else "", sentence.text[begin:before]), before
    if answers and clear and _count(sentence, begin, end) <= longest:
        return asks_what_is_said(question), begin
    return "", 0


_COUNTS = r"(?!many|much|long|often|old|far|soon|big|large|high)"
_WAYS = re.compile(
    rf"(?:^|[.!?;,]\s*)(?:how|where|what)(?: {_COUNTS}\w+)? (?:can|do|should|may|must)\b", re.IGNORECASE
)
_REASONS = re.compile(rf"(?:^|[.!?;,]\s*)(?:why\b|how {_COUNTS}\b)", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:cannot|can['’]t|not|no)\b")
_DOERS = re.compile(
    r"\b(?:you|we|users?|people|anyone|everyone|employees?|agenc(?:y|ies)|can|may)\b", re.IGNORECASE
)
GRANTED = 0.75
"""Share of the words of a question for a reason or a way that a sentence has which says the very thing asked about."""


def takes_for_granted(question: str, statement: str, new: str) -> bool:
    """Whether a FAQ question takes for granted what a statement says, so that nobody believes it turned round.

    "Why does an admin approve the request?" knows that one does; "How can I help?" is not answered by what cannot be
    done (``new`` are the words that turn the statement round).
    """
    asked = set(content_stems(question))
    if _WAYS.search(question) and _DENIED.search(new) and _DOERS.search(statement):
        return True
    said = len(asked & set(content_stems(statement)))
    return _REASONS.search(question) is not None and said >= GRANTED * len(asked)


def is_answer(sentence: Sentence) -> bool:
    """Whether a sentence belongs to what its FAQ question asks: it comes early, or shares words with it."""
    asked = content_stems(sentence.passage.question)
    return sentence.place <= 3 or not sentence.stems.isdisjoint(asked)


ANSWERS = 0.42
"""Salience from which on a sentence behind the first is taken for a good answer of its FAQ question."""


def answers_well(sentence: Sentence) -> bool:
    """Whether a sentence answers its FAQ question: it is the first of the answer, or much of what is asked."""
    return is_answer(sentence) and (not sentence.place or salience(sentence) >= ANSWERS)


def _is_stem(text: str) -> bool:
    """Whether the beginning of a sentence is enough to be completed."""
    words = text.split()
    return (
        len(words) >= SHORTEST_STEM
        and balanced(text)
        and words[-1][-1] not in ",;:–—-("
        and words[-1].lower() not in ("that", "which", "who")
        and bool(content_stems(text))
        and any(token.tag in FINITE for token in tag(text))
    )


def _count(sentence: Sentence, start: int, end: int) -> int:
    return len(without_asides(sentence.text[start:end]).split())
