"""Banks that are shared with other teachers, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from quizapp.storage.tables import Account, BankRow, BankShare, Quiz
from quizapp.storage.upsert import upsert


@dataclass(frozen=True)
class ShareRecord:
    """Somebody with whom a bank is shared."""

    account_id: int
    login: str
    name: str
    may_edit: bool
    with_quizzes: bool
    shared_at: datetime


@dataclass(frozen=True)
class SharedBank:
    """A bank that is shared with somebody, and who has it."""

    bank_id: int
    slug: str
    owner: str
    may_edit: bool
    with_quizzes: bool


def set_share(
    db: Connection, bank_id: int, account_id: int, may_edit: bool, with_quizzes: bool, now: datetime
) -> None:
    """Share a bank with somebody, or change what they may do."""
    values = {
        "bank_id": bank_id,
        "account_id": account_id,
        "may_edit": may_edit,
        "with_quizzes": with_quizzes,
        "shared_at": now,
    }
    upsert(db, BankShare, ("bank_id", "account_id"), values)


def remove_share(db: Connection, bank_id: int, account_id: int) -> bool:
    """Take a share back; says whether there was one."""
    gone = delete(BankShare).where(BankShare.bank_id == bank_id, BankShare.account_id == account_id)
    return db.execute(gone).rowcount > 0


def shares_of_bank(db: Connection, bank_id: int) -> list[ShareRecord]:
    """Give with whom a bank is shared, by login."""
    found = (
        select(
            Account.id,
            Account.login,
            Account.name,
            BankShare.may_edit,
            BankShare.with_quizzes,
            BankShare.shared_at,
        )
        .join(BankShare, BankShare.account_id == Account.id)
        .where(BankShare.bank_id == bank_id)
        .order_by(Account.login)
    )
    return [ShareRecord(*row) for row in db.execute(found)]


def banks_shared_with(db: Connection, account_id: int) -> list[SharedBank]:
    """Give the banks that others share with somebody, by id."""
    found = (
        select(BankRow.id, BankRow.slug, Account.name, BankShare.may_edit, BankShare.with_quizzes)
        .join(BankShare, BankShare.bank_id == BankRow.id)
        .join(Account, Account.id == BankRow.owner_id)
        .where(BankShare.account_id == account_id)
        .order_by(BankRow.slug)
    )
    return [SharedBank(*row) for row in db.execute(found)]


def share_of_bank(db: Connection, bank_id: int, account_id: int) -> bool | None:
    """Say whether somebody may change a bank that is shared with them; None when it is not."""
    found = select(BankShare.may_edit)
    return db.execute(
        found.where(BankShare.bank_id == bank_id, BankShare.account_id == account_id)
    ).scalar_one_or_none()


def shares_quizzes(db: Connection, bank_id: int, account_id: int) -> bool:
    """Say whether the quizzes made of a bank are shared with somebody too."""
    found = select(BankShare.bank_id)
    return (
        db.execute(
            found.where(
                BankShare.bank_id == bank_id, BankShare.account_id == account_id, BankShare.with_quizzes
            )
        ).first()
        is not None
    )


def share_of_quiz(db: Connection, quiz_id: int, account_id: int) -> bool | None:
    """Say whether somebody may change a quiz that is shared with them with its bank; None when it is not."""
    found = select(BankShare.may_edit).join(Quiz, Quiz.bank_id == BankShare.bank_id)
    return db.execute(
        found.where(Quiz.id == quiz_id, BankShare.account_id == account_id, BankShare.with_quizzes)
    ).scalar_one_or_none()
