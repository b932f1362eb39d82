"""Marks that are made when an answer is saved, and wait for the handing in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("answer", sa.Column("mark_ahead", sa.Text(), nullable=True))
    op.add_column("answer", sa.Column("ahead_by", sa.String(length=80), nullable=True))
