"""What was changed in the pilot, letterheads, the words of reports, what was sent, scans, kept drawings, heads and leaders.

Revision 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = "('greeter', 'clerk', 'supervisor', 'administrator')"
ROLES_NOW = "('greeter', 'clerk', 'head', 'leader', 'supervisor', 'administrator')"
SEVERAL_LEGS = sa.text("seq > 1")
BEFORE = (
    *("unit_id", "arrived_at", "state", "first_called_at", "started_at", "ended_at", "opened_at"),
    *("arrived_quality", "called_quality", "started_quality", "hold_seconds", "channel"),
)
NOW = (
    *("unit_id", "arrived_at", "state", "first_called_at", "started_at"),
    *("channel", "arrived_quality", "called_quality"),
)
# PostgreSQL reads everything that a figure needs from the index alone; on SQLite it stands ready in one value.
INCLUDED = [
    *("last_called_at", "ended_at", "opened_at", "started_quality", "ended_quality", "hold_seconds"),
    *("group_id", "counter_id", "priority_class", "respondent", "estimate_low_seconds", "estimate_high_seconds"),
]
PACKED = (
    "CREATE INDEX ix_ticket_packed ON ticket (unit_id, arrived_at, priority_class, "
    "printf('%016x%016x%016x%016x%016x%016x%08x%08x%08x%08x%08x%08x', coalesce(arrived_at, -1), "
    "coalesce(opened_at, -1), coalesce(first_called_at, -1), coalesce(last_called_at, -1), "
    "coalesce(started_at, -1), coalesce(ended_at, -1), CASE state WHEN 'done' THEN 0 WHEN 'left' THEN 1 "
    "WHEN 'no_show' THEN 2 WHEN 'removed' THEN 3 WHEN 'closed' THEN 4 WHEN 'waiting' THEN 5 WHEN 'called'"
    " THEN 6 WHEN 'serving' THEN 7 WHEN 'on_hold' THEN 8 ELSE 0 END + CASE WHEN arrived_quality <> "
    "'exact' THEN 16 ELSE 0 END + CASE WHEN called_quality <> 'exact' THEN 32 ELSE 0 END + CASE WHEN "
    "started_quality <> 'exact' THEN 64 ELSE 0 END + CASE WHEN ended_quality <> 'exact' THEN 128 ELSE 0 "
    "END + CASE channel WHEN 'phone' THEN 0 WHEN 'kiosk' THEN 256 WHEN 'clerk' THEN 512 WHEN 'api' THEN "
    "768 WHEN 'import' THEN 1024 WHEN 'tally' THEN 1280 WHEN 'system' THEN 1536 ELSE 0 END + CASE "
    "respondent WHEN 'person' THEN 2048 WHEN 'business' THEN 4096 ELSE 0 END, group_id, "
    "coalesce(counter_id, -1) + 1, hold_seconds, coalesce(estimate_low_seconds, -1) + 1, "
    "coalesce(estimate_high_seconds, -1) + 1))"
)
# In one statement each: SQLite adds no constraint to a table that exists.
ADDED = (
    (
        "unit",
        "baseline_from",
        "DATE CONSTRAINT ck_unit_baseline_before_pilot CHECK (baseline_from IS NULL OR baseline_from < pilot_since)",
    ),
    (
        "unit",
        "pilot_until",
        "DATE CONSTRAINT ck_unit_pilot_ends_after_start CHECK (pilot_until IS NULL OR pilot_until >= pilot_since)",
    ),
    ("unit", "report_mail", "VARCHAR(500)"),
    (
        "question",
        "meaning",
        "VARCHAR(20) CONSTRAINT ck_question_meaning_known CHECK (meaning IS NULL OR meaning IN ('reported_wait', 'wait_level', 'visit_number', 'wait_reason'))",
    ),
)
MEANINGS = ((1, "reported_wait"), (2, "wait_level"), (3, "visit_number"), (4, "wait_reason"))


def upgrade() -> None:
    """Go forward."""
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for position, meaning in MEANINGS:
        op.execute(
            f"UPDATE question SET meaning = '{meaning}' WHERE position = {position}"
            " AND questionnaire_id IN (SELECT id FROM questionnaire WHERE key = 'waiting')"
        )
    _change_roles(ROLES, ROLES_NOW)
    op.drop_index("ix_ticket_report", table_name="ticket")
    op.create_index("ix_ticket_report", "ticket", list(NOW), postgresql_include=INCLUDED)
    if not _on_postgresql():
        op.execute(PACKED)
    op.create_index(
        "ix_ticket_leg_several",
        "ticket_leg",
        ["queued_at", "ticket_id"],
        postgresql_where=SEVERAL_LEGS,
        sqlite_where=SEVERAL_LEGS,
    )
    _pilot()
    _documents()
    op.create_table(
        "code_scans",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scans", NUMBER, nullable=False),
        sa.CheckConstraint("scans > 0", name=op.f("ck_code_scans_scans_positive")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_code_scans_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "day", name=op.f("pk_code_scans")),
    )
    op.create_table(
        "kept_drawing",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_drawing")),
    )


def downgrade() -> None:
    """Go back. Heads and leaders lose their role."""
    for table in (
        *("kept_drawing", "code_scans", "sent_report", "issued_report", "report_text", "letterhead", "pilot_event"),
    ):
        op.drop_table(table)
    op.drop_index("ix_ticket_leg_several", table_name="ticket_leg")
    if not _on_postgresql():
        op.execute("DROP INDEX ix_ticket_packed")
    op.drop_index("ix_ticket_report", table_name="ticket")
    op.create_index("ix_ticket_report", "ticket", list(BEFORE))
    op.execute("DELETE FROM role_grant WHERE role IN ('head', 'leader')")
    _change_roles(ROLES_NOW, ROLES)
    for table, column, _kind in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _pilot() -> None:
    op.create_table(
        "pilot_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=True),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('intervention', 'incident')", name=op.f("ck_pilot_event_kind_known")),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name=op.f("ck_pilot_event_days_ordered")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_pilot_event_withdrawn_whole"),
        ),
        sa.CheckConstraint(
            "what <> '' AND (withdrawn_reason IS NULL OR withdrawn_reason <> '')",
            name=op.f("ck_pilot_event_words_said"),
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_pilot_event_staff_id_staff")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pilot_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_event")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_pilot_event_issue_key")),
    )
    op.create_index("ix_pilot_event_unit_day", "pilot_event", ["unit_id", "first_day"])


def _documents() -> None:
    op.create_table(
        "letterhead",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("superior_body", sa.String(length=200), nullable=False),
        sa.Column("issuing_body", sa.String(length=200), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("signer_title", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_letterhead_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_letterhead_unit_id_valid_from")),
    )
    op.create_table(
        "report_text",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('weekly', 'interim', 'final')", name=op.f("ck_report_text_kind_known")),
        sa.CheckConstraint("version > 0", name=op.f("ck_report_text_version_positive")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_report_text_staff_id_staff")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_report_text_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            *("unit_id", "kind", "period", "section", "version"),
            name=op.f("uq_report_text_unit_id_kind_period_section_version"),
        ),
    )
    op.create_table(
        "issued_report",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('weekly', 'interim', 'final')", name=op.f("ck_issued_report_kind_known")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_issued_report_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_report")),
        sa.UniqueConstraint("unit_id", "kind", "period", name=op.f("uq_issued_report_unit_id_kind_period")),
    )
    op.create_table(
        "sent_report",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["issued_report.id"], name=op.f("fk_sent_report_report_id_issued_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_report")),
        sa.UniqueConstraint("report_id", "address", name=op.f("uq_sent_report_report_id_address")),
    )
    op.create_index("ix_sent_report_report", "sent_report", ["report_id"])


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
