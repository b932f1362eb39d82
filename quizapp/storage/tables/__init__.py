"""The tables. Portable: the same on SQLite and on PostgreSQL."""

from quizapp.storage.tables.base import Base
from quizapp.storage.tables.content import (
    BankRow,
    BankShare,
    BankVersion,
    DocumentOriginal,
    DocumentRow,
    JobRow,
    PairRow,
)
from quizapp.storage.tables.keeping import AuditEntry, Installation, Throttle
from quizapp.storage.tables.people import (
    Account,
    AccountHolder,
    ApiToken,
    ClassMember,
    ClassRow,
    Invitation,
    PrivateAccount,
    RecoveryCode,
    SecondFactor,
    Session,
    SignInLink,
)
from quizapp.storage.tables.practice import CardRow, Deck, DeckHolder
from quizapp.storage.tables.taking import (
    AnswerRow,
    Attempt,
    AttemptHolder,
    Contest,
    ExtraTimeRow,
    MarkRow,
    Override,
    Quiz,
)

__all__ = [
    "Account",
    "AccountHolder",
    "AnswerRow",
    "ApiToken",
    "Attempt",
    "AttemptHolder",
    "AuditEntry",
    "BankRow",
    "BankShare",
    "BankVersion",
    "Base",
    "CardRow",
    "ClassMember",
    "ClassRow",
    "Contest",
    "Deck",
    "DeckHolder",
    "DocumentOriginal",
    "DocumentRow",
    "ExtraTimeRow",
    "Installation",
    "Invitation",
    "JobRow",
    "MarkRow",
    "Override",
    "PairRow",
    "PrivateAccount",
    "Quiz",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "SignInLink",
    "Throttle",
]
