"""What teachers say about answers, and note about attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "answer_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_answer_comment_account_id"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_answer_comment_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_comment"),
    )
    op.create_index(
        "ix_answer_comment_attempt_id_question_id", "answer_comment", ["attempt_id", "question_id"]
    )
    op.create_table(
        "attempt_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_attempt_note_account_id"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_attempt_note_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempt_note"),
    )
    op.create_index("ix_attempt_note_attempt_id", "attempt_note", ["attempt_id"])
