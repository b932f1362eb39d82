"""Which passage of a changed document is which passage of the bank that was made from the document before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizapp.generate.evidence import with_evidence
from quizapp.language.words import content_stems
from quizapp.model.bank import Bank, Passage, Source
from quizapp.model.ids import digest
from quizapp.model.question import Question

ALIKE = 0.6
"""Share of content words that two passages have in common when they are the same pair, reworded."""

MOST_COMPARED = 250_000
"""Pairs of passages that are compared word by word; in a document that is new as a whole there is nothing to find."""


def aligned(old: Bank, fresh: Bank) -> Bank:
    """Give ``fresh`` with the ids of ``old`` wherever source or passage is the same, however changed.

    A source is the same by the name of its file, or where each bank has but one. A passage is the same when it asks
    the same, or else answers the same, or else shares most of its words.
    """
    sources = _same_sources(old, fresh)
    replaced = set(sources.values())
    others = {passage.id: passage for passage in old.passages if passage.source not in replaced}
    names: dict[str, str] = {}
    for source in fresh.sources:
        here = [passage for passage in old.passages if passage.source == sources[source.id]]
        there = [passage for passage in fresh.passages if passage.source == source.id]
        names |= _same_passages(here, there)
    for passage in fresh.passages:
        if names.get(passage.id, passage.id) in others:
            names[passage.id] = f"p-{digest(passage.question, passage.answer, sources[passage.source])}"
    return renamed(fresh, sources, names)


def _same_sources(old: Bank, fresh: Bank) -> dict[str, str]:
    by_file = {source.file: source.id for source in old.sources}
    if len(old.sources) == len(fresh.sources) == 1:
        return {fresh.sources[0].id: old.sources[0].id}
    names: dict[str, str] = {}
    taken = {source.id for source in old.sources}
    for source in fresh.sources:
        name = by_file.get(source.file)
        if name is None or name in names.values():
            number = next(n for n in range(1, len(taken) + 2) if f"s{n}" not in taken)
            name = f"s{number}"
            taken.add(name)
        names[source.id] = name
    return names


def _same_passages(old: Sequence[Passage], fresh: Sequence[Passage]) -> dict[str, str]:
    """Give the old id for the ids of fresh passages that are the same with another FAQ question."""
    asked = {passage.id for passage in fresh}
    left = [passage for passage in old if passage.id not in asked]
    known = {passage.id for passage in old}
    names: dict[str, str] = {}
    waiting = [passage for passage in fresh if passage.id not in known]
    by_answer = {" ".join(passage.answer.split()): passage for passage in reversed(left)}
    for passage in waiting:
        same = by_answer.pop(" ".join(passage.answer.split()), None)
        if same is not None:
            names[passage.id] = same.id
    found = set(names.values())
    left = [passage for passage in left if passage.id not in found]
    waiting = [passage for passage in waiting if passage.id not in names]
    return names | _most_alike(left, waiting)


def _most_alike(old: Sequence[Passage], fresh: Sequence[Passage]) -> dict[str, str]:
    if len(old) * len(fresh) > MOST_COMPARED:
        return {}
    words = {passage.id: _words(passage) for passage in (*old, *fresh)}
    pairs = [
        (_likeness(words[one.id], words[other.id]), place, one.id, other.id)
        for place, one in enumerate(old)
        for other in fresh
    ]
    names: dict[str, str] = {}
    for likeness, _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness >= ALIKE and other not in names and one not in names.values():
            names[other] = one
    return names


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(content_stems(f"{passage.question} {passage.answer}"))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def renamed(bank: Bank, sources: Mapping[str, str], passages: Mapping[str, str]) -> Bank:
    """Give a bank with other ids of sources and passages, and what they are part of."""

    def source(value: Source) -> Source:
        return replace(value, id=sources.get(value.id, value.id))

    def passage(value: Passage) -> Passage:
        source_id = sources.get(value.source, value.source)
        return replace(value, id=passages.get(value.id, value.id), source=source_id)

    return replace(
        bank,
        sources=tuple(map(source, bank.sources)),
        passages=tuple(map(passage, bank.passages)),
        questions=tuple(_renamed(question, passages) for question in bank.questions),
    )


def _renamed(question: Question, names: Mapping[str, str]) -> Question:
    passage = names.get(question.passage or "", question.passage)
    name = question.id
    if question.passage and passage and name.startswith(question.passage):
        name = passage + name[len(question.passage) :]
    moved = with_evidence(question, lambda span: replace(span, passage=names.get(span.passage, span.passage)))
    return replace(moved, id=name, passage=passage)
