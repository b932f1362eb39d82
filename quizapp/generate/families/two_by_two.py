"""Two-by-two statements: two places of a true sentence, each as in the source or turned round.

The four options are equally long, share their words, and none is the centre of the others, so that nothing on the
surface tells the key. After `design`: both as in the source, the first turned, the second turned, both turned.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from quizapp.generate.asking import asked_about
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.edit import Edit, denies, turns_all
from quizapp.generate.edits import edits
from quizapp.generate.families.joined import LENGTHENED, propose_joined
from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import opening
from quizapp.generate.turning import LONGEST_OPTION, end_behind, gives_nothing_away, reasons, turned
from quizapp.generate.wording import capital
from quizapp.language.phrases import FINITE

NAME = "two-by-two"
LENGTHENS = 0.2
"""What others lose of their quality when both edits make them longer."""

_APART = 1
"""Tokens that must stand between two places."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose the pairs of places of a sentence that can be turned round each on its own."""
    may_lengthen = chance.number("length", sentence.text) < LENGTHENED
    for one, other in combinations(edits(material, sentence), 2):
        if other.first - one.last < _APART or one.new == other.new:
            continue
        if denies(one) and denies(other):
            continue
        if (turns_all(one) or turns_all(other)) and not _are_in_two_clauses(sentence, one, other):
            continue
        candidate = _candidate(material, sentence, one, other)
        if candidate and len(one.new) > len(one.old) and len(other.new) > len(other.old) and not may_lengthen:
            candidate = replace(candidate, quality=candidate.quality - LENGTHENS)
        if candidate:
            yield candidate
    yield from propose_joined(material, sentence, NAME, chance)


def _are_in_two_clauses(sentence: Sentence, one: Edit, other: Edit) -> bool:
    """Whether "and", "but" or ";" parts two edits, with a finite verb on each side: they belong to two statements."""
    tokens = sentence.tokens
    for place in range(one.last, other.first + 1):
        if tokens[place].text != ";" and not (
            tokens[place].low in ("and", "but") and tokens[place - 1].text == ","
        ):
            continue
        subject = next((phrase for phrase in sentence.phrases if phrase.first == place + 1), None)
        own = tokens[subject.last if subject else place + 1 : (subject.last if subject else place + 1) + 3]
        if any(t.tag in FINITE for t in tokens[:place]) and any(t.tag in FINITE for t in own):
            return True
    return False


def _candidate(material: Material, sentence: Sentence, one: Edit, other: Edit) -> Candidate | None:
    begin = opening(sentence)
    end = end_behind(sentence, other.last)
    if end is None or one.start < begin:
        return None
    prompt, start = asked_about(sentence, begin, _place(sentence, one), end, LONGEST_OPTION)
    if not prompt:
        return None
    if not all(gives_nothing_away(material, sentence, prompt, edit) for edit in (one, other)):
        return None
    texts = [turned(sentence, start, end, chosen) for chosen in ((), (one,), (other,), (one, other))]
    texts = texts if prompt.endswith("”") else [capital(text) for text in texts]
    if len({text.lower() for text in texts}) < len(texts):
        return None
    whys = reasons(sentence, one, other)
    options = [Option(text, why, (sentence.evidence,)) for text, why in zip(texts, whys, strict=True)]
    length = len(texts[0].split())
    quality = 0.5 * (one.weight + other.weight) / 2 + 0.38 - 0.006 * max(length - 10, 0)
    turns = frozenset((sentence.evidence, edit.start, edit.new) for edit in (one, other))
    return Candidate(
        NAME,
        sentence,
        prompt,
        options[0],
        tuple(options[1:]),
        quality,
        turned=turns,
        told=start if start > begin else 0,
    )


def _place(sentence: Sentence, edit: Edit) -> int:
    """Give where the words of an edit begin, with an article before them."""
    before = sentence.tokens[edit.first - 1] if edit.first else None
    if before and sentence.tokens[edit.first].tag in ("CC", "IN", "RB"):
        phrase = next((p for p in sentence.phrases if p.last == edit.first), None)
        return phrase.start if phrase else before.start
    return before.start if before and before.low in ("a", "an") else edit.start
