"""Tickets that move to another phone, and an office that gives out only so many numbers a day.

Revision 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOVES = (
    *("issue", "call", "recall", "return", "start", "hold", "resume", "transfer", "finish"),
    *("no_show", "come_back", "leave", "remove", "close", "undo"),
)


def upgrade() -> None:
    """Go forward."""
    op.add_column("ticket", sa.Column("claim_box", sa.String(length=40), nullable=True))
    op.create_table(
        "moved_address",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_moved_address_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_moved_address")),
    )
    op.create_index("ix_moved_address_ticket", "moved_address", ["ticket_id"], unique=False)
    number = "BIGINT" if _on_postgresql() else "INTEGER"
    op.execute(  # in one statement: SQLite adds no constraint to a table that exists
        f"ALTER TABLE unit ADD COLUMN daily_limit {number} CONSTRAINT ck_unit_daily_limit_positive CHECK (daily_limit > 0)"
    )
    _know_claims()


def downgrade() -> None:
    """Go back. That a claim is a known event stays: the record of what happened is append-only."""
    if _on_postgresql():
        op.drop_column("unit", "daily_limit")
    else:
        op.execute("ALTER TABLE unit DROP COLUMN daily_limit")
    op.drop_index("ix_moved_address_ticket", table_name="moved_address")
    op.drop_table("moved_address")
    op.execute("ALTER TABLE ticket DROP COLUMN claim_box")


def _on_postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _know_claims() -> None:
    """Let the record of a ticket hold that it moved to another phone."""
    if _on_postgresql():
        kinds = ", ".join(f"'{kind}'" for kind in (*MOVES, "claim"))
        op.execute("ALTER TABLE ticket_event DROP CONSTRAINT ck_ticket_event_kind_known")
        op.execute(f"ALTER TABLE ticket_event ADD CONSTRAINT ck_ticket_event_kind_known CHECK (kind IN ({kinds}))")
    else:
        _copy_with_claims()


def _copy_with_claims() -> None:
    """Make the table anew, with its own words but one: SQLite changes no constraint. Triggers and indexes follow."""
    parts = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'ticket_event' AND sql IS NOT NULL"
    words = [(kind, str(sql)) for kind, sql in op.get_bind().execute(sa.text(parts))]
    table = next(sql for kind, sql in words if kind == "table")
    if "'claim'" in table:
        return
    op.execute(table.replace("ticket_event", "ticket_event_new", 1).replace("'undo')", "'undo', 'claim')"))
    op.execute("INSERT INTO ticket_event_new SELECT * FROM ticket_event")
    op.execute("DROP TABLE ticket_event")
    op.execute("ALTER TABLE ticket_event_new RENAME TO ticket_event")
    for kind, sql in words:
        if kind != "table":
            op.execute(sql)
