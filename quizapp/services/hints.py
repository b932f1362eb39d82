"""Hints for practice, taken from the source: first where it stands, then its words by their first letters."""

import re
from collections.abc import Callable, Collection, Iterable

from quizapp.language.words import content_stems
from quizapp.model.bank import Bank
from quizapp.model.question import Evidence, MultipleChoice, Question

MOST_HINTS = 2
GAP = "…"
WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:[’'-][^\W_]+)*")
SHOWN = 3
"""A hidden word shows one letter in so many."""


def hints(bank: Bank, question: Question, wanted: int) -> tuple[str, ...]:
    """Give the first ``wanted`` hints; none where the question rests on no passage.

    The first is the passage with what settles the question left out, the second the same with the first
    letters of its words; numbers are hidden altogether.
    """
    places = evidence_of(question)
    if not places:
        return ()
    name = places[0].passage
    text = bank.passage_by_id[name].answer
    spans = merged((place.start, place.end) for place in places if place.passage == name)
    left_out = with_spans(text, spans, gap)
    known = content_stems(question.prompt)
    lettered = with_spans(text, spans, lambda words: first_letters(words, known))
    told = (left_out,) if left_out.strip(f"{GAP} \n.") else ()
    return (*told, lettered)[:wanted]


def evidence_of(question: Question) -> tuple[Evidence, ...]:
    """Give the places of the source that settle a question."""
    if isinstance(question, MultipleChoice):
        return question.choices[question.key].evidence
    return tuple(place for point in question.points for place in point.evidence)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def with_spans(text: str, spans: list[tuple[int, int]], change: Callable[[str], str]) -> str:
    """Give the text with every span changed."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], change(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def first_letters(words: str, known: Collection[str]) -> str:
    """Hide the words that say something but their first letters; those of the question (``known`` stems) stay."""

    def hidden(found: re.Match[str]) -> str:
        word = found.group()
        if any(letter.isdigit() for letter in word):
            return GAP
        stems = content_stems(word)
        return word if not stems or set(stems) <= set(known) else word[: max(1, len(word) // SHOWN)] + GAP

    return WORD.sub(hidden, words)


def gap(words: str) -> str:
    """Leave the words out."""
    return GAP
