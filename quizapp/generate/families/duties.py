"""Must, may, or not at all? A statement of a duty or a permission, against the same with another strength."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.completing import completed
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import salience
from quizapp.generate.strengths import strength

NAME = "duty"

ANSWERS = 0.42
"""Salience from which on a sentence behind the first is taken for an answer of its FAQ question."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence whose one modal verb says how binding it is."""
    del chance
    if sentence.place and salience(sentence) < ANSWERS:
        return
    binding = strength(sentence)
    candidate = completed(material, sentence, binding, NAME) if binding else None
    if candidate:
        yield candidate
