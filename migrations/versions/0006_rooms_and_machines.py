"""Who goes first, missed people who come back, cards, tablets, machines with keys, notices, voices, greeters, practice.

Revision 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CARD_IN_USE = sa.text("card IS NOT NULL AND ended_at IS NULL")
HAD_CARD = sa.text("card IS NOT NULL")
ROLES = "('clerk', 'supervisor', 'administrator')"
ROLES_NOW = "('greeter', 'clerk', 'supervisor', 'administrator')"
NAMES = tuple(f"name_{language}" for language in ("vi", "en", "km", "zh"))

# In one statement each: SQLite adds no constraint to a table that exists.
ADDED = (
    (
        "unit",
        "priority_policy",
        "VARCHAR(12) DEFAULT 'interleaved' NOT NULL CONSTRAINT ck_unit_priority_policy_known CHECK (priority_policy IN ('arrival', 'interleaved', 'strict'))",
    ),
    (
        "unit",
        "come_back_after",
        "{number} DEFAULT 3 CONSTRAINT ck_unit_come_back_after_sane CHECK (come_back_after BETWEEN 0 AND 20)",
    ),
    ("unit", "number_cards", "{number} CONSTRAINT ck_unit_number_cards_sane CHECK (number_cards BETWEEN 1 AND 999)"),
    ("unit", "presence_code", "BOOLEAN DEFAULT false NOT NULL"),
    ("unit", "is_practice", "BOOLEAN DEFAULT false NOT NULL"),
    (
        "ticket",
        "priority_rank",
        "{number} DEFAULT 0 NOT NULL CONSTRAINT ck_ticket_priority_rank_not_negative CHECK (priority_rank >= 0)",
    ),
    ("ticket", "card", "{number}"),
    ("ticket", "lined_up_at", "BIGINT"),
    ("counter_session", "closed_by_system", "BOOLEAN DEFAULT false NOT NULL"),
    ("counter_session", "others_since_priority", "{number} DEFAULT 2 NOT NULL"),
)


def upgrade() -> None:
    """Go forward."""
    number = "BIGINT" if _on_postgresql() else "INTEGER"
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind.format(number=number)}")
    op.create_index(
        "uq_ticket_card",
        "ticket",
        ["unit_id", "card"],
        unique=True,
        postgresql_where=CARD_IN_USE,
        sqlite_where=CARD_IN_USE,
    )
    op.create_index(
        "ix_ticket_card_given", "ticket", ["unit_id", "id"], postgresql_where=HAD_CARD, sqlite_where=HAD_CARD
    )
    _change_roles(ROLES, ROLES_NOW)
    _first_and_notices()
    _machines()
    _copies()
    _tally()
    op.create_table(
        "voice_clip",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("mimetype", sa.String(length=40), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_voice_clip_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "language", "name", name=op.f("pk_voice_clip")),
    )


def downgrade() -> None:
    """Go back. Greeters lose their role."""
    for table in (
        "voice_clip",
        "copied_address",
        "tally_sheet",
        "api_request",
        "api_key",
        "device",
        "notice",
        "priority_class",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM role_grant WHERE role = 'greeter'")
    _change_roles(ROLES_NOW, ROLES)
    for index in ("ix_ticket_card_given", "uq_ticket_card"):
        op.drop_index(index, table_name="ticket")
    for table, column, _kind in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _on_postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _change_roles(before: str, after: str) -> None:
    """Let people hold other roles; SQLite changes no constraint, so there the table is made anew in its own words."""
    if _on_postgresql():
        op.execute("ALTER TABLE role_grant DROP CONSTRAINT ck_role_grant_role_known")
        op.execute(f"ALTER TABLE role_grant ADD CONSTRAINT ck_role_grant_role_known CHECK (role IN {after})")
        return
    parts = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'role_grant' AND sql IS NOT NULL"
    words = [(kind, str(sql)) for kind, sql in op.get_bind().execute(sa.text(parts))]
    table = next(sql for kind, sql in words if kind == "table")
    op.execute(table.replace("role_grant", "role_grant_new", 1).replace(before, after))
    op.execute("INSERT INTO role_grant_new SELECT * FROM role_grant")
    op.execute("DROP TABLE role_grant")
    op.execute("ALTER TABLE role_grant_new RENAME TO role_grant")
    for kind, sql in words:
        if kind != "table":
            op.execute(sql)


def _first_and_notices() -> None:
    op.create_table(
        "priority_class",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(length=200), nullable=name != "name_vi") for name in NAMES),
        sa.CheckConstraint("position > 0", name=op.f("ck_priority_class_position_positive")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_priority_class")),
    )
    op.create_table(
        "notice",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("text_vi", sa.String(length=160), nullable=False),
        *(sa.Column(f"text_{language}", sa.String(length=160), nullable=True) for language in ("en", "km", "zh")),
        sa.Column("shown_from", sa.Date(), nullable=False),
        sa.Column("shown_until", sa.Date(), nullable=True),
        sa.CheckConstraint("shown_until IS NULL OR shown_until >= shown_from", name=op.f("ck_notice_days_ordered")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_notice_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_unit", "notice", ["unit_id"])


def _copies() -> None:
    op.create_table(
        "copied_address",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_copied_address_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_copied_address")),
    )
    op.create_index("ix_copied_address_ticket", "copied_address", ["ticket_id"])


def _tally() -> None:
    op.create_table(
        "tally_sheet",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("page", NUMBER, nullable=False),
        sa.Column("lines", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_by", NUMBER, nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(taken_back_at IS NULL) = (reason IS NULL)", name=op.f("ck_tally_sheet_reason_when_taken_back")
        ),
        sa.CheckConstraint("lines > 0", name=op.f("ck_tally_sheet_lines_positive")),
        sa.CheckConstraint("page BETWEEN 1 AND 99", name=op.f("ck_tally_sheet_page_sane")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tally_sheet_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_sheet")),
        sa.UniqueConstraint("key", name=op.f("uq_tally_sheet_key")),
    )
    stands = sa.text("taken_back_at IS NULL")
    op.create_index(
        "uq_tally_sheet_page",
        "tally_sheet",
        ["unit_id", "day", "page"],
        unique=True,
        postgresql_where=stands,
        sqlite_where=stands,
    )


def _machines() -> None:
    op.create_table(
        "device",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("prefix", sa.String(length=3), nullable=False),
        sa.Column("prints", sa.Boolean(), nullable=False),
        sa.Column("pairing_hash", sa.String(length=64), nullable=True),
        sa.Column("pairing_until", sa.BigInteger(), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("paired_at", sa.BigInteger(), nullable=True),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=True),
        sa.Column("unsent", NUMBER, nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("prefix = upper(prefix)", name=op.f("ck_device_prefix_upper")),
        sa.CheckConstraint("unsent >= 0", name=op.f("ck_device_unsent_not_negative")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_device_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_device_key_hash")),
        sa.UniqueConstraint("pairing_hash", name=op.f("uq_device_pairing_hash")),
        sa.UniqueConstraint("unit_id", "prefix", name=op.f("uq_device_unit_id_prefix")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_api_key_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    op.create_table(
        "api_request",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_api_request")),
    )
    op.create_index("ix_api_request_at", "api_request", ["at"])
