"""Does it, does it not, or within limits? What a sentence says, against the opposite and a limited form."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.completing import completed
from quizapp.generate.extent import extents
from quizapp.generate.material import Material, Sentence

NAME = "extent"


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose what a sentence affirms or denies."""
    del chance
    for extent in extents(material, sentence):
        candidate = completed(material, sentence, extent, NAME)
        if candidate:
            yield candidate
