"""Doing the long work: reading a document, and making a bank of its pairs."""

import importlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any

from quizapp.errors import QuizError
from quizapp.formats.readers import read_document
from quizapp.model.bank import Bank
from quizapp.model.document import Document, Pair
from quizapp.model.ids import kebab
from quizapp.services.accounts import User
from quizapp.services.documents import keep_reading
from quizapp.services.library import ImportedBank, import_bank
from quizapp.services.tokens import new_join_code
from quizapp.storage import documents, jobs, library, pairs, people
from quizapp.storage.documents import DocumentRecord
from quizapp.storage.jobs import JobRecord
from quizapp.storage.store import Store, Transaction

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]

OURS = "Something broke in the making, and the fault is ours. The document and its pairs are as they were."


class GivenUp(Exception):
    """A job is no longer wanted, or who runs it is about to end; ``state`` is what becomes of it."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


def run_job(store: Store, job_id: int, clock: Clock, progress: Progress) -> None:
    """Do a job that waits; one that somebody else does, or nobody wants any more, is left alone.

    ``progress`` is told how far it is, and may raise GivenUp. What cannot be done is noted in the job for
    its owner; a fault of ours is noted and raised.
    """
    with store.writing() as db:
        job = jobs.job_by_id(db, job_id)
        if job is None or not jobs.move(db, job_id, ("waiting",), "running", clock()):
            return
    try:
        KINDS[job.kind](store, job, clock, progress)
    except GivenUp as e:
        end(store, job_id, e.state, clock())
    except QuizError as e:
        end(store, job_id, "failed", clock(), message=str(e))
    except Exception:
        end(store, job_id, "failed", clock(), message=OURS)
        raise


def end(store: Store, job_id: int, state: str, now: datetime, **values: str) -> None:
    """Note how a job ended, whatever was asked of it meanwhile; one that was given up stays so."""
    with store.writing() as db:
        jobs.move(db, job_id, ("running", "stopping"), state, now, **values)


def read(store: Store, job: JobRecord, clock: Clock, progress: Progress) -> None:
    """Read the original of a document; pairs and the end of the job are stored together."""
    with store.reading() as db:
        record = record_of(db, job)
        data = documents.original_of(db, record.id)
    document = read_document(data, record.file, record.asked_format or None)
    progress(0, 0)
    with store.writing() as db:
        if not jobs.move(db, job.id, ("running",), "done", clock()):
            raise GivenUp("stopped")
        keep_reading(db, job.document_id, document, clock())


def generate(store: Store, job: JobRecord, clock: Clock, progress: Progress) -> None:
    """Make a bank of the kept pairs and bring it into the library; report what was refused and why."""
    options = json.loads(job.options)
    with store.writing() as db:
        record = record_of(db, job)
        owner = owner_of(db, record)
        slug = bank_slug(db, record, owner)
        document = document_of(db, record)
    making = importlib.import_module("quizapp.generate")
    made = making.generate([document], progress=progress, bank_id=slug, **options)
    report = {"refusals": refusals_of(made.refusals), "notes": list(made.notes)}
    progress(len(document.pairs), len(document.pairs))
    if not made.bank.questions:
        end(store, job.id, "failed", clock(), message="No question could be made.", report=as_json(report))
        return
    bank = with_edits(store, job, slug, made.bank)
    stored = import_bank(store, bank, owner, clock())
    end(store, job.id, "done", clock(), report=as_json({**report, **contents_of(bank, stored)}))


def with_edits(store: Store, job: JobRecord, slug: str, fresh: Bank) -> Bank:
    """Give the bank that is stored: the fresh one, or, when people changed what was made before, that one renewed."""
    with store.reading() as db:
        newest = library.newest_version(db, slug)
        before = jobs.newest_making(db, job.document_id)
    if newest is None or before is None or json.loads(before.report).get("version") == newest.number:
        return fresh
    renewal = importlib.import_module("quizapp.generate.renewal")
    renewed: Bank = renewal.renew(store.bank(newest.version_id), fresh).bank
    return renewed


KINDS: dict[str, Callable[[Store, JobRecord, Clock, Progress], None]] = {"read": read, "generate": generate}
"""What a job may be."""


def record_of(db: Transaction, job: JobRecord) -> DocumentRecord:
    """Give the document of a job. Raises GivenUp when it was removed."""
    record = documents.document_by_id(db, job.document_id)
    if record is None:
        raise GivenUp("stopped")
    return record


def document_of(db: Transaction, record: DocumentRecord) -> Document:
    """Give a document as it is now, with the pairs that are kept."""
    kept = pairs.pairs_in(db, record.id, "kept")
    return Document(
        file=record.file,
        format=record.format,
        sha256=record.sha256,
        title=record.title,
        summary=record.summary,
        pairs=tuple(Pair(pair.question, pair.answer, pair.line) for pair in kept),
    )


def owner_of(db: Transaction, record: DocumentRecord) -> User:
    """Give who a document belongs to."""
    account = people.account_by_id(db, record.owner_id)
    return User(account.id, account.login, account.name, account.role)


def bank_slug(db: Transaction, record: DocumentRecord, owner: User) -> str:
    """Give the id of the bank that is made of a document: chosen at the first time, the same for good.

    A private one ends in chance, so that it neither takes a name away from others nor says that it is there.
    """
    if record.bank_slug is not None:
        return record.bank_slug
    wanted = kebab(record.title)
    slug, number = f"{wanted}-{new_join_code().lower()}" if owner.is_private else wanted, 1
    while library.newest_version(db, slug) or documents.slug_is_reserved(db, slug):
        number += 1
        slug = f"{wanted}-{number}"
    documents.reserve_slug(db, record.id, slug)
    return slug


def refusals_of(refusals: Any) -> list[dict[str, Any]]:
    """Give the refusals by pair, each reason once with how often it was given."""
    found = []
    for (_, asked), group in groupby(refusals, key=lambda refusal: (refusal.passage, refusal.question)):
        reasons = Counter(refusal.reason for refusal in group)
        found.append({"question": asked, "reasons": list(reasons.items())})
    return found


def contents_of(bank: Bank, stored: ImportedBank) -> dict[str, Any]:
    """Say what is in a bank that was made, and as which version it is in the library."""
    kinds = Counter(question.kind for question in bank.questions)
    return {
        "slug": stored.slug,
        "version": stored.version,
        "is_new": stored.is_new,
        "multiple_choice": kinds["multiple_choice"],
        "short_answer": kinds["short_answer"],
        "families": dict(Counter(q.family for q in bank.questions if q.family)),
    }


def as_json(report: dict[str, Any]) -> str:
    """Write a report as it is stored."""
    return json.dumps(report, ensure_ascii=False)
