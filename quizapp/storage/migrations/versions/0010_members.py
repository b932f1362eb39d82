"""Browsers of class members, and labels that tell several quizzes of one bank apart."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "member_holder",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["class_member.id"], name="fk_member_holder_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", "member_id", name="pk_member_holder"),
    )
    op.create_index("ix_member_holder_member_id", "member_holder", ["member_id"])
    with op.batch_alter_table("quiz") as table:
        table.add_column(
            sa.Column("label", sa.String(length=80), nullable=False, server_default=sa.text("''"))
        )
