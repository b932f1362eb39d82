"""Which thing? A sentence up to a thing that it speaks of, against things that the document sets against it."""

from collections.abc import Iterator

from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.completing import completed
from quizapp.generate.degree import Degree
from quizapp.generate.edit import edit_at
from quizapp.generate.material import Material, Sentence
from quizapp.generate.peers import peers_of
from quizapp.generate.turning import gives_nothing_away

NAME = "gap"
MOST = 3
"""Wrong options."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a gap for every thing that has at least two peers."""
    del chance
    for first, last, others in peers_of(material, sentence):
        if not first or sentence.tokens[first - 1].low in ("a", "an"):
            continue  # the article would tell
        found = [edit_at(sentence, first, last, other, weight) for other, weight in others]
        head = sentence.tokens[last - 1].low
        alike = [edit for edit in found if edit.new.split()[-1].lower() == head] or found
        usable = [(edit,) for edit in alike if gives_nothing_away(material, sentence, "", edit)][:MOST]
        if len(usable) < 2:
            continue
        weight = sum(edit.weight for (edit,) in usable) / len(usable)
        candidate = completed(material, sentence, Degree(tuple(usable), weight), NAME)
        if candidate:
            yield candidate
