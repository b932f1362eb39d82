"""Long work on documents, as it is stored: what is wanted, how far it is, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from quizapp.storage.tables import JobRow

ACTIVE = ("waiting", "running", "stopping")
"""States that a job leaves again."""


@dataclass(frozen=True)
class JobRecord:
    """One job; see ``tables.JobRow``."""

    id: int
    document_id: int
    kind: str
    state: str
    done: int
    total: int
    options: str
    report: str
    message: str
    created_at: datetime
    beat_at: datetime | None
    finished_at: datetime | None


JOB: Select[*tuple[Any, ...]] = select(
    JobRow.id,
    JobRow.document_id,
    JobRow.kind,
    JobRow.state,
    JobRow.done,
    JobRow.total,
    JobRow.options,
    JobRow.report,
    JobRow.message,
    JobRow.created_at,
    JobRow.beat_at,
    JobRow.finished_at,
)


def add_job(db: Connection, document_id: int, kind: str, options: str, now: datetime) -> int:
    """Store a job that waits; gives its id."""
    row = insert(JobRow).values(
        document_id=document_id,
        kind=kind,
        state="waiting",
        done=0,
        total=0,
        options=options,
        report="{}",
        message="",
        created_at=now,
    )
    return db.execute(row.returning(JobRow.id)).scalar_one()


def job_by_id(db: Connection, job_id: int) -> JobRecord | None:
    """Find a job."""
    row = db.execute(JOB.where(JobRow.id == job_id)).one_or_none()
    return None if row is None else JobRecord(*row)


def newest_job(db: Connection, document_id: int) -> JobRecord | None:
    """Find the newest job of a document."""
    found = JOB.where(JobRow.document_id == document_id).order_by(JobRow.id.desc()).limit(1)
    row = db.execute(found).one_or_none()
    return None if row is None else JobRecord(*row)


def newest_making(db: Connection, document_id: int) -> JobRecord | None:
    """Find the job that made the bank of a document last."""
    found = JOB.where(JobRow.document_id == document_id, JobRow.kind == "generate", JobRow.state == "done")
    row = db.execute(found.order_by(JobRow.id.desc()).limit(1)).one_or_none()
    return None if row is None else JobRecord(*row)


def waiting_jobs(db: Connection) -> list[int]:
    """Give the ids of the jobs that wait, the oldest first."""
    return list(db.execute(select(JobRow.id).where(JobRow.state == "waiting").order_by(JobRow.id)).scalars())


def count_before(db: Connection, job_id: int, alive_since: datetime) -> int:
    """Count the older jobs that wait, or run and gave a sign of life since then."""
    running = and_(JobRow.state.in_(("running", "stopping")), JobRow.beat_at > alive_since)
    older = select(func.count(JobRow.id)).where(JobRow.id < job_id, or_(JobRow.state == "waiting", running))
    return db.execute(older).scalar_one()


def move(
    db: Connection, job_id: int, before: tuple[str, ...], after: str, now: datetime, **values: Any
) -> bool:
    """Bring a job that is in one of the states ``before`` into ``after``; gives whether it was in one."""
    if after not in ACTIVE:
        values["finished_at"] = now
    moved = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(before))
        .values(state=after, beat_at=now, **values)
        .returning(JobRow.id)
    )
    return db.execute(moved).first() is not None


def beat(db: Connection, job_id: int, now: datetime, **progress: int) -> bool:
    """Note a sign of life, and how far a job is; gives whether it is still wanted."""
    alive = update(JobRow).where(JobRow.id == job_id, JobRow.state == "running")
    return db.execute(alive.values(beat_at=now, **progress).returning(JobRow.id)).first() is not None
