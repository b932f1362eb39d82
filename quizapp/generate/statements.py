"""A true statement against statements of the source that are turned round at one place.

Up to two options may be versions of one statement, right and wrong or both wrong, so that nothing on the surface tells
which is the key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from quizapp.generate.attacks import is_negated, nearness, rareness
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.distractors import unlike
from quizapp.generate.edit import Edit
from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import opening
from quizapp.generate.turning import cuts, gives_nothing_away, turned
from quizapp.generate.versions import go_together, versions
from quizapp.generate.wording import capital, quoted
from quizapp.language.words import content_stems

VERSIONS = 3
"""Wrong versions of one statement that are looked at."""

OF_ONE = 2
"""Wrong answers that may be versions of one statement."""

LOOKED_AT = 12
"""Wrong answers, best first, that are combined."""

LONGER = 1.8
"""How much longer one option may be than another."""

MEASURES = ("nearness", "length", "rareness")
"""By what a guesser may tell options apart."""

BALANCE = 0.2
"""What a set loses for each wrong answer too many, or too few, that is ahead of the key by a measure."""

MOST_SHARED = 0.5
"""Share of their words that two statements may have in common."""


@dataclass(frozen=True)
class Wrong:
    """A statement of the source that is turned round at one place."""

    edit: Edit
    text: str
    sentence: Sentence

    @cached_property
    def traits(self) -> tuple[bool, ...]:
        """Whether it has each of the traits by which one option may stand out."""
        return _traits(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(content_stems(self.text))


def _traits(text: str) -> tuple[bool, ...]:
    return is_negated(text), any(char.isdigit() for char in text)


def key_text(sentence: Sentence) -> str:
    """Give a sentence as the right option; "" where it is too long, or says too little, to be one."""
    possible = cuts(sentence)
    if any(token.low == "also" for token in sentence.tokens[:5]):
        return ""  # it goes on from what stands before it
    return capital(" ".join(sentence.text[opening(sentence) : possible[-1]].split())) if possible else ""


def wrong_versions(
    material: Material, other: Sentence, prompt: str, key: str, is_own: bool
) -> Sequence[Wrong]:
    """Give the wrong versions of a statement, cut to about the length of the key, the best first.

    ``is_own`` says that it is the statement of the key, which is cut where the key is.
    """
    begin = opening(other)
    possible = cuts(other)[-1:] if is_own else cuts(other)
    own = frozenset(content_stems(key))
    for end in sorted(possible, key=lambda end: abs(end - begin - len(key))):
        usable = [
            edit
            for edit in versions(material, other)
            if begin <= edit.start and edit.end <= end and gives_nothing_away(material, other, prompt, edit)
        ]
        texts = [(edit, capital(turned(other, begin, end, (edit,)))) for edit in usable]
        plain = capital(turned(other, begin, end, ()))
        texts = [(edit, text) for edit, text in texts if text != plain and _length_fits(key, text)]
        if texts and (is_own or not _share(own, frozenset(content_stems(texts[0][1])))):
            return [Wrong(edit, text, other) for edit, text in texts[:VERSIONS]]
    return ()


def _length_fits(key: str, text: str) -> bool:
    shorter, longer = sorted((len(key), len(text)))
    return longer <= LONGER * shorter


def _share(here: frozenset[str], there: frozenset[str]) -> bool:
    return len(here & there) > MOST_SHARED * min(len(here), len(there))


def wrong_sets(
    key: str, prompt: str, found: Sequence[Wrong], sentence: Sentence, chance: Chance
) -> list[tuple[Wrong, ...]]:
    """Give the best sets of wrong answers of each shape: of each size, with a version of the key or not, with or
    without one that is nearer to the prompt than the key.

    Where several would do, chance says how many are longer than the key, nearer to the prompt, or of rarer words. Sets
    of one shape have at most one wrong answer in common.
    """
    shapes: dict[tuple[int, bool, bool], list[tuple[float, tuple[Wrong, ...]]]] = {}
    ordered = sorted(found, key=lambda wrong: -wrong.edit.weight)[:LOOKED_AT]
    ahead = _ahead(key, prompt, ordered)
    traits = _traits(key)
    for size in (3, 2):
        wanted = [int(chance.number(about, key) * (size + 1)) for about in MEASURES]
        may_stand_out = [chance.number(about, key) * (size + 1) < 1 for about in ("negated", "numbered")]
        for chosen in _mixed(ordered, sentence, size):
            if _one_stands_out(traits, chosen, may_stand_out):
                continue
            counts = [sum(counted) for counted in zip(*(ahead[wrong] for wrong in chosen), strict=True)]
            merit = sum(wrong.edit.weight for wrong in chosen) / size
            merit -= BALANCE * sum(abs(count - aim) for count, aim in zip(counts, wanted, strict=True))
            has_own = any(wrong.sentence is sentence for wrong in chosen)
            shapes.setdefault((size, has_own, counts[0] > 0), []).append((merit, chosen))
    best = ([chosen for _, chosen in sorted(sets, key=lambda one: -one[0])] for sets in shapes.values())
    return [chosen for sets in best for chosen in unlike(sets)]


def _ahead(key: str, prompt: str, found: Sequence[Wrong]) -> dict[Wrong, tuple[bool, ...]]:
    """Say of each wrong answer by which of the measures it is ahead of the key."""
    texts = [key, *(wrong.text for wrong in found)]
    scores = (
        nearness(prompt, texts),
        [float(len(text)) for text in texts],
        [rareness(text) for text in texts],
    )
    rows = zip(*([score > own for score in others] for own, *others in scores), strict=True)
    return dict(zip(found, rows, strict=True))


def _mixed(ordered: Sequence[Wrong], sentence: Sentence, size: int) -> Iterator[tuple[Wrong, ...]]:
    """Give the sets of wrong answers that go together: at most one of the statement of the key, others beside it.

    Not all are of one statement: two versions of another one would make the key stand out.
    """
    beside = {
        (id(one), id(other)) for one, other in combinations(ordered, 2) if _go_beside(one, other, sentence)
    }
    for chosen in combinations(ordered, size):
        if all((id(one), id(other)) in beside for one, other in combinations(chosen, 2)):
            used = [wrong.sentence for wrong in chosen]
            if used.count(used[0]) <= OF_ONE and len(set(used)) > 1:
                yield chosen


def _go_beside(one: Wrong, other: Wrong, sentence: Sentence) -> bool:
    """Whether two wrong answers are unlike, or two versions of one statement that is not the one of the key."""
    if one.sentence is other.sentence:
        return one.sentence is not sentence and go_together(one.edit, other.edit)
    return sentence in (one.sentence, other.sentence) or not _share(one.stems, other.stems)


def _one_stands_out(key: tuple[bool, ...], chosen: Sequence[Wrong], may: Sequence[bool]) -> bool:
    """Whether one option has a trait that the others lack, or lacks it, and it is not the one that may.

    Were that never the key, or always, a guesser could use it; so chance says for each trait whether the key ``may``.
    """
    for place, key_may in enumerate(may):
        having = [key[place], *(wrong.traits[place] for wrong in chosen)]
        odd = [option for option, has in enumerate(having) if having.count(has) == 1]
        if len(odd) == 1 and (odd[0] == 0) != key_may:
            return True
    return False


def against(name: str, sentence: Sentence, prompt: str, key: str, chosen: Sequence[Wrong]) -> Candidate:
    """Propose a sentence against wrong answers."""
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
    return Candidate(name, sentence, prompt, right, wrong, quality, turned=turns)
