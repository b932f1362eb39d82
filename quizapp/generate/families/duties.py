"""Must, may, or not at all? A statement of a duty or a permission, against the same with another strength."""

from collections.abc import Iterator

from quizapp.generate.asking import answers_well
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.completing import completed
from quizapp.generate.material import Material, Sentence
from quizapp.generate.strengths import strength

NAME = "duty"


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence whose one modal verb says how binding it is."""
    del chance
    if not answers_well(sentence):
        return
    binding = strength(sentence)
    candidate = completed(material, sentence, binding, NAME) if binding else None
    if candidate:
        yield candidate
