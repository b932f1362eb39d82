"""Invitations, accounts that are closed, sessions that can be told apart, second factors, shared banks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    accounts()
    invitations()
    second_factors()
    shares()


def accounts() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("session") as table:
        table.add_column(
            sa.Column("browser", sa.String(length=80), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("sign_in_link") as table:
        table.add_column(
            sa.Column("purpose", sa.String(length=16), nullable=False, server_default=sa.text("'sign-in'"))
        )


def invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=80), nullable=False),
        sa.Column("invited_by", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )


def second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_second_factor_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_recovery_code_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_account_id", "recovery_code", ["account_id"])


def shares() -> None:
    op.create_table(
        "bank_share",
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("may_edit", sa.Boolean(), nullable=False),
        sa.Column("with_quizzes", sa.Boolean(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_bank_share_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name="fk_bank_share_bank_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bank_id", "account_id", name="pk_bank_share"),
    )
    op.create_index("ix_bank_share_account_id", "bank_share", ["account_id"])
