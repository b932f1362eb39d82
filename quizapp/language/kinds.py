"""Which nouns name things of the same kind: so that a wrong option is as plausible as the right one."""

from functools import lru_cache

from quizapp.language.vectors import vector
from quizapp.language.wordnet import ancestors, base_forms

_TOO_WIDE = frozenset(
    ("entity", "abstraction", "object", "whole", "matter", "attribute", "event", "act", "state", "being", "relation",
     "group", "artifact", "unit", "cognition", "communication", "psychological")
)  # fmt: skip
"""Kinds that hold so much that sharing one says nothing."""

ALIKE = 0.30
"""Cosine of word vectors from which on two nouns are taken to be of a kind."""


@lru_cache(maxsize=20_000)
def kinds(noun: str) -> frozenset[str]:
    """Give the kinds of things that a lower-case noun may name: everything above its commonest senses."""
    wide = frozenset(sense for word in _TOO_WIDE for sense in ancestors(word, 0))
    return frozenset().union(*(ancestors(form, 4) for form in base_forms(noun))) - wide


@lru_cache(maxsize=20_000)
def names_person(noun: str) -> bool:
    """Whether the commonest sense of a lower-case noun is a person."""
    person = ancestors("person", 0, senses=1)
    return any(person & ancestors(form, 6, senses=1) for form in base_forms(noun))


@lru_cache(maxsize=20_000)
def names_body(noun: str) -> bool:
    """Whether the commonest sense of a lower-case noun is a body of persons: an agency, a court, a family."""
    body = (
        ancestors("organization", 0, senses=1)
        | ancestors("people", 0, senses=1)
        | ancestors("agency", 0, senses=1)
    )
    return any(body & ancestors(form, 6, senses=1) for form in base_forms(noun))


@lru_cache(maxsize=50_000)
def likeness(one: str, other: str) -> float:
    """Say how alike the kinds of two lower-case nouns are, from 0 to about 1: shared kinds, and closeness in use."""
    shared = 0.25 if kinds(one) & kinds(other) else 0.0
    return shared + max(float(vector(one) @ vector(other)), 0.0)
