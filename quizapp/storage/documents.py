"""Documents and their originals, as they are stored."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from quizapp.errors import Problem
from quizapp.storage.tables import DocumentOriginal, DocumentRow, PairRow


@dataclass(frozen=True)
class DocumentRecord:
    """A document without its bytes; see ``tables.DocumentRow``."""

    id: int
    public_id: str
    owner_id: int
    file: str
    asked_format: str
    format: str
    sha256: str
    size: int
    title: str
    summary: str
    report: str
    bank_slug: str | None
    created_at: datetime
    read_at: datetime | None

    @property
    def problems(self) -> list[Problem]:
        """Give what the reader had to say."""
        return [Problem(**values) for values in json.loads(self.report)]


DOCUMENT: Select[*tuple[Any, ...]] = select(
    DocumentRow.id,
    DocumentRow.public_id,
    DocumentRow.owner_id,
    DocumentRow.file,
    DocumentRow.asked_format,
    DocumentRow.format,
    DocumentRow.sha256,
    DocumentRow.size,
    DocumentRow.title,
    DocumentRow.summary,
    DocumentRow.report,
    DocumentRow.bank_slug,
    DocumentRow.created_at,
    DocumentRow.read_at,
)


def add_document(
    db: Connection,
    *,
    public_id: str,
    owner_id: int,
    file: str,
    asked_format: str,
    sha256: str,
    content: bytes,
    title: str,
    now: datetime,
) -> int:
    """Store a document that is not read yet, with its bytes; gives its id."""
    row = insert(DocumentRow).values(
        public_id=public_id,
        owner_id=owner_id,
        file=file,
        asked_format=asked_format,
        format="",
        sha256=sha256,
        size=len(content),
        title=title,
        summary="",
        report="[]",
        created_at=now,
    )
    document_id = db.execute(row.returning(DocumentRow.id)).scalar_one()
    db.execute(insert(DocumentOriginal).values(document_id=document_id, content=content))
    return document_id


def document_by_public_id(db: Connection, public_id: str, lock: bool = False) -> DocumentRecord | None:
    """Find a document. ``lock``: nobody else changes it in this transaction."""
    found = DOCUMENT.where(DocumentRow.public_id == public_id)
    row = db.execute(found.with_for_update() if lock else found).one_or_none()
    return None if row is None else DocumentRecord(*row)


def document_by_id(db: Connection, document_id: int) -> DocumentRecord | None:
    """Find a document by its number in the table."""
    row = db.execute(DOCUMENT.where(DocumentRow.id == document_id)).one_or_none()
    return None if row is None else DocumentRecord(*row)


def documents_of(db: Connection, owner_id: int) -> list[tuple[DocumentRecord, int]]:
    """Give the documents of one owner, the newest first, each with how many pairs it keeps."""
    kept = (
        select(func.count(PairRow.id))
        .where(PairRow.document_id == DocumentRow.id, PairRow.state == "kept")
        .correlate(DocumentRow)
        .scalar_subquery()
    )
    found = DOCUMENT.add_columns(kept).where(DocumentRow.owner_id == owner_id)
    rows = db.execute(found.order_by(DocumentRow.id.desc()))
    return [(DocumentRecord(*row[:-1]), row[-1]) for row in rows]


def note_reading(
    db: Connection,
    document_id: int,
    format: str,  # noqa: A002 - the word of the model
    title: str,
    summary: str,
    problems: Sequence[Problem],
    now: datetime,
) -> None:
    """Store what the reader found besides the pairs."""
    report = [{"message": p.message, "line": p.line, "where": p.where, "grave": p.grave} for p in problems]
    db.execute(
        update(DocumentRow)
        .where(DocumentRow.id == document_id)
        .values(
            format=format,
            title=title,
            summary=summary,
            report=json.dumps(report, ensure_ascii=False),
            read_at=now,
        )
    )


def describe(db: Connection, document_id: int, title: str, summary: str) -> None:
    """Change title and summary."""
    changed = update(DocumentRow).where(DocumentRow.id == document_id)
    db.execute(changed.values(title=title, summary=summary))


def original_of(db: Connection, document_id: int) -> bytes:
    """Give the bytes of a document as they were sent."""
    found = select(DocumentOriginal.content).where(DocumentOriginal.document_id == document_id)
    return db.execute(found).scalar_one()


def reserve_slug(db: Connection, document_id: int, slug: str) -> None:
    """Give a document the id of the bank that is made from it."""
    db.execute(update(DocumentRow).where(DocumentRow.id == document_id).values(bank_slug=slug))


def slug_is_reserved(db: Connection, slug: str) -> bool:
    """Say whether some document's bank will have this id."""
    return db.execute(select(DocumentRow.id).where(DocumentRow.bank_slug == slug)).first() is not None


def remove_document(db: Connection, document_id: int) -> None:
    """Remove a document with its pairs, its jobs and its bytes."""
    db.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
