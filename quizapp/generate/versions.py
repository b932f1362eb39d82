"""All that turns a statement round at one place: minimal edits, other degrees and other strengths."""

from functools import lru_cache

from quizapp.generate.degrees import degrees
from quizapp.generate.edit import Edit, turns_all
from quizapp.generate.edits import edits
from quizapp.generate.material import Material, Sentence
from quizapp.generate.strengths import strength


@lru_cache(maxsize=2_000)
def versions(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the edits that make a wrong version of a sentence, the best first; several may be of one place."""
    found = list(edits(material, sentence))
    binding = strength(sentence)
    for degree in (*degrees(sentence), *((binding,) if binding else ())):
        found += [other[0] for other in degree.others if len(other) == 1]
    single: dict[tuple[int, int, str], Edit] = {}
    for edit in found:
        single.setdefault((edit.first, edit.last, edit.new), edit)
    return sorted(single.values(), key=lambda edit: (-edit.weight, edit.start))


def go_together(one: Edit, other: Edit) -> bool:
    """Whether two edits of a sentence make two versions: at places apart, or of the same words.

    Two that both turn the whole statement round say the same: "unnecessary if it is so", "necessary if it is not so".
    """
    if turns_all(one) and turns_all(other):
        return False
    same = (one.first, one.last) == (other.first, other.last)
    return same or one.last <= other.first or other.last <= one.first
