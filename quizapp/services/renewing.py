"""Making a bank again when its document has changed: what would change, and taking it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from quizapp.banks.comparing import Change, compare
from quizapp.errors import QuizError
from quizapp.formats.readers import read_document
from quizapp.generate import generate
from quizapp.generate.renewal import Renewed, renew
from quizapp.model.bank import Bank
from quizapp.model.document import Document
from quizapp.services.accounts import User
from quizapp.services.editing import Opened, Saved, open_bank, save_bank
from quizapp.storage.store import Store

MOST_PAIRS = 400
"""Pairs of a document that is read while somebody waits: about half a minute."""


@dataclass(frozen=True)
class Renewal:
    """What a changed document would make of a bank: its ``changes`` with what is to be said about them by id.

    ``kept`` questions stay to the letter.
    """

    opened: Opened
    document: Document
    renewed: Renewed
    changes: tuple[Change, ...]
    kept: int


def renewal(
    store: Store,
    user: User,
    slug: str,
    data: bytes,
    file: str,
    keep: Sequence[str] = (),
    leave_out: Sequence[str] = (),
) -> Renewal:
    """Say what the new state of a document would change. Raises NotFound, FileProblems, QuizError for a long one."""
    opened = open_bank(store, user, slug)
    document = read_document(data, file)
    if len(document.pairs) > MOST_PAIRS:
        raise QuizError(
            f"This document has {len(document.pairs):,} pairs; in the browser at most {MOST_PAIRS} are made while "
            "you wait. Download the bank and use the command line: quizapp renew BANK.yaml DOCUMENT -o BANK.yaml"
        )
    renewed = renew(opened.bank, generated(document), frozenset(keep), frozenset(leave_out))
    changes = compare(opened.bank, renewed.bank)
    touched = {change.id for change in changes}
    kept = sum(question.id not in touched for question in renewed.bank.questions)
    return Renewal(opened, document, renewed, changes, kept)


@lru_cache(maxsize=4)
def generated(document: Document) -> Bank:
    """Make questions from a document; the last documents are remembered, for they are looked at before taken over."""
    return generate([document]).bank


def take_over(store: Store, user: User, slug: str, base: int, renewal: Renewal, now: datetime) -> Saved:
    """Store the renewed bank as the next version. Raises Outdated when ``base`` is not the newest, FileProblems."""
    return save_bank(store, user, slug, base, renewal.renewed.bank, now)
