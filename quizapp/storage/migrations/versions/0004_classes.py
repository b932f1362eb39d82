"""Classes and their members, and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    classes()
    audit_log()
    pointers()


def classes() -> None:
    op.create_table(
        "class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_class_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_class"),
        sa.UniqueConstraint("public_id", name="uq_class_public_id"),
    )
    op.create_index("ix_class_owner_id", "class", ["owner_id"])
    op.create_table(
        "class_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("email", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("sis_id", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("extra_time", sa.String(length=8), nullable=False, server_default=sa.text("'1'")),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class.id"], name="fk_class_member_class_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_member"),
        sa.UniqueConstraint("link_hash", name="uq_class_member_link_hash"),
    )
    op.create_index("ix_class_member_class_id", "class_member", ["class_id"])


def audit_log() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("quiz", sa.String(length=16), nullable=True),
        sa.Column("attempt", sa.String(length=32), nullable=True),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_quiz_id", "audit_entry", ["quiz", "id"])
    op.create_index("ix_audit_entry_attempt", "audit_entry", ["attempt"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_stays_{change.lower()} BEFORE {change} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END"
        )


def pointers() -> None:
    with op.batch_alter_table("quiz") as table:
        table.add_column(sa.Column("class_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_quiz_class_id", "class", ["class_id"], ["id"])
        table.create_index("ix_quiz_class_id", ["class_id"])
    with op.batch_alter_table("attempt") as table:
        table.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_attempt_member_id", "class_member", ["member_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_attempt_member_id", ["member_id"])
