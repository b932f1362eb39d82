"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from quizapp.formats.banks.items import Option

WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,10})?)%")
TRUTH = {"t": True, "true": True, "f": False, "false": False}
NUMBER = re.compile(r"\s*([-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*(?::\s*([0-9.eE-]{1,30}))?\s*")
RANGE = re.compile(r"\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*\.\.\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*")
LONGEST_NUMBER = 100
GLUED = (
    "an “=” inside an answer must be written \\=; if it begins another accepted answer, "
    "put a space or a line end before it."
)


class NoEqual(Exception):
    """The question is of a kind that has no equal here."""


class BadAnswers(Exception):
    """The answers cannot be understood."""


@dataclass(frozen=True)
class Part:
    """One answer as written: whether it is marked as right, its weight in percent, text and feedback."""

    right: bool
    weight: float
    raw: str
    why: str = ""

    def option(self, text: Callable[[str], str]) -> Option:
        """Give it as a choice."""
        return Option(text(self.raw), self.weight >= 100, text(self.why))

    def accepted(self, text: Callable[[str], str]) -> str:
        """Give it as an accepted string, in which a star after a backslash is a star."""
        return text(self.raw).replace("\\*", "*")


@dataclass
class Block:
    """The answers of a question: choices or accepted strings, general feedback, remarks."""

    options: list[Part] = field(default_factory=list)
    accepted: list[Part] = field(default_factory=list)
    feedback: str = ""
    numeric: bool = False
    tolerance: float | None = None
    remarks: list[str] = field(default_factory=list)


def answers_of(raw: str) -> Block:
    """Read the text between the braces. Raises NoEqual or BadAnswers."""
    block = Block()
    cut = find(raw, "####")
    if cut >= 0:
        raw, block.feedback = raw[:cut], raw[cut + 4 :]
    raw = raw.strip()
    if not raw:
        raise NoEqual("an essay question (empty braces) has no equal here.")
    if raw.startswith("#"):
        return numbers(raw[1:], block)
    word = raw.split("#", 1)[0].strip().lower()
    if word in TRUTH:
        return true_false(TRUTH[word], raw, block)
    parts = parts_of(raw)
    if any(not part.right for part in parts):
        return choices(parts, block)
    if any(find(part.raw, "->") >= 0 for part in parts):
        raise NoEqual("a matching question has no equal here.")
    for part in parts:
        if part.weight >= 100:
            block.accepted.append(part)
        else:
            block.remarks.append(f"“{part.raw.strip()[:60]}” earns part of the marks there, and none here.")
    return block


def choices(parts: list[Part], block: Block) -> Block:
    """Take the parts as choices. Raises NoEqual for more than one right one, as far as that is meant."""
    weights = [part.weight for part in parts if 0 < part.weight < 100]
    full = sum(part.weight >= 100 for part in parts)
    if not full and weights:
        raise NoEqual("a question with several right choices has no equal here.")
    if full != 1:
        raise BadAnswers(
            f"has {full or 'no'} right choices (=); exactly one must be. Is an = in a text not written \\= ?"
        )
    if weights:
        block.remarks.append("a choice earns part of the marks there, and none here.")
    block.options = parts
    return block


def parts_of(raw: str) -> list[Part]:
    """Cut the answers at = and ~. Raises BadAnswers for text before the first, and for = in a text."""
    starts = [at for at in range(len(raw)) if raw[at] in "=~" and not escaped(raw, at)]
    if not starts or raw[: starts[0]].strip():
        before = raw[: starts[0] if starts else 60].strip()
        raise BadAnswers(f"“{before[:60]}” stands in the braces without = or ~ before it.")
    glued = [at for at in starts[1:] if raw[at] == "=" and not raw[at - 1].isspace()]
    if glued and sum(raw[at] == "=" for at in starts) > 1:
        raise BadAnswers(f"“{raw[max(0, glued[0] - 20) : glued[0] + 20].strip()}”: {GLUED}")
    ends = [*starts[1:], len(raw)]
    return [part_of(raw[start], raw[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]


def part_of(sign: str, raw: str) -> Part:
    """Read one answer: its weight, text and feedback. Raises BadAnswers."""
    raw = raw.strip()
    weight = 100.0 if sign == "=" else 0.0
    if found := WEIGHT.match(raw):
        weight, raw = float(found[1]), raw[found.end() :]
    cut = find(raw, "#")
    text, why = (raw, "") if cut < 0 else (raw[:cut], raw[cut + 1 :])
    if not text.strip():
        raise BadAnswers(f"has an answer without a text after “{sign}”.")
    return Part(sign == "=", weight, text, why)


def true_false(right: bool, raw: str, block: Block) -> Block:
    """Take a true/false question; feedback comes first for the wrong answer, then for the right one."""
    wrong_why, right_why = [*split(raw, "#")[1:], "", ""][:2]
    for value in (True, False):
        fits = value == right
        block.options.append(Part(fits, 100.0 if fits else 0.0, str(value), right_why if fits else wrong_why))
    return block


def numbers(raw: str, block: Block) -> Block:
    """Take a number with its tolerance, a range, or several of them. Raises BadAnswers or NoEqual."""
    block.numeric = True
    parts = parts_of(raw) if raw.lstrip().startswith(("=", "~")) else [Part(True, 100.0, split(raw, "#")[0])]
    for part in parts:
        text = part.raw.replace("\\:", ":")
        if part.weight < 100:
            block.remarks.append(f"“{text.strip()[:60]}” earns part of the marks there, and none here.")
            continue
        if len(text) < LONGEST_NUMBER and (span := RANGE.fullmatch(text)):
            low, high = float(span[1]), float(span[2])
            text = f"{(low + high) / 2:.15g}:{abs(high - low) / 2:.15g}"
        found = NUMBER.fullmatch(text) if len(text) < LONGEST_NUMBER else None
        if found is None:
            raise BadAnswers(f"“{text.strip()[:60]}” is no number, like 3.14:0.01.")
        block.accepted.append(Part(True, 100.0, found[1]))
        block.tolerance = tolerance(found[2], block.tolerance)
    if not block.accepted:
        raise NoEqual("no number earns full marks.")
    return block


def tolerance(written: str | None, known: float | None) -> float | None:
    """Give the larger of two tolerances; None: exactly that number. Raises BadAnswers."""
    try:
        found = float(written) if written else 0.0
    except ValueError:
        raise BadAnswers(f"“{written}” is no tolerance.") from None
    return max(found, known or 0.0) or None


def find(raw: str, wanted: str) -> int:
    """Give where a text begins that no backslash escapes; -1: nowhere."""
    at = raw.find(wanted)
    while at >= 0 and escaped(raw, at):
        at = raw.find(wanted, at + 1)
    return at


def split(raw: str, mark: str) -> list[str]:
    """Cut at a mark that no backslash escapes."""
    parts, rest = [], raw
    while (at := find(rest, mark)) >= 0:
        parts.append(rest[:at])
        rest = rest[at + len(mark) :]
    return [*parts, rest]


def escaped(raw: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    first = at
    while first and raw[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1
