"""Two-by-two over two sentences of an answer that have one place each to turn round."""

from collections.abc import Iterator
from itertools import product

from quizapp.generate.asking import asks_what_is_said, is_answer, is_clear
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.edit import Edit
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import points_back, stands_alone, states
from quizapp.generate.trim import opening
from quizapp.generate.turning import cuts, gives_nothing_away, is_half_turned, reasons, turned
from quizapp.generate.versions import versions
from quizapp.generate.wording import capital

LONGEST_TOGETHER = 40
"""Words of both sentences."""

TRIED = 4
"""Edits of a sentence, best first, that are put beside those of another."""

LENGTHENED = 0.4
"""Share of the sentences that both edits may make longer: most edits do, and the key is then the shortest option."""

SLIGHT = 0
"""Characters that a longer statement may have more and not be noticed."""


def propose_joined(material: Material, sentence: Sentence, name: str, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence together with the next one of its answer that can be turned round."""
    question = sentence.passage.question
    if not is_clear(question) or not is_answer(sentence):
        return
    prompt = asks_what_is_said(question)
    ones = places(material, sentence, prompt)
    may_lengthen = chance.number("length", sentence.text) < LENGTHENED
    for following in material.by_passage[sentence.passage.id]:
        if not ones or following.place <= sentence.place:
            continue
        alone = stands_alone(material, following)
        follows = (
            following.place == sentence.place + 1 and states(following) and points_back(following, sentence)
        )
        if not alone and not follows:
            continue
        others = places(material, following, prompt, alone)
        pairs = [
            (one, other)
            for one, other in product(ones, others)
            if may_lengthen or not both_longer(one[0], other[0])
        ]
        for one, other in sorted(pairs, key=lambda pair: -pair[0][0].weight - pair[1][0].weight):
            candidate = joined(sentence, following, prompt, one, other, name)
            if candidate:
                yield candidate
                return


def both_longer(one: Edit, other: Edit) -> bool:
    """Whether both edits add a "not" or make their sentences longer: the statement without either is then the key."""
    if one.is_negation and other.is_negation and _adds_negation(one) == _adds_negation(other):
        return True
    return len(one.new) > len(one.old) + SLIGHT and len(other.new) > len(other.old) + SLIGHT


def _adds_negation(edit: Edit) -> bool:
    """Whether an edit puts a "not" in."""
    return len(edit.new) > len(edit.old)


def places(material: Material, sentence: Sentence, prompt: str, alone: bool = True) -> list[tuple[Edit, int]]:
    """Give the best edits of a sentence, with where the sentence may end behind them.

    Unless it stands ``alone`` it may speak of what the sentence before it has named.
    """
    begin = opening(sentence)
    found: dict[Edit, int] = {}
    for end in cuts(sentence, alone):
        for edit in versions(material, sentence):
            fits = begin <= edit.start and edit.end <= end
            if (
                fits
                and edit not in found
                and not is_half_turned(sentence, edit, end)
                and gives_nothing_away(material, sentence, prompt, edit)
            ):
                found[edit] = end
    return sorted(found.items(), key=lambda place: (-place[0].weight, place[1]))[:TRIED]


def joined(
    sentence: Sentence,
    following: Sentence,
    prompt: str,
    one: tuple[Edit, int],
    other: tuple[Edit, int],
    name: str,
) -> Candidate | None:
    """Propose two sentences, each with its place and where it may end; None if they are too long together."""
    firsts = [turned(sentence, opening(sentence), one[1], chosen) for chosen in ((), (one[0],))]
    seconds = [turned(following, opening(following), other[1], chosen) for chosen in ((), (other[0],))]
    order = ((0, 0), (1, 0), (0, 1), (1, 1))
    texts = [f"{capital(firsts[a])}. {capital(seconds[b])}." for a, b in order]
    length = len(texts[0].split())
    if length > LONGEST_TOGETHER or len(set(texts)) < len(texts):
        return None
    evidence = (sentence.evidence, following.evidence)
    whys = reasons(sentence, one[0], other[0], following)
    options = [Option(text, why, evidence) for text, why in zip(texts, whys, strict=True)]
    quality = 0.5 * (one[0].weight + other[0].weight) / 2 + 0.33 - 0.006 * max(length - 16, 0)
    turns = frozenset(
        (place.evidence, edit.start, edit.new) for place, edit in ((sentence, one[0]), (following, other[0]))
    )
    return Candidate(name, sentence, prompt, options[0], tuple(options[1:]), quality, turned=turns)
