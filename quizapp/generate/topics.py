"""What statements are about: a thing that one answer speaks of, and others as well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import is_explained, stands_alone
from quizapp.generate.things import is_thing
from quizapp.generate.verbs import main_clause, main_verb
from quizapp.generate.wording import lowered
from quizapp.language.kinds import names_person
from quizapp.language.phrases import Phrase
from quizapp.language.words import content_stems, stem

_DROPPED = frozenset(("", "the", "our", "your", "its", "their", "all", "any", "most", "some", "other"))
"""Determiners of a topic that stand before it in the sentence and not in the prompt, if many are meant."""

_EMPTY = frozenset(
    "problem problems issue issues question questions challenge challenges request requests risk risks evidence "
    "cases default trouble topic topics idea ideas change changes use".split()
)
"""What statements are not about, though they name it."""

_NUMBERED = re.compile(r"-\d+\b")
"""What belongs to a name behind it: COVID-19."""

_OWNED = re.compile(r"(?<![\w’'])[A-Z]\w*['’]s\s+$")
"""What belongs to a name before it: Let's Encrypt, Moody's Analytics."""

COMPOUND = 2
"""Content words of a thing that is told apart by its name alone, wherever it stands in a sentence."""


@dataclass(frozen=True)
class Topic:
    """A thing that statements are about: ``name`` as a prompt shows it, ``stems`` of its words, its ``head``."""

    name: str
    stems: frozenset[str]
    head: str


def topics(material: Material, sentence: Sentence) -> Iterator[Topic]:
    """Give what a sentence is about, what its FAQ question names first and the fullest name first."""
    asked = set(content_stems(sentence.passage.question))
    found = [
        (stem(phrase.head.text) not in asked, phrase, topic)
        for phrase in sentence.phrases
        if (topic := _topic(material, sentence, phrase))
        and (topic.head in asked or _is_subject(sentence, phrase))
    ]
    for _, _, topic in sorted(found, key=lambda one: (one[0], -len(one[2].stems), one[1].first)):
        yield topic


def speaks_of(text: str, topic: Topic) -> bool:
    """Whether a text names a topic."""
    return topic.stems <= set(content_stems(text))


def statements_about(material: Material, sentence: Sentence, topic: Topic) -> list[Sentence]:
    """Give the other statements nearby that are about a topic and understood without their FAQ question."""
    named = _by_head(material, material.block(sentence)).get(topic.head, ())
    return [
        other
        for other, stems in named
        if topic.stems <= stems
        and other is not sentence
        and stands_alone(material, other)
        and is_explained(material, other, topic.stems)
    ]


@lru_cache(maxsize=8)
def _by_head(material: Material, block: int) -> dict[str, list[tuple[Sentence, frozenset[str]]]]:
    """Give the sentences around a block of passages by the heads of the things that they are about."""
    found: dict[str, dict[Sentence, frozenset[str]]] = {}
    for sentence, phrase in material.phrases_around(block):
        topic = _topic(material, sentence, phrase)
        if topic:
            found.setdefault(topic.head, {}).setdefault(sentence, topic.stems)
    return {head: list(named.items()) for head, named in found.items()}


@lru_cache(maxsize=20_000)
def _topic(material: Material, sentence: Sentence, phrase: Phrase) -> Topic | None:
    """Give what a phrase names if its sentence is about that: a name, a compound, the subject, what is asked."""
    compound = len(set(content_stems(phrase.bare))) >= COMPOUND
    asked = stem(phrase.head.text) in content_stems(sentence.passage.question)
    subject = _is_subject(sentence, phrase)
    said_of = phrase.named or (asked and subject) or (compound and (asked or subject))
    return _named(material, sentence, phrase) if said_of else None


def _named(material: Material, sentence: Sentence, phrase: Phrase) -> Topic | None:
    """Give what a phrase names; None where it names nothing that can be spoken of without its sentence."""
    stems = frozenset(content_stems(phrase.bare))
    if not stems or phrase.head.low in _EMPTY or not is_thing(sentence, phrase):
        return None
    if len(stems) == 1 and not phrase.named and names_person(phrase.head.low):
        return None  # "employees": what may not be said of them?
    name = _name(material, sentence, phrase)
    whole = frozenset(content_stems(name))
    return Topic(name, whole, stem(phrase.head.text)) if name and whole >= stems else None


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase stands before the verb of the main clause, and in it."""
    verb = main_verb(sentence)
    return verb is not None and main_clause(sentence, verb) <= phrase.first <= verb


def _name(material: Material, sentence: Sentence, phrase: Phrase) -> str:
    """Give a phrase as the name of a topic; "" for a part of a word, and for one of many, nobody knows which."""
    before, after = sentence.text[: phrase.start], sentence.text[phrase.end :]
    owner = _OWNED.search(before) if phrase.named and not phrase.determiner else None
    number = _NUMBERED.match(after)
    behind = after[number.end() :] if number else after
    if before.endswith(("-", "/")) or behind.startswith(("-", "–", "/", "'s", "’s")):
        return ""
    bare = f"{owner.group() if owner else ''}{phrase.bare}{number.group() if number else ''}"
    determiner = phrase.determiner.lower()
    if determiner == "the" and not phrase.plural:
        return f"the {bare}" if phrase.named or len(set(content_stems(bare))) >= COMPOUND else ""
    if determiner not in _DROPPED or not (phrase.plural or phrase.named or not determiner):
        return ""
    asked = re.search(rf"(?<=[ “\"(]){re.escape(bare)}\b(?!_)", sentence.passage.question, re.IGNORECASE)
    if asked:
        return asked.group()
    is_name = bool(owner) or phrase.named or phrase.first > 0 or material.is_written_large(bare.split()[0])
    return bare if is_name else lowered(bare, is_name=False)
