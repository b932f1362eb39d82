"""Which statement contradicts the document: one that is turned round, among others as they stand in the source.

The distractors are sentences of the source, so that only the key rests on an edit.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from quizapp.generate.asking import asks_contradiction, is_clear
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.denials import contradictions
from quizapp.generate.families.either import introduced, partners
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import is_explained, is_introduced, stands_alone
from quizapp.generate.statements import (
    Said,
    against,
    distractor_sets,
    key_text,
    true_statement,
    wrong_beginnings,
)
from quizapp.generate.topics import speaks_of, statements_about, topics
from quizapp.language.words import content_stems

NAME = "contradiction"

TOPICS, OTHERS, VERSIONS = 3, 24, 2
"""Things that the statement is about, other statements about each, versions of the statement."""

PARTNERS, PARTNERS_OF_MANY = 10, 3
"""Other FAQ questions, in a document of ordinary size and in a large one."""

ENOUGH, ENOUGH_OF_MANY = 5, 1
"""Things asked about that give items, in a document of ordinary size and in a large one; further ones would only give
more of the same."""

FIRM = 0.5
"""Weight from which on an edit makes a statement that is plainly wrong."""

UNFOCUSED = 0.06
"""What an item loses for a prompt that names nothing."""

FREE, USED_UP = 1.0, 0.5
"""How good a distractor is a true statement that cannot be turned round itself, and one that could be a key."""

Ground = tuple[float, str, Sequence[Sentence]]
"""What is asked about: how much better, or worse, an item is for it, the prompt, and the other statements of it."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence that is turned round, among true ones of its answer, topic, another question, or nearby."""
    plain = key_text(sentence)
    found = (_items(material, sentence, ground, chance) for ground in _grounds(material, sentence, plain))
    for items in islice(filter(None, found), material.at_most(ENOUGH, ENOUGH_OF_MANY)):
        yield from items


def _items(material: Material, sentence: Sentence, ground: Ground, chance: Chance) -> list[Candidate]:
    """Give the items that a ground has for a sentence."""
    bonus, prompt, others = ground
    items = []
    for key in wrong_beginnings(material, sentence, prompt)[:VERSIONS]:
        if key.weight >= FIRM:
            true = _true_statements(material, others, key)
            for chosen in distractor_sets(key.text, prompt, true, sentence, chance, material.sets):
                quality = 0.36 + 0.35 * key.weight + bonus + (0.04 if len(chosen) > 2 else 0.0)
                items.append(against(NAME, prompt, key, chosen, quality))
    return items


def _true_statements(material: Material, others: Sequence[Sentence], key: Said) -> list[Said]:
    weighed = ((other, USED_UP if contradictions(material, other) else FREE) for other in others)
    found = (true_statement(other, key.text, weight) for other, weight in weighed)
    return [said for said in found if said]


def _grounds(material: Material, sentence: Sentence, plain: str) -> Iterator[Ground]:
    """Give what may be asked about: the answer, a thing that the statement names, two answers, or the document."""
    if not plain:
        return
    passage = sentence.passage
    own = [s for s in material.by_passage[passage.id] if s is not sentence and stands_alone(material, s)]
    clear = is_clear(passage.question)
    if clear and len(own) > 1:
        yield 0.05, asks_contradiction(passage.question), own
    for topic in islice(topics(material, sentence), TOPICS):
        if speaks_of(plain, topic) and is_explained(material, sentence, topic.stems):
            others = statements_about(material, sentence, topic)[:OTHERS]
            others = [other for other in others if speaks_of(key_text(other), topic)]
            if len(others) > 1:
                yield 0.02, f"Which of these contradicts what the document says about {topic.name}?", others
    if clear:
        for other in partners(material, passage)[: material.at_most(PARTNERS, PARTNERS_OF_MANY)]:
            prompt = asks_contradiction(passage.question, other.question)
            about = frozenset(content_stems(prompt))
            if is_introduced(material, sentence, about):
                beside = [s for s in material.by_passage[other.id] if stands_alone(material, s)]
                yield 0.0, prompt, introduced(material, [*own, *beside], about)
    if not material.is_large and is_explained(material, sentence, frozenset()):
        yield -UNFOCUSED, "Which of these contradicts what the document says?", _near(material, sentence)


def _near(material: Material, sentence: Sentence) -> list[Sentence]:
    """Give the statements around a sentence that are understood alone and share words with it, the most first."""
    found = [
        other
        for other in material.prose_around(material.block(sentence))
        if other is not sentence
        and not other.stems.isdisjoint(sentence.stems)
        and stands_alone(material, other)
        and is_explained(material, other, frozenset())
    ]
    found.sort(key=lambda other: -len(other.stems & sentence.stems))
    return found[:OTHERS]
