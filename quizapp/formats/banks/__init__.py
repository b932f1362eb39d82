"""The question formats we exchange with others: one table, one file a format.

A writer's module has ``write(deck) -> bytes``, and may have ``unfit(deck)`` (questions that it could hold only
cut or not at all) and ``remarks(deck)``. A reader's module has ``read(data, file) -> Draft``.
"""

from dataclasses import dataclass, replace
from importlib import import_module
from types import ModuleType

from quizapp.banks import read_bank
from quizapp.errors import FileProblems, MissingExtra, Problem, UnknownFormat
from quizapp.formats.banks.intake import Imported, bank_of
from quizapp.formats.banks.items import deck_of
from quizapp.formats.banks.json import read_json_bank
from quizapp.formats.banks.losses import FEATURES, losses
from quizapp.formats.banks.sniffing import sniff
from quizapp.formats.banks.table import BANK_FORMATS, BankFormat
from quizapp.model.bank import Bank

__all__ = [
    "BANK_FORMATS",
    "FEATURES",
    "BankFormat",
    "Exported",
    "Imported",
    "bank_format",
    "carried",
    "importable",
    "read_questions",
    "write_questions",
]

ADVICE = "shorten them, or write the others alone (--only-fitting)."
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes that a file to import may have."""


@dataclass(frozen=True)
class Exported:
    """A file to hand out; ``lost`` says what the format does not carry, ``left_out`` which questions it cannot."""

    data: bytes
    lost: tuple[str, ...] = ()
    left_out: tuple[Problem, ...] = ()


def bank_format(name: str) -> BankFormat:
    """Find a format. Raises UnknownFormat."""
    if name not in BANK_FORMATS:
        raise UnknownFormat(
            f"There is no format {name!r} for banks. Choose one of: {', '.join(BANK_FORMATS)}."
        )
    return BANK_FORMATS[name]


def write_questions(bank: Bank, name: str, edition: int = 1, only_fitting: bool = False) -> Exported:
    """Write a bank; the same bytes for the same bank and edition.

    ``edition`` is the number of the bank's version. Questions that the format could hold only cut are refused
    with FileProblems, all of them at once; with ``only_fitting`` they are left out instead and listed. Raises
    UnknownFormat, and MissingExtra where an optional package is not installed.
    """
    format_ = bank_format(name)
    module = loaded(format_, format_.module)
    if format_.is_own:
        return Exported(bytes(module.write_bank(bank)))
    deck = deck_of(bank, edition)
    misfits = dict(module.unfit(deck)) if hasattr(module, "unfit") else {}
    if misfits and not only_fitting:
        raise FileProblems(
            [*misfits.values(), Problem(f"{format_.title} would have to cut these questions; {ADVICE}")]
        )
    fitting = tuple(question for question in bank.questions if question.id not in misfits)
    has_short = "short answers" in format_.carries
    asked = tuple(question for question in fitting if has_short or question.kind != "short_answer")
    if not asked:
        raise FileProblems([*misfits.values(), Problem(f"No question of this bank fits {format_.title}.")])
    deck = deck_of(replace(bank, questions=asked), edition)
    said = tuple(module.remarks(deck)) if hasattr(module, "remarks") else ()
    lost = (*losses(fitting, format_.carries), *said)
    return Exported(bytes(module.write(deck)), lost, tuple(misfits.values()))


def read_questions(
    data: bytes, file: str, name: str | None = None, bank_id: str = "", title: str = ""
) -> Imported:
    """Read a bank from the bytes of ``file``; ``name`` says the format where the guess is not wanted.

    ``bank_id`` and ``title`` replace what the file says of itself. Raises FileProblems with everything that is
    wrong, UnknownFormat.
    """
    if len(data) > LARGEST_FILE:
        raise FileProblems([Problem(f"has more than {LARGEST_FILE >> 20} MB; split it.", file)])
    format_ = bank_format(name or sniff(data, file))
    if not format_.reader:
        readers = ", ".join(format_.name for format_ in BANK_FORMATS.values() if format_.reader)
        raise UnknownFormat(f"{format_.title} cannot be read here. Choose one of: {readers}.")
    if format_.is_own:
        bank = read_json_bank(data, file) if format_.name == "json" else read_bank(data, file)
        return Imported(renamed(bank, bank_id, title), is_foreign=False)
    draft = loaded(format_, format_.reader).read(data, file)
    return bank_of(draft, bank_id, title)


def renamed(bank: Bank, bank_id: str, title: str) -> Bank:
    """Give the bank with another id or title, where they are given."""
    return replace(bank, id=bank_id or bank.id, title=title.strip() or bank.title)


def loaded(format_: BankFormat, name: str) -> ModuleType:
    """Load the module of a format. Raises MissingExtra."""
    try:
        return import_module(f"quizapp.formats.banks.{name}")
    except (ModuleNotFoundError, OSError) as e:
        if not format_.extra:
            raise
        advice = f"pip install 'quizapp[{format_.extra}]'"
        raise MissingExtra(f"{format_.title} needs an optional package: {advice} ({e}).") from e


def carried(bank: Bank, name: str) -> tuple[str, ...]:
    """Say what of a bank a format does not carry, without writing it."""
    format_ = bank_format(name)
    return () if format_.is_own else tuple(losses(bank.questions, format_.carries))


def importable() -> tuple[BankFormat, ...]:
    """Give the formats that can be read."""
    return tuple(format_ for format_ in BANK_FORMATS.values() if format_.reader)
