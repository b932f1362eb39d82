"""The things that a document speaks of, as options: which can stand beside which."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import is_self_contained
from quizapp.language.kinds import likeness, names_body, names_person
from quizapp.language.phrases import Phrase
from quizapp.language.wordnet import ancestors, base_forms
from quizapp.language.words import content_stems

LONGEST = 7
"""Words of an option that names a thing."""

_EMPTY = frozenset(
    "person people everyone someone thing way reason example answer question fact case part number kind "
    "type lot one others ones something anything nothing issue point item list page section information "
    "detail here there number anyone time addition result order term word view use need means rest end "
    "following etc step steps ways things reasons today day place form amount level case basis".split()
)
_VAGUE = frozenset(
    "this that these those such another other others any some each every either neither both several many "
    "few most more all no what which whatever certain various same own".split()
)

_TITLES = frozenset(
    "president secretary minister chancellor king queen chairman director dr mr mrs ms professor senator".split()
)
_WHOLES = frozenset("europe asia africa america americas australia oceania antarctica world eu".split())
_ADJECTIVE = re.compile(r"(?:[aeiou]n|ish|ese|ch)$")
"""Names that are used as adjectives: European, Swedish, Chinese, French."""


@dataclass(frozen=True)
class Thing:
    """A noun phrase of the source that can be an option: ``text`` as it may be shown."""

    text: str
    phrase: Phrase
    sentence: Sentence

    @property
    def head(self) -> str:
        """The head noun in lower case."""
        return self.phrase.head.low


@lru_cache(maxsize=5_000)
def is_thing(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names something, in few words and without pointing elsewhere."""
    tokens = sentence.tokens[phrase.first : phrase.last]
    if len(phrase.text.split()) > LONGEST or phrase.head.low in _EMPTY:
        return False
    if any(a.tag == "NNS" and b.tag in ("NN", "NNS") for a, b in pairwise(tokens)):
        return False  # "negotiations fail", read as two nouns
    if tokens[0].tag in ("VBG", "VBN") or (phrase.determiner and len(tokens) > 1 and tokens[1].tag == "VBG"):
        return False
    if any(
        token.low in _VAGUE or token.tag in ("PRP$", "PRP", "WP$", "CD") or not _is_plain(token.text)
        for token in tokens
    ):
        return False
    return bool(content_stems(phrase.text)) and is_self_contained(sentence, phrase.start, phrase.end)


def _is_plain(text: str) -> bool:
    return text in "-'’&.,$%" or text in ("'s", "’s") or text.replace(".", "").replace("’", "").isalnum()


def alike(material: Material, one: Phrase, other: Phrase) -> float:
    """Say how well two phrases stand beside each other as options, 0 (not at all) to 1.

    Alike are things of a kind, things called alike in any text, and things that the document sets side by side.
    """
    if one.plural != other.plural or one.named != other.named:
        return 0.0
    if _is_above(one.head.low, other.head.low) or _is_above(other.head.low, one.head.low):
        return 0.0
    if one.named:
        beside = 0.15 * min(material.together(one.head.low, other.head.low), 3)
        return min(name_likeness(_name(one), _name(other)) + beside, 1.0)
    same_determiner = 0.1 if _determined(one) == _determined(other) else 0.0
    beside = 0.15 * min(material.together(one.head.low, other.head.low), 3)
    return min(likeness(one.head.low, other.head.low) + same_determiner + beside, 1.0)


def _name(phrase: Phrase) -> str:
    """Give the name without what stands before it in small letters."""
    words = phrase.bare.split()
    return " ".join(word for word in words if word[:1].isupper()) or phrase.bare


def name_likeness(one: str, other: str) -> float:
    """Say how alike two names are, 0 to 1: titled persons with each other, else by their last words."""
    one_words, other_words = one.lower().split(), other.lower().split()
    titled = bool(_TITLES & set(one_words)), bool(_TITLES & set(other_words))
    if all(titled):
        return 1.0
    if (one_words[-1] in _WHOLES) != (other_words[-1] in _WHOLES):
        return 0.0  # what is so in Europe may be so in Iceland
    if one.isupper() != other.isupper() or bool(_ADJECTIVE.search(one)) != bool(_ADJECTIVE.search(other)):
        return 0.0
    unknown = not base_forms(one_words[-1]), not base_forms(other_words[-1])
    if all(unknown) and not any(titled):
        return 0.3 if len(one_words) == len(other_words) else 0.2
    return 0.25 if any(titled) and all(unknown) else min(likeness(one_words[-1], other_words[-1]), 1.0)


@lru_cache(maxsize=20_000)
def without_title(text: str) -> str:
    """Give a titled name without its title: "US Secretary of State Marco Rubio" → "Marco Rubio"; others as they are."""
    words = text.split()
    places = [place for place, word in enumerate(words) if word.lower().strip(".") in _TITLES]
    if not places:
        return text
    rest = words[places[-1] + 1 :]
    rest = rest[2:] if rest[:1] == ["of"] else rest
    return " ".join(rest) if rest and rest[0][0].isupper() else text


def _determined(phrase: Phrase) -> str:
    low = phrase.determiner.lower()
    return "a" if low == "an" else low


@lru_cache(maxsize=20_000)
def _is_above(one: str, other: str) -> bool:
    """Whether one noun names a kind that the other belongs to, or both name the same."""
    for form in base_forms(one):
        senses = ancestors(form, 0)
        for below in base_forms(other):
            if senses & ancestors(below, 3):
                return True
    return False


@lru_cache(maxsize=64)
def things(material: Material, block: int) -> list[Thing]:
    """Give the things that the sentences around a block of passages name, each once, in the order of the source."""
    found: dict[str, Thing] = {}
    for sentence, phrase in material.phrases_around(block):
        if is_thing(sentence, phrase):
            found.setdefault(phrase.bare.lower(), Thing(phrase.text, phrase, sentence))
    return list(found.values())


def is_person(phrase: Phrase) -> bool:
    """Whether the head is a noun for a person, or the name of one with a title."""
    return names_person(phrase.head.low) or without_title(phrase.text) != phrase.text


_RULES = frozenset(
    "law laws act policy policies rule rules regulation regulations licence licences license licenses contract "
    "contracts agreement agreements terms statute constitution directive guideline guidelines".split()
)


def commands(phrase: Phrase) -> bool:
    """Whether a phrase names who or what can allow, require and forbid: persons, bodies, and their rules."""
    return acts(phrase) or phrase.head.low in _RULES


def acts(phrase: Phrase) -> bool:
    """Whether a phrase names persons or bodies of persons, who can do things: employees, an agency, Marco Rubio."""
    return is_person(phrase) or names_body(phrase.head.low)
