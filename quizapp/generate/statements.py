"""A true statement against statements of the source that are turned round at one place.

Up to two options may be versions of one statement, right and wrong or both wrong, so that nothing on the surface tells
which is the key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from quizapp.generate.attacks import is_negated, nearness, rareness
from quizapp.generate.candidate import Candidate, Option
from quizapp.generate.chance import Chance
from quizapp.generate.denials import contradictions, denials
from quizapp.generate.distractors import unlike
from quizapp.generate.edit import Edit
from quizapp.generate.material import Material, Sentence
from quizapp.generate.trim import balanced, is_whole, opening
from quizapp.generate.turning import (
    LONGEST_OPTION,
    SHORTEST_OPTION,
    cuts,
    gives_nothing_away,
    is_half_turned,
    turned,
)
from quizapp.generate.versions import go_together
from quizapp.generate.wording import capital, quoted, without_also
from quizapp.language.words import content_stems

VERSIONS = 3
"""Wrong versions of one statement that are looked at."""

OF_ONE = 2
"""Wrong answers that may be versions of one statement."""

LOOKED_AT = 9
"""Wrong answers, best first, that are combined."""

LONGER = 1.8
"""How much longer than the key a wrong version may be, or the key than it."""

MOST_LONGER = 2.2
"""How much longer one option may be than another."""

MEASURES = ("nearness", "length", "rareness")
"""By what a guesser may tell options apart."""

BALANCE = 0.2
"""What a set loses for each wrong answer too many, or too few, that is ahead of the key by a measure."""

MOST_SHARED = 0.5
"""Share of their words that two statements may have in common."""


@dataclass(frozen=True)
class Said:
    """A statement of the source as an option: turned round at one place (``edit``), or as it stands there.

    ``weight`` says from 0 to 1 how good a distractor it is.
    """

    text: str
    sentence: Sentence
    weight: float
    edit: Edit | None = None

    @cached_property
    def traits(self) -> tuple[bool, ...]:
        """Whether it has each of the traits by which one option may stand out."""
        return _traits(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return _stems(self.text)


@lru_cache(maxsize=5_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


@lru_cache(maxsize=5_000)
def _traits(text: str) -> tuple[bool, ...]:
    return is_negated(text), any(char.isdigit() for char in text)


def key_text(sentence: Sentence, longest: int = LONGEST_OPTION) -> str:
    """Give a sentence as the right option; "" where it is longer than so many words, or says too little, to be one."""
    possible = cuts(sentence, longest=longest)
    return _shown(sentence.text[opening(sentence) : possible[-1]]) if possible else ""


def _shown(text: str) -> str:
    return capital(without_also(" ".join(text.split())))


def wrong_versions(
    material: Material,
    other: Sentence,
    prompt: str,
    key: str,
    is_own: bool,
) -> Sequence[Said]:
    """Give the wrong versions of a statement, cut to about the length of the key, the best first.

    ``is_own`` says that it is the statement of the key, which is cut where the key is.
    """
    begin = opening(other)
    possible = cuts(other)[-1:] if is_own else cuts(other)
    own = _stems(key)
    for end in sorted(possible, key=lambda end: abs(end - begin - len(key))):
        usable = [
            edit
            for edit in denials(material, other)
            if begin <= edit.start and edit.end <= end and gives_nothing_away(material, other, prompt, edit)
        ]
        texts = [(edit, _shown(turned(other, begin, end, (edit,)))) for edit in usable]
        plain = _shown(turned(other, begin, end, ()))
        texts = [
            (edit, text)
            for edit, text in texts
            if text != plain and _length_fits(key, text) and not is_half_turned(other, edit, end)
        ]
        if texts and (is_own or not _share(own, _stems(texts[0][1]))):
            return [Said(text, other, edit.weight, edit) for edit, text in texts[:VERSIONS]]
    return ()


def wrong_beginnings(material: Material, sentence: Sentence, prompt: str) -> list[Said]:
    """Give what plainly contradicts a statement, the best first, cut behind the place that is turned round.

    What goes on behind it ("…, so …", "…, and …") may not go with a denial.
    """
    begin = opening(sentence)
    found = []
    for edit in contradictions(material, sentence):
        end = _end_behind(sentence, edit)
        if end is None or edit.start < begin or is_half_turned(sentence, edit, end):
            continue
        if gives_nothing_away(material, sentence, prompt, edit):
            text, plain = (_shown(turned(sentence, begin, end, chosen)) for chosen in ((edit,), ()))
            if text != plain:
                found.append(Said(text, sentence, edit.weight, edit))
    return found


_ADDING = frozenset("when while where after before as because with most and but or so which who".split())
"""Words behind a comma that add to what a statement says before it."""


def _end_behind(sentence: Sentence, edit: Edit) -> int | None:
    """Give the first place behind an edit at which a sentence may end; None where there is none."""
    tokens, begin = sentence.tokens, opening(sentence)
    usual = next((end for end in cuts(sentence) if end >= edit.end), None)
    for place in range(edit.last, len(tokens) - 1):
        if tokens[place].text == ",":
            end = tokens[place - 1].end
            text = sentence.text[begin:end]
            adds = tokens[place + 1].low in _ADDING and len(text.split()) >= SHORTEST_OPTION
            fits = adds and balanced(text) and is_whole(sentence, begin, end)
            return end if usual is not None and fits and end < usual else usual
    return usual


def _length_fits(key: str, text: str, most: float = LONGER) -> bool:
    shorter, longer = sorted((len(key), len(text)))
    return longer <= most * shorter


def _share(here: frozenset[str], there: frozenset[str]) -> bool:
    return len(here & there) > MOST_SHARED * min(len(here), len(there))


def distractor_sets(
    key: str,
    prompt: str,
    found: Sequence[Said],
    sentence: Sentence,
    chance: Chance,
    most: int,
    common: frozenset[str] = frozenset(),
) -> list[tuple[Said, ...]]:
    """Give the best sets of wrong answers of each shape: of each size, with a version of the key or not, with or
    without one that is nearer to the prompt than the key.

    Where several would do, chance says how many are longer than the key, nearer to the prompt, or of rarer words. Sets
    of one shape, ``most`` of them, have at most one wrong answer in common. ``common`` are stems that all may share.
    """
    shapes: dict[tuple[int, bool, bool], list[tuple[float, tuple[Said, ...]]]] = {}
    ordered = sorted(found, key=lambda wrong: -wrong.weight)[:LOOKED_AT]
    ahead = _ahead(key, prompt, ordered)
    traits = _traits(key)
    for size in (3, 2):
        wanted = [int(chance.number(about, key) * (size + 1)) for about in MEASURES]
        may_stand_out = [chance.number(about, key) * (size + 1) < 1 for about in ("negated", "numbered")]
        for chosen in _mixed(ordered, sentence, size, common):
            lengths = [len(key), *(len(said.text) for said in chosen)]
            if max(lengths) > MOST_LONGER * min(lengths):
                continue
            if _one_stands_out(traits, chosen, may_stand_out) or _all_deny(traits, chosen):
                continue
            counts = [sum(counted) for counted in zip(*(ahead[wrong] for wrong in chosen), strict=True)]
            merit = sum(wrong.weight for wrong in chosen) / size
            merit -= BALANCE * sum(abs(count - aim) for count, aim in zip(counts, wanted, strict=True))
            has_own = any(wrong.sentence is sentence for wrong in chosen)
            shapes.setdefault((size, has_own, counts[0] > 0), []).append((merit, chosen))
    best = ([chosen for _, chosen in sorted(sets, key=lambda one: -one[0])] for sets in shapes.values())
    return [chosen for sets in best for chosen in unlike(sets, most)]


def _ahead(key: str, prompt: str, found: Sequence[Said]) -> dict[Said, tuple[bool, ...]]:
    """Say of each wrong answer by which of the measures it is ahead of the key."""
    texts = [key, *(wrong.text for wrong in found)]
    scores = (
        nearness(prompt, texts),
        [float(len(text)) for text in texts],
        [rareness(text) for text in texts],
    )
    rows = zip(*([score > own for score in others] for own, *others in scores), strict=True)
    return dict(zip(found, rows, strict=True))


def _mixed(
    ordered: Sequence[Said], sentence: Sentence, size: int, common: frozenset[str]
) -> Iterator[tuple[Said, ...]]:
    """Give the sets of wrong answers that go together: at most one of the statement of the key, others beside it.

    Not all are of one statement: two versions of another one would make the key stand out.
    """
    beside = {
        (id(one), id(other))
        for one, other in combinations(ordered, 2)
        if _go_beside(one, other, sentence, common)
    }
    for chosen in combinations(ordered, size):
        if all((id(one), id(other)) in beside for one, other in combinations(chosen, 2)):
            used = [wrong.sentence for wrong in chosen]
            if used.count(used[0]) <= OF_ONE and len(set(used)) > 1:
                yield chosen


def _go_beside(one: Said, other: Said, sentence: Sentence, common: frozenset[str]) -> bool:
    """Whether two wrong answers are unlike, or two versions of one statement that is not the one of the key."""
    if one.sentence is other.sentence:
        return one.sentence is not sentence and _two_versions(one, other)
    if sentence in (one.sentence, other.sentence):
        return True
    return not _share(one.stems - common, other.stems - common)


def _all_deny(key: tuple[bool, ...], chosen: Sequence[Said]) -> bool:
    """Whether every distractor only puts a "not" into what the source says, so that the key alone affirms."""
    return not key[0] and all(said.edit and said.edit.is_negation and said.traits[0] for said in chosen)


def _two_versions(one: Said, other: Said) -> bool:
    return one.edit is not None and other.edit is not None and go_together(one.edit, other.edit)


def _one_stands_out(key: tuple[bool, ...], chosen: Sequence[Said], may: Sequence[bool]) -> bool:
    """Whether one option has a trait that the others lack, or lacks it, and it is not the one that may.

    Were that never the key, or always, a guesser could use it; so chance says for each trait whether the key ``may``.
    """
    for place, key_may in enumerate(may):
        having = [key[place], *(wrong.traits[place] for wrong in chosen)]
        odd = [option for option, has in enumerate(having) if having.count(has) == 1]
        if len(odd) == 1 and (odd[0] == 0) != key_may:
            return True
    return False


def true_statement(sentence: Sentence, key: str, weight: float) -> Said | None:
    """Give a sentence as it stands as a distractor beside a key that is turned round; None where they are unlike."""
    text = key_text(sentence)
    if not text or not _length_fits(key, text, MOST_LONGER) or _share(_stems(key), _stems(text)):
        return None
    return Said(text, sentence, weight)


def option(said: Said) -> Option:
    """Give a statement as an option, with the words of the source that prove it."""
    quote = quoted(said.sentence.text)
    if said.edit is None:
        return Option(said.text, f"So says the source: {quote}", (said.sentence.evidence,))
    why = f"The source says “{said.edit.old}”, not “{said.edit.new}”: {quote}"
    return Option(said.text, why, (said.sentence.evidence,))


def _is_so(said: Said) -> Option:
    """Give a statement that is wrong only because the question asks for what is not so."""
    why = f"This is what the source says, so it contradicts nothing: {quoted(said.sentence.text)}"
    return Option(said.text, why, (said.sentence.evidence,))


def against(name: str, prompt: str, key: Said, chosen: Sequence[Said], quality: float) -> Candidate:
    """Propose a statement against others; the key is turned round, or they are."""
    turns = frozenset(
        (said.sentence.evidence, said.edit.start, said.edit.new) for said in (key, *chosen) if said.edit
    )
    wrong = tuple(option(said) if said.edit else _is_so(said) for said in chosen)
    return Candidate(name, key.sentence, prompt, option(key), wrong, quality, turned=turns)


def against_wrong(name: str, sentence: Sentence, prompt: str, key: str, chosen: Sequence[Said]) -> Candidate:
    """Propose a sentence, shown as ``key``, against wrong versions."""
    weight = sum(one.weight for one in chosen) / len(chosen)
    quality = 0.36 + 0.35 * weight + (0.08 if len(chosen) > 2 else 0.0)
    return against(name, prompt, Said(key, sentence, 1.0), chosen, quality)
