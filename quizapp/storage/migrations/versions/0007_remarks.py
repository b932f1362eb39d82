"""Batches of re-marks; what a ruling or a mark was made by."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "remark_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name="fk_remark_batch_quiz_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_remark_batch_account_id"),
        sa.ForeignKeyConstraint(["undoes_id"], ["remark_batch.id"], name="fk_remark_batch_undoes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remark_batch"),
        sa.UniqueConstraint("public_id", name="uq_remark_batch_public_id"),
        sa.UniqueConstraint("undoes_id", name="uq_remark_batch_undoes_id"),
    )
    op.create_index("ix_remark_batch_quiz_id", "remark_batch", ["quiz_id"])
    with op.batch_alter_table("mark") as table:
        table.add_column(sa.Column("bank_version_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_mark_bank_version_id", "bank_version", ["bank_version_id"], ["id"])
    op.create_index(
        "ix_mark_in_doubt",
        "mark",
        ["attempt_id"],
        sqlite_where=sa.text("needs_review = 1"),
        postgresql_where=sa.text("needs_review"),
    )
    with op.batch_alter_table("override") as table:
        table.add_column(sa.Column("batch_id", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("kind", sa.String(length=8), nullable=False, server_default=sa.text("'ruling'"))
        )
        table.add_column(sa.Column("needs_review", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("detail", sa.Text(), nullable=True))
        table.add_column(sa.Column("bank_version_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_override_batch_id", "remark_batch", ["batch_id"], ["id"])
        table.create_foreign_key("fk_override_bank_version_id", "bank_version", ["bank_version_id"], ["id"])
        table.create_index("ix_override_batch_id", ["batch_id"])
