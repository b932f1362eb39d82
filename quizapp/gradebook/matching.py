"""Whose row in a file is whose score: by id, login, e-mail address or name, and nothing guessed in silence."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = ("id", "login", "e-mail address", "name")
"""What people are known by, the surest first."""


@dataclass(frozen=True)
class Known:
    """Somebody, by what is known of them ("" for what is not)."""

    name: str
    sis_id: str = ""
    login: str = ""
    email: str = ""

    def key(self, kind: str) -> str:
        """Give what stands for this person among ``kind``: the same however it was written; "" when not known."""
        if kind == "id":
            return self.sis_id.strip()
        if kind == "name":
            return " ".join(sorted(plain_words(self.name)))
        return (self.login if kind == "login" else self.email).strip().casefold()


@dataclass(frozen=True)
class Matching:
    """What came of it: (row, learner, by which kind) matched; rows nobody fits; rows in doubt with the reason.

    ``left`` are learners without a row. All are places in the lists that were compared.
    """

    matched: tuple[tuple[int, int, str], ...]
    nobody: tuple[int, ...]
    doubtful: tuple[tuple[int, str], ...]
    left: tuple[int, ...]


def match(rows: Sequence[Known], learners: Sequence[Known]) -> Matching:
    """Find the learner of every row. A row is in doubt when several fit, when what it says contradicts itself, and
    when another row says it is the same person.
    """
    places = {kind: by_key(learners, kind) for kind in KINDS}
    found: dict[int, tuple[int, str]] = {}
    nobody, doubtful = [], []
    for place, row in enumerate(rows):
        learner, by, doubt = learner_of(row, learners, places)
        if doubt:
            doubtful.append((place, doubt))
        elif learner is None:
            nobody.append(place)
        else:
            found[place] = (learner, by)
    claims = Counter(learner for learner, _ in found.values())
    for place, (learner, _) in list(found.items()):
        if claims[learner] > 1:
            doubtful.append((place, f"{claims[learner]} rows of the file fit {learners[learner].name}."))
            del found[place]
    taken = {learner for learner, _ in found.values()}
    return Matching(
        tuple((place, learner, by) for place, (learner, by) in found.items()),
        tuple(nobody),
        tuple(sorted(doubtful)),
        tuple(place for place in range(len(learners)) if place not in taken),
    )


def learner_of(
    row: Known, learners: Sequence[Known], places: dict[str, dict[str, list[int]]]
) -> tuple[int | None, str, str]:
    """Give the learner of a row and by what it was found, or why it is in doubt."""
    hits = [(kind, found) for kind in KINDS if (key := row.key(kind)) and (found := places[kind].get(key))]
    if not hits:
        return None, "", ""
    kind, fitting = hits[0]
    if len(fitting) > 1:
        return None, "", f"{len(fitting)} learners have the {kind} {shown(row, kind)}."
    chosen = fitting[0]
    for other, found in hits[1:]:
        if chosen not in found and other != "name":
            names = f"{learners[chosen].name}, the {other} says {learners[found[0]].name}"
            return None, "", f"The {kind} says {names}."
    if kind == "name":
        for other in KINDS[:-1]:
            mine, theirs = row.key(other), learners[chosen].key(other)
            if mine and theirs and mine != theirs:
                return None, "", f"The name fits, but the {other} is {theirs} here and {mine} in the file."
    return chosen, kind, ""


def by_key(learners: Sequence[Known], kind: str) -> dict[str, list[int]]:
    """Give the places of learners by what they are known by."""
    found: dict[str, list[int]] = {}
    for place, learner in enumerate(learners):
        if key := learner.key(kind):
            found.setdefault(key, []).append(place)
    return found


def shown(row: Known, kind: str) -> str:
    """Give what a row says, as it stands there."""
    return {"id": row.sis_id, "login": row.login, "e-mail address": row.email, "name": row.name}[kind]


def plain_words(name: str) -> list[str]:
    """Give the words of a name without case, accents and punctuation, so that "Núñez, Ana" is "Ana Nunez"."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in kept.replace("'", "")).split()
