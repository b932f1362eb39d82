"""Invitations, as they are stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from quizapp.storage.tables import Invitation


@dataclass(frozen=True)
class InvitationRecord:
    """An invitation that is open; ``note`` says whom it is for, ``invited_by`` is a login ("": the command line)."""

    id: int
    role: str
    note: str
    invited_by: str
    created_at: datetime
    expires_at: datetime


INVITATION = select(
    Invitation.id,
    Invitation.role,
    Invitation.note,
    Invitation.invited_by,
    Invitation.created_at,
    Invitation.expires_at,
)


def add_invitation(
    db: Connection,
    token_hash: str,
    role: str,
    note: str,
    invited_by: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Store an invitation; those that are over go."""
    db.execute(delete(Invitation).where(Invitation.expires_at <= now))
    db.execute(
        insert(Invitation).values(
            token_hash=token_hash,
            role=role,
            note=note,
            invited_by=invited_by,
            created_at=now,
            expires_at=expires_at,
        )
    )


def open_invitations(db: Connection, now: datetime) -> list[InvitationRecord]:
    """Give the invitations that may still be used, the newest first."""
    found = INVITATION.where(Invitation.expires_at > now).order_by(Invitation.id.desc())
    return [InvitationRecord(*row) for row in db.execute(found)]


def invitation_by_hash(db: Connection, token_hash: str, now: datetime) -> InvitationRecord | None:
    """Find an invitation that may still be used."""
    found = INVITATION.where(Invitation.token_hash == token_hash, Invitation.expires_at > now)
    row = db.execute(found).one_or_none()
    return None if row is None else InvitationRecord(*row)


def remove_invitation(db: Connection, invitation_id: int) -> InvitationRecord | None:
    """End an invitation and give it; None when it is gone already."""
    row = db.execute(INVITATION.where(Invitation.id == invitation_id)).one_or_none()
    gone = db.execute(delete(Invitation).where(Invitation.id == invitation_id)).rowcount
    return InvitationRecord(*row) if row is not None and gone else None
