"""Settings of quizzes, drafts and flags, extra time, contests, decks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    decks()
    attempts()
    answers()
    extra_time()
    contests()


def decks() -> None:
    op.create_table(
        "deck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deck"),
    )
    op.create_table(
        "deck_holder",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("deck_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_deck_holder_deck_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", "deck_id", name="pk_deck_holder"),
    )
    op.create_index("ix_deck_holder_deck_id", "deck_holder", ["deck_id"])
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_card_deck_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_card"),
        sa.UniqueConstraint("deck_id", "slug", "question_id", name="uq_card_deck_id_slug_question_id"),
    )
    op.create_index("ix_card_deck_id_due_at", "card", ["deck_id", "due_at"])


def attempts() -> None:
    with op.batch_alter_table("attempt") as table:
        table.add_column(sa.Column("plan", sa.Text(), nullable=False, server_default=sa.text("'{}'")))
        table.add_column(sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(
            sa.Column("extra_time", sa.String(length=8), nullable=False, server_default=sa.text("'1'"))
        )
        table.add_column(sa.Column("open_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("deck_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_attempt_deck_id", "deck", ["deck_id"], ["id"], ondelete="SET NULL")
        table.create_index("ix_attempt_deck_id", ["deck_id"])


def answers() -> None:
    with op.batch_alter_table("answer") as table:
        table.add_column(sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("confidence", sa.String(length=8), nullable=True))
        table.add_column(sa.Column("hints", sa.Integer(), nullable=True))
        table.add_column(sa.Column("client_key", sa.String(length=40), nullable=True))


def extra_time() -> None:
    op.create_table(
        "extra_time",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("extra_time", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name="fk_extra_time_quiz_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("quiz_id", "name_key", name="pk_extra_time"),
    )


def contests() -> None:
    op.create_table(
        "contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_contest_account_id"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_contest_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contest"),
        sa.UniqueConstraint(
            "attempt_id", "question_id", "kind", name="uq_contest_attempt_id_question_id_kind"
        ),
    )
