"""Relations of English words: same meaning, opposite, derived form, kind of. From WordNet 3.0.

The data are in `data/wordnet.txt.gz` (made by `bench/build_wordnet.py`), the licence beside it.
"""

import gzip
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

_FILE = Path(__file__).parent / "data" / "wordnet.txt.gz"
_lock = Lock()

ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z"), ("men", "man"),
    ("s", ""), ("es", "e"), ("es", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("est", ""), ("est", "e"), ("er", ""), ("er", "e"), ("'s", ""),
)  # fmt: skip
"""Regular endings and what stands for them in the base form (WordNet's own rules of detachment)."""

_BY_LETTER = {
    letter: tuple((ending, instead) for ending, instead in ENDINGS if ending[-1] == letter)
    for letter in {ending[-1] for ending, _ in ENDINGS}
}
"""The same by their last letters: most words end in none of those."""


FIELDS = 7
"""What a line has of a word, each field a list: senses, opposites, derived forms; and what would take long to look up
for every word: kinds (what lies above its senses), similar senses, senses of the derived forms, opposites of the word
and its derived forms.
"""

_NOTHING = "\t" * (FIELDS - 1)


@dataclass(frozen=True)
class _Tables:
    words: dict[str, str]
    synsets: dict[str, str]
    irregular: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    parts = iter((tables.words, tables.synsets, tables.irregular))
    current: dict[str, str] = {}
    for line in gzip.decompress(_FILE.read_bytes()).decode().split("\n"):
        if line.startswith("#"):
            current = next(parts)
            continue
        key, _, rest = line.partition("\t")
        current[key] = rest
    return tables


def _loaded() -> _Tables:
    with _lock:
        return _tables()


@dataclass(frozen=True)
class Entry:
    """What is known of a word: its senses (the commonest first), its opposites and its derived forms."""

    senses: tuple[str, ...] = ()
    opposites: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def base_forms(word: str) -> tuple[str, ...]:
    """Give the dictionary forms that a lower-case word may stand for ("went" → "go"), itself first."""
    tables = _loaded()
    return forms_among(tables.words, tables.irregular, word)


def forms_among(words: Container[str], irregular: Mapping[str, str], word: str) -> tuple[str, ...]:
    """Give those of some words that a word may be a form of, by regular endings and a table of irregular forms."""
    found = [word] if word in words else []
    if word in irregular:
        found.append(irregular[word])
    for ending, instead in _BY_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + instead
            doubled = not instead and len(stem) > 3 and stem[-1] == stem[-2]
            for form in (stem, stem[:-1]) if doubled else (stem,):
                if form in words and form not in found:
                    found.append(form)
    return tuple(found)


def is_known(word: str) -> bool:
    """Whether the dictionary has the word or a form of it."""
    return bool(base_forms(word.lower()))


_AFTER = frozenset("and are for from that the this with which".split())
"""Small words that stand at the end of what has run together: "motilitythe"."""


@lru_cache(maxsize=20_000)
def is_run_together(word: str) -> bool:
    """Whether a lower-case word is two that have lost the dash or space between them: "canalsone", "biopsiesremoving".

    The dictionary has neither it nor its parts as one; the first is a plural, or the second a small word.
    """
    if not word.isalpha() or is_known(word):
        return False
    for place in range(4, len(word) - 2):
        first, second = word[:place], word[place:]
        plural = first.endswith("s") and not first.endswith("ss")
        if is_known(first) and (second in _AFTER or (plural and (second == "one" or second.endswith("ing")))):
            return True
    return False


@lru_cache(maxsize=20_000)
def _fields(word: str) -> tuple[str, ...]:
    """Give what the dictionary has of a lower-case word and all forms it may stand for, a text a field."""
    words = _loaded().words
    lines = [words.get(form, _NOTHING) for form in base_forms(word)] or [_NOTHING]
    if len(lines) == 1:
        return tuple(lines[0].split("\t"))
    fields = "\t".join(lines).split("\t")
    return tuple(" ".join(fields[place::FIELDS]) for place in range(FIELDS))


@lru_cache(maxsize=20_000)
def entry(word: str) -> Entry:
    """Give what is known of a lower-case word and of the dictionary forms it may stand for."""
    senses, against, derived = (field.split() for field in _fields(word)[:3])
    return Entry(tuple(dict.fromkeys(senses)), frozenset(against), frozenset(derived))


def part_of_speech(word: str) -> str:
    """Give the letter of a lower-case word's commonest sense (n, v, a, r), or nothing."""
    return _fields(word)[0].lstrip()[:1]


class _Surroundings(NamedTuple):
    """A word in the dictionary: its forms and senses, and what is one step away."""

    forms: frozenset[str]
    senses: frozenset[str]
    derived: frozenset[str]
    derived_senses: frozenset[str]
    kinds: frozenset[str]
    similar: frozenset[str]


@lru_cache(maxsize=20_000)
def _around(word: str) -> _Surroundings:
    senses, _, derived, kinds, similar, derived_senses, _ = _fields(word)
    parts = (senses, derived, derived_senses, kinds, similar)
    return _Surroundings(frozenset(base_forms(word)), *(frozenset(part.split()) for part in parts))


@lru_cache(maxsize=20_000)
def surroundings(word: str) -> frozenset[str]:
    """Give the forms, senses and kinds in and around a lower-case word; unrelated words share none."""
    senses, _, derived, kinds, similar, derived_senses, _ = _fields(word)
    near = " ".join((senses, derived, kinds, similar, derived_senses)).split()
    return frozenset((*near, *base_forms(word)))


def relatedness(one: str, other: str) -> float:
    """Say how close two lower-case words are in the dictionary: 1 same form or sense, 0 unrelated.

    0.9 derived form, 0.8 similar adjective or derived synonym, 0.7 one is a kind of the other, 0.4 two kinds
    of the same thing.
    """
    if one == other:
        return 1.0
    if surroundings(one).isdisjoint(surroundings(other)):
        return 0.0
    here, there = _around(one), _around(other)
    if here.forms & there.forms or here.senses & there.senses:
        return 1.0
    if here.derived & there.forms or there.derived & here.forms:
        return 0.9
    if here.similar & there.senses or there.similar & here.senses:
        return 0.8
    if here.derived_senses & there.senses or there.derived_senses & here.senses:
        return 0.8
    if here.kinds & there.senses or there.kinds & here.senses:
        return 0.7
    return 0.4 if here.kinds & there.kinds else 0.0


@lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """Give the dictionary forms that are opposites of a lower-case word or of its derived forms."""
    return frozenset(_fields(word)[6].split())


@lru_cache(maxsize=20_000)
def family(word: str) -> frozenset[str]:
    """Give the dictionary forms of a lower-case word, with its derived forms."""
    return frozenset((*base_forms(word), *_fields(word)[2].split()))


@lru_cache(maxsize=20_000)
def ancestors(word: str, steps: int, senses: int = 2) -> frozenset[str]:
    """Give the commonest noun senses of a lower-case word and what lies up to ``steps`` above them."""
    level = set([sense for sense in entry(word).senses if sense.startswith("n")][:senses])
    found, synsets = set(level), _loaded().synsets
    for _ in range(steps):
        level = {up for sense in level for up in synsets.get(sense, "").split()} - found
        found |= level
    return frozenset(found)
