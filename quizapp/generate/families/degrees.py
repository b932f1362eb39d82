"""How much, how often, when? A sentence up to a word of a closed set, against the others of the set."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.completing import completed
from quizapp.generate.degrees import degrees
from quizapp.generate.material import Material, Sentence

NAME = "degree"


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose every place of a sentence that has a closed set."""
    del chance
    for degree in degrees(sentence):
        candidate = completed(material, sentence, degree, NAME)
        if candidate:
            yield candidate
