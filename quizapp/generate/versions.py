"""All that turns a statement round at one place: minimal edits, other degrees and other strengths."""

from functools import lru_cache

from quizapp.generate.degrees import degrees
from quizapp.generate.edit import Edit, denies, turns_all
from quizapp.generate.edits import edits
from quizapp.generate.material import Material, Sentence
from quizapp.generate.strengths import strength

_DENIALS = frozenset("not n't no never cannot neither nor nobody nothing".split())
BESIDE = 3
"""Tokens within which two denials meet."""


@lru_cache(maxsize=2_000)
def versions(material: Material, sentence: Sentence) -> list[Edit]:
    """Give the edits that make a wrong version of a sentence, the best first; several may be of one place."""
    found = list(edits(material, sentence))
    binding = strength(sentence)
    for degree in (*degrees(sentence), *((binding,) if binding else ())):
        found += [other[0] for other in degree.others if len(other) == 1]
    single: dict[tuple[int, int, str], Edit] = {}
    for edit in found:
        if not _denies_again(sentence, edit) and not _is_in_aside(sentence, edit):
            single.setdefault((edit.first, edit.last, edit.new), edit)
    return sorted(single.values(), key=lambda edit: (-edit.weight, edit.start))


def _denies_again(sentence: Sentence, edit: Edit) -> bool:
    """Whether an edit puts a denial behind another: "is never not required"."""
    before = (token.low for token in sentence.tokens[max(edit.first - BESIDE, 0) : edit.first])
    return not _DENIALS.isdisjoint(edit.new.lower().split()) and not _DENIALS.isdisjoint(before)


def _is_in_aside(sentence: Sentence, edit: Edit) -> bool:
    """Whether an edit stands in what is only said by the way (", which …"), or in what is asked ("whether …")."""
    before = sentence.tokens[: edit.first]
    comma = max((place for place, token in enumerate(before) if token.text == ","), default=-1)
    clause = [token.low for token in before[comma + 1 :]]
    return (comma >= 0 and clause[:1] == ["which"]) or "whether" in clause


def go_together(one: Edit, other: Edit) -> bool:
    """Whether two edits of a sentence make two versions: at places apart, or of the same words.

    Two that both turn the whole statement round say the same: "unnecessary if it is so", "necessary if it is not so";
    and so do a "not" and another word at its place or beside it: "are not permitted", "are forbidden".
    """
    near = min(abs(one.last - other.first), abs(other.last - one.first)) < BESIDE
    if (turns_all(one) and turns_all(other)) or (near and (denies(one) or denies(other))):
        return False
    same = (one.first, one.last) == (other.first, other.last)
    return same or one.last <= other.first or other.last <= one.first
