"""What administrators do with accounts: invitations, roles, closing and opening, links to a new password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.errors import Conflict, NotAllowed, QuizError
from quizapp.services import accounts, passwords
from quizapp.services.accounts import LINK_LIMIT, USED_UP, User, account_of, as_login, as_user
from quizapp.services.cleaning import LONGEST_NAME, clean_line, clean_name
from quizapp.services.passwords import STANDARD, PasswordCost
from quizapp.services.tokens import hash_of, new_token
from quizapp.storage import audit, invitations, people, second_factor, sessions
from quizapp.storage.audit import Entry
from quizapp.storage.invitations import InvitationRecord
from quizapp.storage.people import ADMINISTRATOR, AccountRecord
from quizapp.storage.store import Store, Transaction

INVITATION_LIMIT = timedelta(days=7)
OVER = "This invitation has been used, was taken back, or is older than 7 days. Ask for a new one."
LAST_ONE = "{} is the only administrator. Make somebody else an administrator first."

COMMAND_LINE = ""
"""Who acts, in the audit log, when it is whoever runs the server."""


@dataclass(frozen=True)
class Member:
    """An account as administrators see it."""

    user: User
    is_active: bool
    has_password: bool
    has_factor: bool


def require_administrator(user: User) -> None:
    """Raise NotAllowed for everybody else."""
    if user.role != ADMINISTRATOR:
        raise NotAllowed("This page is for administrators.")


def members(store: Store) -> list[Member]:
    """Give every account of teachers and administrators, by login."""
    with store.reading() as db:
        found = [account for account in people.all_accounts(db) if account.role != people.PRIVATE]
        secured = second_factor.accounts_with_factor(db)
    return [
        Member(as_user(account), account.is_active, account.password_hash is not None, account.id in secured)
        for account in found
    ]


def invite(store: Store, role: str, note: str, now: datetime, actor: str = COMMAND_LINE) -> str:
    """Give the token of a link with which somebody makes an account of their own, once, within 7 days.

    ``note`` says whom it is for. Raises QuizError for a role that there is not, or a long note.
    """
    accounts.check_role(role)
    whom = clean_line(note)
    if len(whom) > LONGEST_NAME:
        raise QuizError(f"The note has {len(whom)} characters; at most {LONGEST_NAME} are kept.")
    token = new_token()
    with store.writing() as db:
        invitations.add_invitation(db, hash_of(token), role, whom, actor, now, now + INVITATION_LIMIT)
        said = {"role": role, "for": whom}
        audit.add_entries(db, [Entry(now, actor, "account.invite", after=said)])
    return token


def open_invitations(store: Store, now: datetime) -> list[InvitationRecord]:
    """Give the invitations that may still be used, the newest first."""
    with store.reading() as db:
        return invitations.open_invitations(db, now)


def withdraw(store: Store, invitation_id: int, now: datetime, actor: str = COMMAND_LINE) -> None:
    """Take an invitation back. Raises Conflict when it is used or over."""
    with store.writing() as db:
        gone = invitations.remove_invitation(db, invitation_id)
        if gone is None:
            raise Conflict("This invitation has been used or is over already.")
        said = {"role": gone.role, "for": gone.note}
        audit.add_entries(db, [Entry(now, actor, "account.withdraw", before=said)])


def invitation(store: Store, token: str, now: datetime) -> InvitationRecord:
    """Give an invitation; looking does not use it up. Raises NotAllowed when it is used or over."""
    with store.reading() as db:
        found = invitations.invitation_by_hash(db, hash_of(token), now)
    if found is None:
        raise NotAllowed(OVER)
    return found


def accept(
    store: Store,
    token: str,
    login: str,
    name: str,
    password: str,
    now: datetime,
    cost: PasswordCost = STANDARD,
) -> User:
    """Make the account of somebody who was invited, and use the invitation up.

    Raises NotAllowed when it is used or over, LoginTaken and other QuizErrors for what cannot be; the invitation
    stays open then.
    """
    invitation(store, token, now)
    wanted = accounts.checked_login(login)
    shown = clean_name(name, "the name")
    passwords.check_rules(password, wanted)
    stored = passwords.hash_password(password, cost)
    with store.writing() as db:
        found = invitations.invitation_by_hash(db, hash_of(token), now)
        if found is None or invitations.remove_invitation(db, found.id) is None:
            raise NotAllowed(OVER)
        user = accounts.insert_user(db, wanted, shown, found.role, stored, now)
        said = {"login": wanted, "role": found.role, "invited by": found.invited_by}
        audit.add_entries(db, [Entry(now, wanted, "account.join", after=said)])
    return user


def change_role(store: Store, login: str, role: str, now: datetime, actor: str = COMMAND_LINE) -> None:
    """Make somebody a teacher or an administrator. Raises NotFound, Conflict for the last administrator."""
    accounts.check_role(role)
    with store.writing() as db:
        account = account_of(db, as_login(login))
        if role != ADMINISTRATOR:
            keep_an_administrator(db, account)
        people.change_account(db, account.id, role=role)
        before, after = {"login": account.login, "role": account.role}, {"login": account.login, "role": role}
        audit.add_entries(db, [Entry(now, actor, "account.role", before=before, after=after)])


def deactivate(store: Store, login: str, now: datetime, actor: str = COMMAND_LINE) -> None:
    """Close an account: its sessions end and nobody signs in with it; what its owner made stays.

    Raises NotFound, Conflict for the last administrator.
    """
    with store.writing() as db:
        account = account_of(db, as_login(login))
        keep_an_administrator(db, account)
        people.change_account(db, account.id, deactivated_at=now)
        people.end_sessions(db, account.id)
        audit.add_entries(db, [Entry(now, actor, "account.deactivate", before={"login": account.login})])


def activate(store: Store, login: str, now: datetime, actor: str = COMMAND_LINE) -> None:
    """Open an account again. Raises NotFound."""
    with store.writing() as db:
        account = account_of(db, as_login(login))
        people.change_account(db, account.id, deactivated_at=None)
        audit.add_entries(db, [Entry(now, actor, "account.activate", after={"login": account.login})])


def keep_an_administrator(db: Transaction, account: AccountRecord) -> None:
    """Raise Conflict when without this account nobody could administer."""
    is_one = account.role == ADMINISTRATOR and account.is_active
    if people.other_administrators(db, account.id) == 0 and is_one:
        raise Conflict(LAST_ONE.format(account.name))


def remove_factor(store: Store, login: str, now: datetime, actor: str = COMMAND_LINE) -> bool:
    """Remove the second factor of somebody who lost it; says whether there was one. Raises NotFound."""
    with store.writing() as db:
        account = account_of(db, as_login(login))
        was_on = second_factor.remove_factor(db, account.id)
        if was_on:
            audit.add_entries(db, [Entry(now, actor, "factor.remove", before={"login": account.login})])
    return was_on


def make_password_link(store: Store, login: str, now: datetime, actor: str = COMMAND_LINE) -> str:
    """Give the token of a link that leads to a new password once, within 24 hours.

    Raises NotFound, Conflict for an account that is deactivated.
    """
    token = new_token()
    with store.writing() as db:
        account = account_of(db, as_login(login))
        if not account.is_active:
            raise Conflict(f"The account {account.login!r} is deactivated. Activate it first.")
        sessions.add_link(db, hash_of(token), account.id, now, now + LINK_LIMIT, sessions.NEW_PASSWORD)
        audit.add_entries(db, [Entry(now, actor, "account.reset-link", after={"login": account.login})])
    return token


def owner_of_password_link(store: Store, token: str, now: datetime) -> User:
    """Give whose password a link sets; looking does not use it up. Raises NotAllowed when it is used or over."""
    with store.reading() as db:
        account = sessions.account_of_link(db, hash_of(token), now, sessions.NEW_PASSWORD)
    if account is None:
        raise NotAllowed(USED_UP)
    return as_user(account)


def set_password_by_link(
    store: Store, token: str, password: str, now: datetime, cost: PasswordCost = STANDARD
) -> None:
    """Set a new password and use the link up; sessions and other links end.

    Raises NotAllowed when it is used or over, QuizError when the password is too weak; the link stays open then.
    """
    passwords.check_rules(password, owner_of_password_link(store, token, now).login)
    stored = passwords.hash_password(password, cost)
    with store.writing() as db:
        account = sessions.use_link(db, hash_of(token), now, sessions.NEW_PASSWORD)
        if account is None:
            raise NotAllowed(USED_UP)
        people.set_password_hash(db, account.id, stored)
        audit.add_entries(db, [Entry(now, account.login, "account.password", after={"login": account.login})])
