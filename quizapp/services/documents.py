"""FAQ documents of somebody: bringing them in, looking at them and their source, removing them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from quizapp.errors import FileProblems, NotFound, Problem, QuizError
from quizapp.formats.readers import LARGEST_FILE, READERS, read_document
from quizapp.formats.readers.decoding import decode
from quizapp.formats.readers.draft import readable_name
from quizapp.model.document import Document
from quizapp.services import throttle
from quizapp.services.accounts import User
from quizapp.services.cleaning import clean_line, clean_text
from quizapp.services.throttle import Limit
from quizapp.services.tokens import new_public_id
from quizapp.storage import documents, jobs, pairs
from quizapp.storage.documents import DocumentRecord
from quizapp.storage.store import Store, Transaction

LARGEST_HEAVY = 5 * 1024 * 1024
"""Bytes that a document may have whose reading takes long for its size: HTML, DOCX and PDF."""

HEAVY = ("html", "docx", "pdf")
HEAVY_SUFFIXES = (".html", ".htm", ".xhtml", ".docx", ".pdf")
HEAVY_STARTS = (b"%PDF", b"PK\x03\x04", b"<!doctype html", b"<html")

READ_AT_ONCE = 200_000
"""Bytes of a text that is read while its sender waits; a longer one is read beside the request."""

LONGEST_TITLE = 200
LONGEST_SUMMARY = 2_000
PASTED = "pasted-text.txt"

UPLOADS = Limit("document", 120, timedelta(hours=1))
"""Documents that one person may bring in."""


@dataclass(frozen=True)
class Added:
    """What became of a document: its address, and the job that reads it when that takes longer."""

    public_id: str
    job_id: int | None


@dataclass(frozen=True)
class DocumentCard:
    """A document in the list of its owner; ``pairs`` are those it keeps."""

    public_id: str
    title: str
    file: str
    pairs: int
    created_at: datetime
    is_read: bool
    bank_slug: str | None


def add(store: Store, owner: User, data: bytes, file: str, reader: str | None, now: datetime) -> Added:
    """Keep a document with its original, read it if it is short, else leave a job that waits.

    Raises FileProblems or QuizError when it is too large or cannot be read at all (nothing is stored then),
    UnknownFormat for a reader that is none, TooManyTries.
    """
    name = PurePath(clean_line(file)).name or PASTED
    check_size(data, name, reader)
    document = read_document(data, name, reader) if reads_at_once(data) else None
    throttle.count_try(store, [(UPLOADS, UPLOADS.key(str(owner.id)))], now)
    public_id = new_public_id()
    with store.writing() as db:
        document_id = documents.add_document(
            db,
            public_id=public_id,
            owner_id=owner.id,
            file=name,
            asked_format=reader or "",
            sha256=hashlib.sha256(data).hexdigest(),
            content=data,
            title=readable_name(name),
            now=now,
        )
        if document is None:
            return Added(public_id, jobs.add_job(db, document_id, "read", "{}", now))
        keep_reading(db, document_id, document, now)
    return Added(public_id, None)


def check_size(data: bytes, file: str, reader: str | None) -> None:
    """Raise FileProblems when a document is empty, or larger than its format may be."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    heavy = (
        reader in HEAVY
        or PurePath(file).suffix.lower() in HEAVY_SUFFIXES
        or start.startswith(tuple(magic.lower() for magic in HEAVY_STARTS))
    )
    largest = LARGEST_HEAVY if heavy else LARGEST_FILE
    if not data:
        raise FileProblems([Problem("is empty; expected a FAQ document.", file)])
    if len(data) > largest:
        what = "An HTML, DOCX or PDF file" if heavy else "A document"
        size = f"{len(data) / (1 << 20):,.1f} MB"
        raise FileProblems(
            [Problem(f"has {size}. {what} may have {largest >> 20} MB: split it, then send the parts.", file)]
        )


def reads_at_once(data: bytes) -> bool:
    """Say whether reading takes so short that its sender may wait for it."""
    return len(data) <= READ_AT_ONCE and not data.startswith((b"PK\x03\x04", b"%PDF"))


def keep_reading(db: Transaction, document_id: int, document: Document, now: datetime) -> None:
    """Store what a reader found, beside the original."""
    documents.note_reading(
        db,
        document_id,
        document.format,
        document.title,
        document.summary,
        document.problems,
        now,
    )
    pairs.add_read_pairs(db, document_id, document.pairs)


def read_again(store: Store, owner: User, public_id: str, reader: str | None, now: datetime) -> Added:
    """Read a document's original in another format, as a new document: what was done to the first stays.

    Raises NotFound when it is not the owner's, and what ``add`` raises.
    """
    with store.reading() as db:
        document = document_for(db, public_id, owner)
        data = documents.original_of(db, document.id)
    return add(store, owner, data, document.file, reader, now)


def documents_of(store: Store, owner: User) -> list[DocumentCard]:
    """Give somebody's documents, the newest first."""
    with store.reading() as db:
        return [
            DocumentCard(
                document.public_id,
                document.title,
                document.file,
                kept,
                document.created_at,
                document.read_at is not None,
                document.bank_slug,
            )
            for document, kept in documents.documents_of(db, owner.id)
        ]


def open_document(store: Store, owner: User, public_id: str) -> DocumentRecord:
    """Give a document. Raises NotFound when it is not the owner's."""
    with store.reading() as db:
        return document_for(db, public_id, owner)


def describe(store: Store, owner: User, public_id: str, title: str, summary: str) -> None:
    """Change title and summary. Raises QuizError for a title that is empty or too long, NotFound."""
    line, text = clean_line(title), clean_text(summary).strip()
    if not line:
        raise QuizError("Give a title: the quiz is listed under it.")
    if len(line) > LONGEST_TITLE:
        raise QuizError(f"The title has {len(line):,} characters; at most {LONGEST_TITLE} are kept.")
    if len(text) > LONGEST_SUMMARY:
        raise QuizError(f"The summary has {len(text):,} characters; at most {LONGEST_SUMMARY:,} are kept.")
    with store.writing() as db:
        documents.describe(db, document_for(db, public_id, owner).id, line, text)


def original(store: Store, owner: User, public_id: str) -> tuple[str, bytes]:
    """Give the file name and the bytes of a document as they were sent. Raises NotFound."""
    with store.reading() as db:
        document = document_for(db, public_id, owner)
        return document.file, documents.original_of(db, document.id)


def source_lines(store: Store, owner: User, public_id: str) -> list[str] | None:
    """Give the lines of a document's text; None when it is no text. Raises NotFound."""
    file, data = original(store, owner, public_id)
    try:
        return decode(data, file).split("\n")
    except FileProblems:
        return None


def remove(store: Store, owner: User, public_id: str) -> None:
    """Remove a document with its original, its pairs and its jobs; a bank that was made of it stays.

    Raises NotFound.
    """
    with store.writing() as db:
        documents.remove_document(db, document_for(db, public_id, owner).id)


def document_for(db: Transaction, public_id: str, owner: User, lock: bool = False) -> DocumentRecord:
    """Find a document of the owner's. Raises NotFound; for an administrator too, when it is somebody else's."""
    document = documents.document_by_public_id(db, public_id, lock)
    if document is None or document.owner_id != owner.id:
        raise NotFound("You have no such document.")
    return document


def reader_title(name: str) -> str:
    """Give the title of a format, for people; the name itself when this version has no such reader."""
    return READERS[name].title if name in READERS else name
