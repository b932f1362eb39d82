"""Second factors and recovery codes, as they are stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from quizapp.storage.tables import RecoveryCode, SecondFactor
from quizapp.storage.upsert import upsert


@dataclass(frozen=True)
class FactorRecord:
    """What an account shares with its app; ``confirmed_at`` is None until a code of the app was seen."""

    secret: str
    last_step: int
    confirmed_at: datetime | None


def set_secret(db: Connection, account_id: int, secret: str) -> None:
    """Keep a secret that is still to be confirmed."""
    values = {"account_id": account_id, "secret": secret, "last_step": 0, "confirmed_at": None}
    upsert(db, SecondFactor, ("account_id",), values)


def factor_of(db: Connection, account_id: int) -> FactorRecord | None:
    """Find the second factor of an account, confirmed or not."""
    found = select(SecondFactor.secret, SecondFactor.last_step, SecondFactor.confirmed_at)
    row = db.execute(found.where(SecondFactor.account_id == account_id)).one_or_none()
    return None if row is None else FactorRecord(*row)


def is_on(db: Connection, account_id: int) -> bool:
    """Say whether an account has a second factor that is confirmed."""
    factor = factor_of(db, account_id)
    return factor is not None and factor.confirmed_at is not None


def accounts_with_factor(db: Connection) -> set[int]:
    """Give the ids of all accounts that have one that is confirmed."""
    found = select(SecondFactor.account_id).where(SecondFactor.confirmed_at.is_not(None))
    return set(db.execute(found).scalars())


def confirm(db: Connection, account_id: int, now: datetime) -> None:
    """Note that a code of the app was seen."""
    changed = update(SecondFactor).where(SecondFactor.account_id == account_id)
    db.execute(changed.values(confirmed_at=now))


def use_step(db: Connection, account_id: int, step: int) -> bool:
    """Use a time step up; False when it, or a later one, was used before."""
    newer = update(SecondFactor).where(SecondFactor.account_id == account_id, SecondFactor.last_step < step)
    return db.execute(newer.values(last_step=step)).rowcount > 0


def remove_factor(db: Connection, account_id: int) -> bool:
    """Remove a second factor with its recovery codes; says whether one was on."""
    was_on = is_on(db, account_id)
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    db.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))
    return was_on


def set_recovery_codes(db: Connection, account_id: int, hashes: Iterable[str]) -> None:
    """Keep new recovery codes in the place of the old ones."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    db.execute(insert(RecoveryCode), [{"code_hash": code, "account_id": account_id} for code in hashes])


def use_recovery_code(db: Connection, account_id: int, code_hash: str) -> bool:
    """Use a recovery code up; False when there is no such code."""
    used = delete(RecoveryCode).where(
        RecoveryCode.account_id == account_id, RecoveryCode.code_hash == code_hash
    )
    return db.execute(used).rowcount > 0


def recovery_codes_left(db: Connection, account_id: int) -> int:
    """Give how many recovery codes are unused."""
    found = select(func.count()).where(RecoveryCode.account_id == account_id)
    return db.execute(found).scalar_one()
