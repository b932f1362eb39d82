"""Banks going into the library and out of it."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.banks import bank_problems, read_bank, write_bank
from quizapp.errors import FileProblems, NotAllowed, NotFound, QuizError
from quizapp.model.bank import Bank
from quizapp.services.accounts import User, is_theirs, may_see, require_edit, shared_with
from quizapp.services.noting import note_on_bank
from quizapp.storage import library, shares
from quizapp.storage.content import digest_of, write_content
from quizapp.storage.library import VersionRecord
from quizapp.storage.store import Store, Transaction


@dataclass(frozen=True)
class ImportedBank:
    """What became of an import: ``is_new`` is false when the newest version says the same already."""

    slug: str
    version: int
    is_new: bool


def import_file(store: Store, data: bytes, file: str, owner: User, now: datetime) -> ImportedBank:
    """Store a bank file (YAML) as the next version of the bank with its id.

    Raises FileProblems with everything that is wrong in it, QuizError when the id is somebody else's; nothing
    is stored then.
    """
    return store_version(store, read_bank(data, file), owner, now)


def import_bank(store: Store, bank: Bank, owner: User, now: datetime) -> ImportedBank:
    """Store a bank as the next version of the bank with its id.

    Raises FileProblems with everything that is wrong in it, QuizError when the id is somebody else's.
    """
    grave = [problem for problem in bank_problems(bank) if problem.grave]
    if grave:
        raise FileProblems(grave)
    return store_version(store, bank, owner, now)


def store_version(store: Store, bank: Bank, owner: User, now: datetime) -> ImportedBank:
    """Store a bank without faults, unless its newest version says the same already."""
    content = write_content(bank)
    with store.writing() as db:
        newest = library.newest_version(db, bank.id, lock=True)
        if newest is None:
            bank_id, number = library.add_bank(db, bank.id, owner.id, now), 1
        elif newest.owner_id != owner.id and not shared_with(db, owner, newest.bank_id, None):
            raise QuizError(f"There is a bank {bank.id!r} already, of somebody else. Give yours another id.")
        elif newest.sha256 == digest_of(content):
            return ImportedBank(bank.id, newest.number, False)
        else:
            bank_id, number = newest.bank_id, newest.number + 1
        library.add_version(db, bank_id, number, bank, content, owner.id, now)
        note_on_bank(db, owner, now, "bank.save", bank_id, after={"bank": bank.id, "version": number})
    return ImportedBank(bank.id, number, True)


def bank_text(store: Store, slug: str, user: User) -> str:
    """Give the newest version of a bank as a bank file. Raises NotFound when it is not the user's."""
    return write_bank(newest_bank(store, slug, user))


def newest_bank(store: Store, slug: str, user: User) -> Bank:
    """Give the newest version of a bank. Raises NotFound when it is not the user's."""
    with store.reading() as db:
        version = version_for(db, slug, user)
    return store.bank(version.version_id)


def version_to_publish(db: Transaction, slug: str, user: User, lock: bool = False) -> VersionRecord:
    """Find the newest version of a bank of which the user may make quizzes. Raises as ``version_for``.

    Somebody else's has to be shared with its quizzes, to edit.
    """
    version = version_for(db, slug, user, lock, change=True)
    if not (is_theirs(db, user, version.owner_id) or shares.shares_quizzes(db, version.bank_id, user.id)):
        raise NotAllowed("The questions alone are shared with you. Ask who shared them to publish a quiz.")
    return version


def version_for(
    db: Transaction, slug: str, user: User, lock: bool = False, change: bool = False
) -> VersionRecord:
    """Find the newest version of a bank that the user may see, or ``change``.

    Raises NotFound, or NotAllowed to who may only look.
    """
    version = library.newest_version(db, slug, lock)
    if version is None or not may_see(db, user, version.owner_id, bank_id=version.bank_id):
        raise NotFound(f"There is no bank {slug!r} in your library.")
    if change:
        require_edit(db, user, version.owner_id, bank_id=version.bank_id)
    return version
