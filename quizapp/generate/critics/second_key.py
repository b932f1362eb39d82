"""A second right answer: the gravest flaw, and the one that needs the source to be seen."""

from quizapp.generate.critics.options import SHORT_EDITS
from quizapp.generate.material import Material
from quizapp.language.opposites import are_opposites
from quizapp.language.wordnet import relatedness
from quizapp.language.words import STOPWORDS, content_stems, words
from quizapp.model.question import MultipleChoice

SAME = 0.9
"""Relatedness from which on two words say the same."""

SHARE = 0.7
"""Share of the words of a prompt that a sentence must have to be about it."""

_MINIMAL = (*SHORT_EDITS, "number", "contradiction")
"""Families whose options differ by an edit that turns the meaning round; words alone do not tell them apart.

Of a contradiction the source says every distractor, which is why none of them is a second key.
"""


def _low_words(text: str) -> list[str]:
    low = (word.text.lower().replace("’", "'") for word in words(text))
    return [word for word in low if word not in STOPWORDS]


def _says_all(one: list[str], other: list[str]) -> bool:
    return all(any(relatedness(word, near) >= SAME for near in other) for word in one)


def paraphrase(question: MultipleChoice, material: Material) -> str | None:
    """A distractor says what the key says in other words."""
    del material
    if question.family in _MINIMAL or question.fixed_order:
        return None
    key = _low_words(question.choices[question.key].text)
    for choice in question.choices:
        other = _low_words(choice.text)
        if choice.correct or not other or not key or any(char.isdigit() for char in choice.text):
            continue
        against = any(are_opposites(one, two) for one in key for two in other)
        if not against and _says_all(key, other) and _says_all(other, key):
            return f"“{choice.text}” says the same as the key"
    return None


def supported(question: MultipleChoice, material: Material) -> str | None:
    """A sentence of the source that is about what the prompt asks says a distractor."""
    if question.family in _MINIMAL or question.fixed_order:
        return None
    asked = set(content_stems(question.prompt))
    key = set(content_stems(question.choices[question.key].text))
    for choice in question.choices:
        own = set(content_stems(choice.text)) - key
        if choice.correct or not own:
            continue
        sentence = material.saying(own, asked - own - key, SHARE)
        if sentence is not None:
            return f"“{choice.text}” may be right too: “{sentence.text[:120]}”"
    return None
