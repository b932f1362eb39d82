"""The FAQ's own question: a sentence of its answer, against other sentences about it that are turned round.

All options are about what is asked and come from the document, most of them from the same answer; only one says what
the source says. Nothing on the surface tells which.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from quizapp.generate.asking import asked, is_clear
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import length_fits
from quizapp.generate.edit import Edit
from quizapp.generate.edits import edits
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import stands_alone
from quizapp.generate.trim import opening
from quizapp.generate.turning import cuts, gives_nothing_away, turned
from quizapp.generate.wording import capital, quoted
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage

NAME = "best-answer"
VARIANTS = 2
"""Sets of wrong answers that are proposed for one sentence."""

CLOSE = 3
"""Words that every wrong answer must share with the question when none is of the same answer."""

LOOKED_AT = 9
"""Wrong answers, best first, that are combined."""
MOST_SHARED = 0.5
"""Share of their words that two options may have in common."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence as the answer of its FAQ question, if others near to it can be turned round."""
    prompt = prompt_of(sentence)
    possible = cuts(sentence)
    if not prompt or not possible:
        return
    key = capital(_said(sentence, possible[-1]))
    found = []
    for other in _near(material, sentence):
        edit, text = _turned(material, other, len(key))
        if edit is None or not length_fits(key, text) or _share(key, text):
            continue
        if gives_nothing_away(material, other, prompt, edit):
            found.append((edit, text, other))
    for _ in range(VARIANTS):
        chosen = _choose(key, found, chance, sentence)
        if not chosen:
            return
        yield _candidate(sentence, prompt, key, chosen)
        found = [entry for entry in found if entry is not chosen[0]]


def prompt_of(sentence: Sentence) -> str:
    """Ask the FAQ question, and for the answer of the document; "" where it is not clear."""
    question = sentence.passage.question
    return asked(question, "Which answer agrees with the document?") if is_clear(question) else ""


def _near(material: Material, sentence: Sentence) -> list[Sentence]:
    """Give the other sentences of the answer, and those of answers nearby that speak of what is asked."""
    asks = frozenset(content_stems(sentence.passage.question))
    if sentence.place > 2 and asks.isdisjoint(sentence.stems):
        return []
    telling = {name for name in asks if material.is_telling(name)}
    found = []
    for other in material.prose_around(material.block(sentence)):
        own = other.passage is sentence.passage
        if other is sentence or not (
            own or (not telling.isdisjoint(other.stems) and _names_its_subject(other))
        ):
            continue
        if stands_alone(material, other):
            found.append(other)
    return found


def _names_its_subject(sentence: Sentence) -> bool:
    """Whether a sentence of another answer tells what it is about: no "the program" of which nobody knows which."""
    opening = sentence.phrases[0] if sentence.phrases else None
    return opening is not None and (opening.named or opening.determiner.lower() not in ("the", "our"))


def _said(sentence: Sentence, end: int) -> str:
    return " ".join(sentence.text[opening(sentence) : end].split())


def _turned(material: Material, sentence: Sentence, length: int) -> tuple[Edit | None, str]:
    """Turn a sentence round at its best place, cut to about so many characters."""
    nearest = sorted(cuts(sentence), key=lambda end: abs(end - opening(sentence) - length))
    for end in nearest:
        usable = [
            edit for edit in edits(material, sentence) if opening(sentence) <= edit.start and edit.end <= end
        ]
        if usable:
            best = max(usable, key=lambda edit: (edit.weight, -edit.start))
            return best, capital(turned(sentence, opening(sentence), end, (best,)))
    return None, ""


def _share(one: str, other: str) -> bool:
    here, there = set(content_stems(one)), set(content_stems(other))
    return len(here & there) > MOST_SHARED * min(len(here), len(there))


def _choose(
    key: str, found: Sequence[tuple[Edit, str, Sentence]], chance: Chance, sentence: Sentence
) -> list[tuple[Edit, str, Sentence]]:
    """Choose three, or two, that are unlike each other; chance says how many are shorter and farther than the key."""
    own = sentence.passage
    asks = set(content_stems(own.question))
    best = sorted(found, key=lambda entry: -_merit(entry[0], entry[2], own))[:LOOKED_AT]
    for size in (3, 2):
        sets = [
            list(chosen)
            for chosen in combinations(best, size)
            if not any(_share(one[1], other[1]) for one, other in combinations(chosen, 2))
        ]
        sets = [chosen for chosen in sets if any(other.passage is own for _, _, other in chosen)] or [
            chosen for chosen in sets if all(len(asks & other.stems) >= CLOSE for _, _, other in chosen)
        ]
        if sets:
            ranks = [int(chance.number(about, key) * (size + 1)) for about in ("length", "overlap")]
            return min(sets, key=lambda chosen: _misplaced(key, asks, chosen, ranks))
    return []


def _misplaced(
    key: str, asks: set[str], chosen: Sequence[tuple[Edit, str, Sentence]], ranks: Sequence[int]
) -> int:
    """Say how far the key is from the places that chance gave it, by length and by words shared with the question."""
    own = len(asks & set(content_stems(key)))
    shorter = sum(len(text) < len(key) for _, text, _ in chosen)
    nearer = sum(len(asks & set(content_stems(text))) < own for _, text, _ in chosen)
    return abs(shorter - ranks[0]) + abs(nearer - ranks[1])


def _merit(edit: Edit, other: Sentence, own: Passage) -> float:
    """Say how good a wrong answer is: one of the same FAQ answer, with an edit that does not show."""
    return edit.weight + (0.3 if other.passage is own else 0.0)


def _candidate(
    sentence: Sentence, prompt: str, key: str, chosen: list[tuple[Edit, str, Sentence]]
) -> Candidate:
    right = Option(key, f"So says the source: {quoted(sentence.text)}", (sentence.evidence,))
    wrong = tuple(
        Option(
            text, f"The source says “{edit.old}”, not “{edit.new}”: {quoted(other.text)}", (other.evidence,)
        )
        for edit, text, other in chosen
    )
    weight = sum(edit.weight for edit, _, _ in chosen) / len(chosen)
    own = sum(other.passage is sentence.passage for _, _, other in chosen) / len(chosen)
    quality = 0.32 + 0.35 * weight + 0.1 * own + (0.08 if len(chosen) > 2 else 0.0)
    return Candidate(NAME, sentence, prompt, right, wrong, quality)
