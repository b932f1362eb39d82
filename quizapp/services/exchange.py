"""Questions to and from other systems: a bank as a file of any format, and such a file as a bank."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Problem
from quizapp.formats.banks import bank_format, read_questions, write_questions
from quizapp.generate.check import Flaw, GuessRate, check, guess_rates
from quizapp.model.bank import Bank
from quizapp.services import library
from quizapp.services.accounts import User
from quizapp.services.library import ImportedBank
from quizapp.storage.store import Store


@dataclass(frozen=True)
class BankFile:
    """A bank to hand out: ``lost`` says what the format does not carry, ``left_out`` which questions it cannot."""

    data: bytes
    filename: str
    mimetype: str
    lost: tuple[str, ...] = ()
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """What became of an imported file: ``remarks`` is what was left out of it or deserves a look.

    ``flaws`` and ``rates`` are what ``quizapp check`` says of the questions.
    """

    stored: ImportedBank
    bank: Bank
    remarks: tuple[Problem, ...]
    flaws: tuple[Flaw, ...]
    rates: tuple[GuessRate, ...]


def export_bank(
    store: Store, user: User, slug: str, format_name: str, only_fitting: bool = False
) -> BankFile:
    """Write the newest version of a bank.

    Raises NotFound when it is not the user's, FileProblems with the questions that the format would have to cut
    (unless ``only_fitting`` leaves them out), UnknownFormat, MissingExtra.
    """
    bank_format(format_name)
    with store.reading() as db:
        version = library.version_for(db, slug, user)
    return file_of(store.bank(version.version_id), format_name, version.number, only_fitting)


def file_of(bank: Bank, format_name: str, edition: int = 1, only_fitting: bool = False) -> BankFile:
    """Write a bank that need not be in the library; raises as ``export_bank`` does."""
    chosen = bank_format(format_name)
    written = write_questions(bank, format_name, edition, only_fitting)
    return BankFile(
        written.data, f"{bank.id}{chosen.suffix}", chosen.mimetype, written.lost, written.left_out
    )


def import_questions(
    store: Store,
    data: bytes,
    file: str,
    owner: User,
    now: datetime,
    format_name: str | None = None,
    bank_id: str = "",
    title: str = "",
) -> Arrival:
    """Store the questions of a file as the next version of a bank; the format is guessed where none is named.

    Raises FileProblems with everything that is wrong, QuizError when the id is somebody else's; nothing is stored
    then.
    """
    found = read_questions(data, file, format_name, bank_id, title)
    stored = library.import_bank(store, found.bank, owner, now)
    return Arrival(stored, found.bank, found.remarks, check(found.bank), guess_rates(found.bank))
