"""Extra time for people, as it is stored."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from quizapp.model.timing import ExtraTime
from quizapp.storage.attempts import ATTEMPT, AttemptRecord, record_of
from quizapp.storage.tables import Attempt, ExtraTimeRow
from quizapp.storage.upsert import upsert

EXTRA_TIME = select(ExtraTimeRow.extra_time).where(
    ExtraTimeRow.quiz_id == bindparam("quiz_id"), ExtraTimeRow.name_key == bindparam("name_key")
)


def key_of(name: str) -> str:
    """Give the same key for a name however it is written."""
    return " ".join(name.casefold().split())


def set_extra_time(db: Connection, quiz_id: int, name: str, extra: ExtraTime) -> None:
    """Keep the extra time of a name, for attempts that begin from now on."""
    where = (ExtraTimeRow.quiz_id == quiz_id, ExtraTimeRow.name_key == key_of(name))
    if extra is ExtraTime.AS_OTHERS:
        db.execute(delete(ExtraTimeRow).where(*where))
        return
    values = {"quiz_id": quiz_id, "name_key": key_of(name), "name": name, "extra_time": extra.value}
    upsert(db, ExtraTimeRow, ("quiz_id", "name_key"), values)


def extra_time_of(db: Connection, quiz_id: int, name: str) -> ExtraTime:
    """Give the extra time of a name."""
    found = db.execute(EXTRA_TIME, {"quiz_id": quiz_id, "name_key": key_of(name)}).scalar()
    return ExtraTime(found or ExtraTime.AS_OTHERS)


def extra_times(db: Connection, quiz_id: int) -> list[tuple[str, ExtraTime]]:
    """Give every name with extra time, by name."""
    found = (
        select(ExtraTimeRow.name, ExtraTimeRow.extra_time)
        .where(ExtraTimeRow.quiz_id == quiz_id)
        .order_by(ExtraTimeRow.name_key)
    )
    return [(name, ExtraTime(extra)) for name, extra in db.execute(found)]


def change_attempt(db: Connection, attempt_id: int, extra: ExtraTime) -> None:
    """Give one attempt its extra time."""
    db.execute(update(Attempt).where(Attempt.id == attempt_id).values(extra_time=extra.value))


def last_extended_end(db: Connection, quiz_id: int) -> datetime | None:
    """Give when the last attempt under way ends that has an end and more time than others."""
    found = ATTEMPT.where(
        Attempt.quiz_id == quiz_id,
        Attempt.counts,
        Attempt.finished_at.is_(None),
        (Attempt.extra_time != ExtraTime.AS_OTHERS.value) | Attempt.open_until.is_not(None),
    )
    records: list[AttemptRecord] = [record_of(row) for row in db.execute(found)]
    return max((record.ends_at for record in records if record.ends_at), default=None)
