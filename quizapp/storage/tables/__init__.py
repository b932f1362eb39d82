"""The tables. Portable: the same on SQLite and on PostgreSQL."""

from quizapp.storage.tables.base import Base
from quizapp.storage.tables.content import (
    BankRow,
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
    PrivateAccount,
    Session,
    SignInLink,
)
from quizapp.storage.tables.practice import CardRow, Deck, DeckHolder
from quizapp.storage.tables.taking import (
    AnswerComment,
    AnswerRow,
    Attempt,
    AttemptHolder,
    AttemptNote,
    Contest,
    ExtraTimeRow,
    MarkRow,
    Override,
    Quiz,
)

__all__ = [
    "Account",
    "AccountHolder",
    "AnswerComment",
    "AnswerRow",
    "ApiToken",
    "Attempt",
    "AttemptHolder",
    "AttemptNote",
    "AuditEntry",
    "BankRow",
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
    "JobRow",
    "MarkRow",
    "Override",
    "PairRow",
    "PrivateAccount",
    "Quiz",
    "Session",
    "SignInLink",
    "Throttle",
]
