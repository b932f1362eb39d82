"""Relations of English words: same meaning, opposite, derived form, kind of. From WordNet 3.0.

The data are in `data/wordnet.txt.gz` (made by `bench/build_wordnet.py`), the licence beside it.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

_FILE = Path(__file__).parent / "data" / "wordnet.txt.gz"
_lock = Lock()

ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z"), ("men", "man"),
    ("s", ""), ("es", "e"), ("es", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("est", ""), ("est", "e"), ("er", ""), ("er", "e"), ("'s", ""),
)  # fmt: skip
"""Regular endings and what stands for them in the base form (WordNet's own rules of detachment)."""


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
    found = [word] if word in tables.words else []
    if word in tables.irregular:
        found.append(tables.irregular[word])
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + instead
            doubled = not instead and len(stem) > 3 and stem[-1] == stem[-2]
            for form in (stem, stem[:-1]) if doubled else (stem,):
                if form in tables.words and form not in found:
                    found.append(form)
    return tuple(found)


def is_known(word: str) -> bool:
    """Whether the dictionary has the word or a form of it."""
    return bool(base_forms(word.lower()))


@lru_cache(maxsize=20_000)
def entry(word: str) -> Entry:
    """Give what is known of a lower-case word and of the dictionary forms it may stand for."""
    words = _loaded().words
    senses: list[str] = []
    opposites: set[str] = set()
    derived: set[str] = set()
    for form in base_forms(word):
        keys, against, forms = words.get(form, "\t\t").split("\t")
        senses += [key for key in keys.split() if key not in senses]
        if against:
            opposites.update(against.split())
        if forms:
            derived.update(forms.split())
    return Entry(tuple(senses), frozenset(opposites), frozenset(derived))


@lru_cache(maxsize=20_000)
def _linked(sense: str) -> tuple[frozenset[str], frozenset[str]]:
    up, _, like = _loaded().synsets.get(sense, "\t").partition("\t")
    return frozenset(up.split()), frozenset(like.split())


@dataclass(frozen=True)
class _Surroundings:
    """A word in the dictionary: its forms and senses, what is one step away, and all of it in one set."""

    forms: frozenset[str]
    senses: frozenset[str]
    derived: frozenset[str]
    derived_senses: frozenset[str]
    kinds: frozenset[str]
    similar: frozenset[str]
    all: frozenset[str]


@lru_cache(maxsize=20_000)
def _around(word: str) -> _Surroundings:
    here, forms = entry(word), frozenset(base_forms(word))
    senses = frozenset(here.senses)
    near = [_linked(sense) for sense in here.senses]
    kinds = frozenset().union(*(up for up, _ in near))
    similar = frozenset().union(*(like for _, like in near))
    derived_senses = frozenset().union(*(entry(form).senses for form in here.derived))
    together = forms.union(senses, here.derived, derived_senses, kinds, similar)
    return _Surroundings(forms, senses, here.derived, derived_senses, kinds, similar, together)


def surroundings(word: str) -> frozenset[str]:
    """Give the forms, senses and kinds in and around a lower-case word; unrelated words share none."""
    return _around(word).all


def relatedness(one: str, other: str) -> float:
    """Say how close two lower-case words are in the dictionary: 1 same form or sense, 0 unrelated.

    0.9 derived form, 0.8 similar adjective or derived synonym, 0.7 one is a kind of the other, 0.4 two kinds
    of the same thing.
    """
    if one == other:
        return 1.0
    here, there = _around(one), _around(other)
    if here.all.isdisjoint(there.all):
        return 0.0
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
    family = set(base_forms(word)) | entry(word).derived
    return frozenset(other for form in family for other in entry(form).opposites)


@lru_cache(maxsize=20_000)
def family(word: str) -> frozenset[str]:
    """Give the dictionary forms of a lower-case word, with its derived forms."""
    return frozenset(base_forms(word)) | entry(word).derived


@lru_cache(maxsize=20_000)
def ancestors(word: str, steps: int, senses: int = 2) -> frozenset[str]:
    """Give the commonest noun senses of a lower-case word and what lies up to ``steps`` above them."""
    level = set([sense for sense in entry(word).senses if sense.startswith("n")][:senses])
    found = set(level)
    for _ in range(steps):
        level = {up for sense in level for up in _linked(sense)[0]} - found
        found |= level
    return frozenset(found)
