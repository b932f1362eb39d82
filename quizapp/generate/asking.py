"""Prompts: questions that are clear to somebody who sees nothing else."""

import re

from quizapp.generate.material import Sentence
from quizapp.generate.trim import balanced, is_self_contained
from quizapp.generate.wording import completion, lowered, tidy
from quizapp.language.words import content_stems

LONGEST_QUESTION = 28
"""Words of a FAQ question that can stand in a prompt."""

_POINTING = re.compile(r"\b(?:this|these|those|above|below|here|such)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|she|him|his|her)\b", re.IGNORECASE)
_EMPTY_IT = re.compile(r"^(?:what does it mean|is it|how long does it take|does it matter)\b", re.IGNORECASE)
SHORTEST_STEM = 4
"""Words of a sentence that must stand before what is to be completed."""

_SAYS = "What does the document say?"


def is_clear(question: str) -> bool:
    """Whether a FAQ question can be understood without its document: it names what it is about."""
    text = tidy(question)
    if not 2 <= len(text.split()) <= LONGEST_QUESTION or len(set(content_stems(text))) < 2:
        return False
    pronoun = _PRONOUN.search(text)
    explained = pronoun is None or _EMPTY_IT.match(text) or len(content_stems(text[: pronoun.start()])) >= 2
    return bool(explained) and not _POINTING.search(text)


def asked(question: str, asks: str) -> str:
    """Ask a FAQ question, which may be a mere heading, and what is wanted of the document."""
    text = tidy(question)
    if text.endswith("?"):
        return f"{text} {asks}"
    return f"On “{text.rstrip(' .:')}”: {asks[:1].lower()}{asks[1:]}"


def asked_about(sentence: Sentence, begin: int, before: int, end: int, longest: int) -> tuple[str, int]:
    """Ask what the document says, and give where in the sentence the options begin: before ``before``.

    The FAQ question is asked where it is clear, with the whole sentence (to ``end``) as an option. Otherwise the
    subject of the sentence is asked about, with what is said of it as an option; or the sentence is to be completed.
    Options have at most ``longest`` words. ("", 0) where nothing can be asked.
    """
    question = tidy(sentence.passage.question)
    clear = is_clear(question)
    answers = sentence.place <= 2 or not sentence.stems.isdisjoint(content_stems(question))
    if answers and clear and _count(sentence, begin, end) <= longest:
        return asked(question, _SAYS), begin
    said = sentence.statement
    if said is not None and begin <= said.subject.start and said.tokens[said.begin].start <= before:
        subject, start = said.subject, said.tokens[said.begin].start
        known = subject.determiner.lower() in ("the", "these")
        fits = _count(sentence, start, end) <= longest
        if not known and fits and is_self_contained(sentence, subject.start, subject.end):
            name = lowered(subject.text, subject.named or subject.head.tag.startswith("NNP"))
            return f"What does the document say about {name}?", start
    stem = sentence.text[begin:before].strip()
    if len(stem.split()) < SHORTEST_STEM or _count(sentence, before, end) > longest or not balanced(stem):
        return "", 0
    return completion(question if clear else "", stem), before


def _count(sentence: Sentence, start: int, end: int) -> int:
    return len(sentence.text[start:end].split())
