"""What the answer of a FAQ question says: a statement of it, against statements of the answer that are turned round.

All options are about what is asked and speak with the words of the answer; only one says what the source says. Up to
two options may be versions of one statement, right and wrong or both wrong, so that nothing on the surface tells which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from quizapp.generate.asking import asks_what_is_said, is_answer, is_clear
from quizapp.generate.attacks import is_negated
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.edit import Edit
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import salience, stands_alone
from quizapp.generate.trim import opening
from quizapp.generate.turning import cuts, gives_nothing_away, turned
from quizapp.generate.versions import go_together, versions
from quizapp.generate.wording import capital, quoted
from quizapp.language.words import content_stems

NAME = "best-answer"

ANSWERS = 0.42
"""Salience from which on a sentence behind the first is taken for an answer of its FAQ question."""

VERSIONS = 3
"""Wrong versions of one statement that are looked at."""

OF_ONE = 2
"""Wrong answers that may be versions of one statement."""

LOOKED_AT = 10
"""Wrong answers, best first, that are combined."""

LONGER = 1.8
"""How much longer one option may be than another."""

MOST_SHARED = 0.5
"""Share of their words that two statements may have in common."""


@dataclass(frozen=True)
class _Wrong:
    """A statement of the answer that is turned round at one place."""

    edit: Edit
    text: str
    sentence: Sentence


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence as what its FAQ answer says, if it and others of the answer can be turned round."""
    possible = cuts(sentence)
    question = sentence.passage.question
    if (
        not possible
        or not is_clear(question)
        or not is_answer(sentence)
        or (sentence.place and salience(sentence) < ANSWERS)
    ):
        return
    prompt = asks_what_is_said(question)
    key = capital(" ".join(sentence.text[opening(sentence) : possible[-1]].split()))
    found: list[_Wrong] = []
    for other in material.by_passage[sentence.passage.id]:
        if other is sentence or stands_alone(material, other):
            found += _versions(material, other, prompt, key, sentence)
    for chosen in _sets(key, found, sentence, chance):
        yield _candidate(sentence, prompt, key, chosen)


def _versions(
    material: Material, other: Sentence, prompt: str, key: str, sentence: Sentence
) -> Iterator[_Wrong]:
    """Give the wrong versions of a statement, cut to about the length of the key, the best first."""
    begin = opening(other)
    possible = cuts(other)
    if other is sentence:
        possible = possible[-1:]
    for end in sorted(possible, key=lambda end: abs(end - begin - len(key))):
        usable = [
            edit
            for edit in versions(material, other)
            if begin <= edit.start and edit.end <= end and gives_nothing_away(material, other, prompt, edit)
        ]
        texts = [(edit, capital(turned(other, begin, end, (edit,)))) for edit in usable]
        texts = [(edit, text) for edit, text in texts if _length_fits(key, text)]
        if texts and (other is sentence or not _share(key, texts[0][1])):
            yield from (_Wrong(edit, text, other) for edit, text in texts[:VERSIONS])
            return


def _length_fits(key: str, text: str) -> bool:
    shorter, longer = sorted((len(key), len(text)))
    return longer <= LONGER * shorter


def _share(one: str, other: str) -> bool:
    here, there = set(content_stems(one)), set(content_stems(other))
    return len(here & there) > MOST_SHARED * min(len(here), len(there))


def _sets(key: str, found: Sequence[_Wrong], sentence: Sentence, chance: Chance) -> list[tuple[_Wrong, ...]]:
    """Give the best set of wrong answers of each shape: with a version of the key or not, and of each size.

    Where several would do, chance says how many are shorter than the key.
    """
    best: dict[tuple[int, bool], tuple[float, tuple[_Wrong, ...]]] = {}
    ordered = sorted(found, key=lambda wrong: -wrong.edit.weight)[:LOOKED_AT]
    wanted = chance.number("length", key)
    for size in (3, 2):
        for chosen in islice(combinations(ordered, size), 200):
            own = sum(wrong.sentence is sentence for wrong in chosen)
            if own > 1 or own == size or not _is_mixed(chosen, sentence) or _is_alone(key, chosen):
                continue
            shorter = sum(len(wrong.text) < len(key) for wrong in chosen)
            merit = sum(wrong.edit.weight for wrong in chosen) / size
            merit -= 0.1 * abs(shorter - int(wanted * (size + 1)))
            shape = (size, own > 0)
            if shape not in best or merit > best[shape][0]:
                best[shape] = (merit, chosen)
    return [chosen for _, chosen in best.values()]


def _is_mixed(chosen: Sequence[_Wrong], sentence: Sentence) -> bool:
    """Whether the wrong answers come from other statements, none used more than twice, and unlike each other."""
    for one, other in combinations(chosen, 2):
        if one.sentence is other.sentence:
            if not go_together(one.edit, other.edit):
                return False
        elif one.sentence is not sentence and other.sentence is not sentence and _share(one.text, other.text):
            return False
    count = [wrong.sentence for wrong in chosen]
    return all(count.count(used) <= OF_ONE for used in count)


def _is_alone(key: str, chosen: Sequence[_Wrong]) -> bool:
    """Whether the key alone is negated, or alone is not."""
    return all(is_negated(wrong.text) != is_negated(key) for wrong in chosen)


def _candidate(sentence: Sentence, prompt: str, key: str, chosen: Sequence[_Wrong]) -> Candidate:
    right = Option(key, f"So says the source: {quoted(sentence.text)}", (sentence.evidence,))
    wrong = tuple(
        Option(
            one.text,
            f"The source says “{one.edit.old}”, not “{one.edit.new}”: {quoted(one.sentence.text)}",
            (one.sentence.evidence,),
        )
        for one in chosen
    )
    weight = sum(one.edit.weight for one in chosen) / len(chosen)
    quality = 0.36 + 0.35 * weight + (0.08 if len(chosen) > 2 else 0.0)
    turns = frozenset((one.sentence.evidence, one.edit.start, one.edit.new) for one in chosen)
    return Candidate(NAME, sentence, prompt, right, wrong, quality, turned=turns)
