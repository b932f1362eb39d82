"""Long work on documents: asking for it, seeing how far it is, stopping it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from quizapp.errors import QuizError
from quizapp.services.accounts import User
from quizapp.services.documents import document_for
from quizapp.storage import jobs, pairs
from quizapp.storage.jobs import ACTIVE, JobRecord
from quizapp.storage.store import Store, Transaction

LOST_AFTER = timedelta(seconds=30)
"""A running job that gave no sign of life for so long has lost who ran it."""

MOST_QUESTIONS = 1_000
"""Questions that one bank may get."""


@dataclass(frozen=True)
class JobView:
    """A job as its owner sees it.

    ``standing`` is ``waiting``, ``running``, ``stopping``, ``done``, ``failed``, ``stopped`` or ``interrupted``;
    ``done`` of ``total`` parts are done (``total`` is 0 while nothing can be said), ``ahead`` jobs come first;
    ``report`` is what was made.
    """

    id: int
    kind: str
    standing: str
    done: int
    total: int
    ahead: int
    problems: list[str]
    report: dict[str, Any]

    @property
    def is_active(self) -> bool:
        """Whether it will change by itself."""
        return self.standing in ACTIVE


def newest(store: Store, owner: User, public_id: str, now: datetime) -> JobView | None:
    """Give the newest job of a document; None before the first. Raises NotFound."""
    with store.reading() as db:
        job = jobs.newest_job(db, document_for(db, public_id, owner).id)
        waits = job is not None and job.state == "waiting"
        ahead = jobs.count_before(db, job.id, now - LOST_AFTER) if job is not None and waits else 0
    return None if job is None else view_of(job, ahead, now)


def view_of(job: JobRecord, ahead: int, now: datetime) -> JobView:
    """Give a job, with how many come before it, as its owner sees it at ``now``."""
    return JobView(
        job.id,
        job.kind,
        standing(job, now),
        job.done,
        job.total,
        ahead,
        job.message.splitlines(),
        json.loads(job.report),
    )


def standing(job: JobRecord, now: datetime) -> str:
    """Say what a job's state amounts to: one that runs without a sign of life was interrupted."""
    lost = job.beat_at is not None and now - job.beat_at > LOST_AFTER
    if job.state == "running" and lost:
        return "interrupted"
    return "stopped" if job.state == "stopping" and lost else job.state


def ask_for_bank(
    store: Store, owner: User, public_id: str, questions: int | None, seed: int, now: datetime
) -> int | None:
    """Leave a job that makes a bank of a document's pairs; gives its id, None when one is under way already.

    ``questions`` (1 to 1,000; None: as many as are good, at most 1,000) asks for the best so many. Raises
    QuizError when there are no pairs, NotFound.
    """
    options = {"questions": min(questions or MOST_QUESTIONS, MOST_QUESTIONS), "seed": seed}
    with store.writing() as db:
        document = document_for(db, public_id, owner, lock=True)
        if not pairs.count_in(db, document.id, "kept"):
            raise QuizError("There is no pair to make questions of. Add one, or bring one back.")
        return leave(db, document.id, "generate", options, now)


def ask_again(store: Store, owner: User, public_id: str, now: datetime) -> int | None:
    """Leave a job like the document's last one; gives its id, None when one is under way or was never.

    Raises NotFound.
    """
    with store.writing() as db:
        document = document_for(db, public_id, owner, lock=True)
        last = jobs.newest_job(db, document.id)
        if last is None or (last.kind == "read" and document.read_at is not None):
            return None
        return leave(db, document.id, last.kind, json.loads(last.options), now)


def leave(db: Transaction, document_id: int, kind: str, options: dict[str, int], now: datetime) -> int | None:
    """Store a job that waits, unless the document's last one is under way; gives its id."""
    last = jobs.newest_job(db, document_id)
    if last is not None and last.state in ACTIVE:
        if standing(last, now) in ACTIVE:
            return None
        jobs.move(db, last.id, ACTIVE, standing(last, now), now)  # who ran it finds it gone, if he wakes up
    return jobs.add_job(db, document_id, kind, json.dumps(options), now)


def stop(store: Store, owner: User, public_id: str, now: datetime) -> None:
    """Stop the document's job; one that is over stays as it is. Raises NotFound."""
    with store.writing() as db:
        last = jobs.newest_job(db, document_for(db, public_id, owner).id)
        if last is not None and not jobs.move(db, last.id, ("waiting",), "stopped", now):
            jobs.move(db, last.id, ("running",), "stopping", now)


def waiting(store: Store) -> list[int]:
    """Give the jobs that nobody has begun, the oldest first."""
    with store.reading() as db:
        return jobs.waiting_jobs(db)


def note_progress(store: Store, job_id: int, done: int, total: int, now: datetime) -> bool:
    """Note how far a running job is; gives whether it is still wanted."""
    with store.writing() as db:
        return jobs.beat(db, job_id, now, done=done, total=total)


def note_life(store: Store, job_id: int, now: datetime) -> None:
    """Note that somebody still works on a job."""
    with store.writing() as db:
        jobs.beat(db, job_id, now)
