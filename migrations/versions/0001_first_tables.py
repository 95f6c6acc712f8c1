"""The first tables.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_event", "ticket_event")


def forbid_changes() -> None:
    """Let rows of the append-only tables be added, and never changed or deleted."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        return
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are append-only'); END"
            )


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_unit_at", ["unit_id", "at"], unique=False)

    op.create_table(
        "bucket",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_bucket")),
    )
    op.create_table(
        "holiday_override",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday_override")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("progress", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_until", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_state_known")),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_job_progress_percent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_id", ["state", "id"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=True),
        sa.Column("ward_code", sa.String(length=5), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("hotline", sa.String(length=40), nullable=True),
        sa.Column("pilot", sa.Boolean(), nullable=False),
        sa.Column("pilot_since", sa.Date(), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("start_with_call", sa.Boolean(), nullable=False),
        sa.Column("close_at_night", sa.Boolean(), nullable=False),
        sa.Column("before_opening_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('organisation', 'centre', 'site')", name=op.f("ck_unit_kind_known")),
        sa.CheckConstraint("mode IN ('full', 'survey_only')", name=op.f("ck_unit_mode_known")),
        sa.CheckConstraint("NOT pilot OR pilot_since IS NOT NULL", name=op.f("ck_unit_pilot_has_date")),
        sa.CheckConstraint("before_opening_minutes BETWEEN 0 AND 240", name=op.f("ck_unit_before_opening_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
    )
    op.create_table(
        "ballot_batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("served", sa.Boolean(), nullable=True),
        sa.Column("from_week", sa.String(length=8), nullable=False),
        sa.Column("until_week", sa.String(length=8), nullable=False),
        sa.Column("sealed_at", sa.BigInteger(), nullable=False),
        sa.Column("ballots", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("ballots > 0", name=op.f("ck_ballot_batch_not_empty")),
        sa.CheckConstraint("until_week >= from_week", name=op.f("ck_ballot_batch_weeks_ordered")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ballot_batch_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_batch")),
    )
    with op.batch_alter_table("ballot_batch", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_batch_unit_until", ["unit_id", "until_week"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until_week", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_comment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_unit_until", ["unit_id", "until_week", "id"], unique=False)

    op.create_table(
        "counter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_counter_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("unit_id", "label", name=op.f("uq_counter_unit_id_label")),
    )
    op.create_table(
        "opening_exception",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.CheckConstraint("(opens IS NULL) = (closes IS NULL)", name=op.f("ck_opening_exception_both_times_or_none")),
        sa.CheckConstraint("opens IS NULL OR closes > opens", name=op.f("ck_opening_exception_closes_after_opening")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opening_exception_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_exception")),
        sa.UniqueConstraint("unit_id", "day", "opens", name=op.f("uq_opening_exception_unit_id_day_opens")),
    )
    op.create_table(
        "opening_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("weekday", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_opening_session_closes_after_opening")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_session_weekday_known")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opening_session_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_session")),
        sa.UniqueConstraint("unit_id", "weekday", "opens", name=op.f("uq_opening_session_unit_id_weekday_opens")),
    )
    op.create_table(
        "pending_comment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pending_comment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_comment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.create_index("ix_pending_comment_unit_week", ["unit_id", "week", "id"], unique=False)

    op.create_table(
        "questionnaire",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.CheckConstraint("role IN ('visit', 'open')", name=op.f("ck_questionnaire_role_known")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until > valid_from", name=op.f("ck_questionnaire_valid_range")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_questionnaire_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_questionnaire_key_version")),
    )
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.create_index("ix_questionnaire_role_unit", ["role", "unit_id"], unique=False)

    op.create_table(
        "queue_day",
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prefix", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("last_number >= 0", name=op.f("ck_queue_day_last_number_positive")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_queue_day_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "prefix", "day", name=op.f("pk_queue_day")),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("role IN ('clerk', 'supervisor', 'administrator')", name=op.f("ck_role_grant_role_known")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_role_grant_staff_id_staff")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("staff_id", "role", "unit_id", name=op.f("uq_role_grant_staff_id_role_unit_id")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index("ix_role_grant_unit", ["unit_id"], unique=False)

    op.create_table(
        "service_group",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prefix", sa.String(length=3), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("guidance", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.CheckConstraint("prefix = upper(prefix)", name=op.f("ck_service_group_prefix_upper")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_service_group_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_group")),
        sa.UniqueConstraint("unit_id", "prefix", name=op.f("uq_service_group_unit_id_prefix")),
    )
    op.create_table(
        "spent_token",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_spent_token_unit_id_unit")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_spent_token")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("spent_token", schema=None) as batch_op:
        batch_op.create_index("ix_spent_token_unit", ["unit_id", "token_hash"], unique=False)

    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_session")),
    )
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.create_index("ix_staff_session_staff", ["staff_id"], unique=False)

    op.create_table(
        "unit_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("target_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("older_target_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> unit_id", name=op.f("ck_unit_version_not_own_parent")),
        sa.CheckConstraint(
            "target_seconds > 0 AND older_target_seconds >= target_seconds",
            name=op.f("ck_unit_version_targets_ordered"),
        ),
        sa.CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name=op.f("ck_unit_version_valid_range")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_version_parent_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_version_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_version")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_version_unit_id_valid_from")),
    )
    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.create_index("ix_unit_version_parent", ["parent_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("wait_band", sa.String(length=12), nullable=True),
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["ballot_batch.id"], name=op.f("fk_ballot_batch_id_ballot_batch")),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_ballot_counter_id_counter")),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_ballot_group_id_service_group")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_ballot_questionnaire_id_questionnaire")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_batch", ["batch_id", "id"], unique=False)

    op.create_table(
        "code",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("length(code) = 8", name=op.f("ck_code_code_length")),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_code_counter_id_counter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_code_unit_id_unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_code")),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index("ix_code_unit", ["unit_id"], unique=False)

    op.create_table(
        "counter_group",
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_counter_group_counter_id_counter")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["service_group.id"], name=op.f("fk_counter_group_group_id_service_group")
        ),
        sa.PrimaryKeyConstraint("counter_id", "group_id", name=op.f("pk_counter_group")),
    )
    op.create_table(
        "counter_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "closed_at IS NULL OR closed_at >= opened_at", name=op.f("ck_counter_session_closes_after_opening")
        ),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_counter_session_counter_id_counter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_counter_session_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_session")),
    )
    with op.batch_alter_table("counter_session", schema=None) as batch_op:
        batch_op.create_index("ix_counter_session_unit_opened_at", ["unit_id", "opened_at"], unique=False)
        batch_op.create_index(
            "uq_counter_session_open",
            ["counter_id"],
            unique=True,
            postgresql_where=sa.text("closed_at IS NULL"),
            sqlite_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "pending_ballot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("wait_band", sa.String(length=12), nullable=True),
        sa.Column("served", sa.Boolean(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('visit', 'kiosk', 'paper', 'poster')", name=op.f("ck_pending_ballot_channel_known")
        ),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_pending_ballot_counter_id_counter")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["service_group.id"], name=op.f("fk_pending_ballot_group_id_service_group")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_pending_ballot_questionnaire_id_questionnaire")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pending_ballot_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pending_ballot", schema=None) as batch_op:
        batch_op.create_index("ix_pending_ballot_unit_week", ["unit_id", "week", "id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("overall", sa.Boolean(), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.CheckConstraint("kind IN ('levels', 'one', 'several', 'text')", name=op.f("ck_question_kind_known")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_question_questionnaire_id_questionnaire")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("questionnaire_id", "position", name=op.f("uq_question_questionnaire_id_position")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prefix", sa.String(length=3), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("priority_class", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("respondent", sa.String(length=10), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("vote_hash", sa.String(length=64), nullable=True),
        sa.Column("device_hash", sa.String(length=64), nullable=True),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("first_called_at", sa.BigInteger(), nullable=True),
        sa.Column("last_called_at", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("hold_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("held_since", sa.BigInteger(), nullable=True),
        sa.Column("came_back", sa.Boolean(), nullable=False),
        sa.Column("arrived_quality", sa.String(length=12), nullable=False),
        sa.Column("called_quality", sa.String(length=12), nullable=True),
        sa.Column("started_quality", sa.String(length=12), nullable=True),
        sa.Column("ended_quality", sa.String(length=12), nullable=True),
        sa.Column("ahead", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("estimate_low_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("estimate_high_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL AND ended_quality IS NULL) OR (ended_at IS NOT NULL AND ended_quality IN ('exact', 'back_dated', 'device', 'system'))",
            name=op.f("ck_ticket_ended_quality_known"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (state IN ('waiting', 'called', 'serving', 'on_hold'))",
            name=op.f("ck_ticket_ended_when_closed"),
        ),
        sa.CheckConstraint(
            "(first_called_at IS NULL AND called_quality IS NULL) OR (first_called_at IS NOT NULL AND called_quality IN ('exact', 'back_dated', 'device', 'system'))",
            name=op.f("ck_ticket_called_quality_known"),
        ),
        sa.CheckConstraint(
            "(started_at IS NULL AND started_quality IS NULL) OR (started_at IS NOT NULL AND started_quality IN ('exact', 'back_dated', 'device', 'system'))",
            name=op.f("ck_ticket_started_quality_known"),
        ),
        sa.CheckConstraint(
            "arrived_quality IN ('exact', 'back_dated', 'device', 'system')",
            name=op.f("ck_ticket_arrived_quality_known"),
        ),
        sa.CheckConstraint(
            "channel IN ('phone', 'kiosk', 'clerk', 'api', 'import', 'tally', 'system')",
            name=op.f("ck_ticket_channel_known"),
        ),
        sa.CheckConstraint(
            "respondent IS NULL OR respondent IN ('person', 'business')", name=op.f("ck_ticket_respondent_known")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'called', 'serving', 'on_hold', 'done', 'no_show', 'left', 'removed', 'closed')",
            name=op.f("ck_ticket_state_known"),
        ),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= arrived_at", name=op.f("ck_ticket_ended_after_arrival")),
        sa.CheckConstraint(
            "first_called_at IS NULL OR first_called_at >= arrived_at", name=op.f("ck_ticket_called_after_arrival")
        ),
        sa.CheckConstraint("hold_seconds >= 0", name=op.f("ck_ticket_hold_not_negative")),
        sa.CheckConstraint("number > 0", name=op.f("ck_ticket_number_positive")),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_ticket_counter_id_counter")),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_ticket_group_id_service_group")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ticket_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_ticket_issue_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ticket_token_hash")),
        sa.UniqueConstraint("unit_id", "day", "prefix", "number", name=op.f("uq_ticket_unit_id_day_prefix_number")),
        sa.UniqueConstraint("vote_hash", name=op.f("uq_ticket_vote_hash")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ticket_open",
            ["unit_id", "group_id", "arrived_at"],
            unique=False,
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'on_hold')"),
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'on_hold')"),
        )
        batch_op.create_index(
            "ix_ticket_report",
            [
                "unit_id",
                "arrived_at",
                "state",
                "first_called_at",
                "started_at",
                "ended_at",
                "opened_at",
                "arrived_quality",
                "called_quality",
                "started_quality",
                "hold_seconds",
                "channel",
            ],
            unique=False,
        )
        batch_op.create_index(
            "uq_ticket_at_counter",
            ["counter_id"],
            unique=True,
            postgresql_where=sa.text("state IN ('called', 'serving')"),
            sqlite_where=sa.text("state IN ('called', 'serving')"),
        )

    op.create_table(
        "ballot_answer",
        sa.Column("ballot_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_answer_ballot_id_ballot")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_ballot_answer_question_id_question")),
        sa.PrimaryKeyConstraint("ballot_id", "question_id", "value", name=op.f("pk_ballot_answer")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_answer", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_answer_question_value", ["question_id", "value"], unique=False)

    op.create_table(
        "choice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("name_km", sa.String(length=200), nullable=True),
        sa.Column("name_zh", sa.String(length=200), nullable=True),
        sa.CheckConstraint("value BETWEEN 0 AND 99", name=op.f("ck_choice_value_small")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_choice_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
        sa.UniqueConstraint("question_id", "value", name=op.f("uq_choice_question_id_value")),
    )
    op.create_table(
        "counter_pause",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=False),
        sa.Column("resumed_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "resumed_at IS NULL OR resumed_at >= paused_at", name=op.f("ck_counter_pause_resumes_after_pause")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["counter_session.id"], name=op.f("fk_counter_pause_session_id_counter_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_pause")),
    )
    with op.batch_alter_table("counter_pause", schema=None) as batch_op:
        batch_op.create_index("ix_counter_pause_session", ["session_id"], unique=False)

    op.create_table(
        "counter_session_group",
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["service_group.id"], name=op.f("fk_counter_session_group_group_id_service_group")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["counter_session.id"], name=op.f("fk_counter_session_group_session_id_counter_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "group_id", name=op.f("pk_counter_session_group")),
    )
    op.create_table(
        "ticket_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("from_state", sa.String(length=10), nullable=True),
        sa.Column("to_state", sa.String(length=10), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "from_state IS NULL OR from_state IN ('waiting', 'called', 'serving', 'on_hold', 'done', 'no_show', 'left', 'removed', 'closed')",
            name=op.f("ck_ticket_event_from_state_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('issue', 'call', 'recall', 'return', 'start', 'hold', 'resume', 'transfer', 'finish', 'no_show', 'come_back', 'leave', 'remove', 'close', 'undo')",
            name=op.f("ck_ticket_event_kind_known"),
        ),
        sa.CheckConstraint(
            "to_state IN ('waiting', 'called', 'serving', 'on_hold', 'done', 'no_show', 'left', 'removed', 'closed')",
            name=op.f("ck_ticket_event_to_state_known"),
        ),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_ticket_event_counter_id_counter")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_event_ticket_id_ticket")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ticket_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_event")),
        sa.UniqueConstraint("key", name=op.f("uq_ticket_event_key")),
    )
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.create_index("ix_ticket_event_ticket", ["ticket_id", "id"], unique=False)
        batch_op.create_index("ix_ticket_event_unit", ["unit_id", "id"], unique=False)

    op.create_table(
        "ticket_leg",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("first_called_at", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('done', 'transferred', 'no_show', 'left', 'removed', 'closed')",
            name=op.f("ck_ticket_leg_outcome_known"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name=op.f("ck_ticket_leg_outcome_when_ended")),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_ticket_leg_counter_id_counter")),
        sa.ForeignKeyConstraint(["group_id"], ["service_group.id"], name=op.f("fk_ticket_leg_group_id_service_group")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_leg_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_leg")),
        sa.UniqueConstraint("ticket_id", "seq", name=op.f("uq_ticket_leg_ticket_id_seq")),
    )
    forbid_changes()


def downgrade() -> None:
    """Go back."""
    op.drop_table("ticket_leg")
    with op.batch_alter_table("ticket_event", schema=None) as batch_op:
        batch_op.drop_index("ix_ticket_event_unit")
        batch_op.drop_index("ix_ticket_event_ticket")

    op.drop_table("ticket_event")
    op.drop_table("counter_session_group")
    with op.batch_alter_table("counter_pause", schema=None) as batch_op:
        batch_op.drop_index("ix_counter_pause_session")

    op.drop_table("counter_pause")
    op.drop_table("choice")
    with op.batch_alter_table("ballot_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_ballot_answer_question_value")

    op.drop_table("ballot_answer")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ticket_at_counter",
            postgresql_where=sa.text("state IN ('called', 'serving')"),
            sqlite_where=sa.text("state IN ('called', 'serving')"),
        )
        batch_op.drop_index("ix_ticket_report")
        batch_op.drop_index(
            "ix_ticket_open",
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'on_hold')"),
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'on_hold')"),
        )

    op.drop_table("ticket")
    op.drop_table("question")
    with op.batch_alter_table("pending_ballot", schema=None) as batch_op:
        batch_op.drop_index("ix_pending_ballot_unit_week")

    op.drop_table("pending_ballot")
    with op.batch_alter_table("counter_session", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_counter_session_open",
            postgresql_where=sa.text("closed_at IS NULL"),
            sqlite_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index("ix_counter_session_unit_opened_at")

    op.drop_table("counter_session")
    op.drop_table("counter_group")
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_index("ix_code_unit")

    op.drop_table("code")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index("ix_ballot_batch")

    op.drop_table("ballot")
    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.drop_index("ix_unit_version_parent")

    op.drop_table("unit_version")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_index("ix_staff_session_staff")

    op.drop_table("staff_session")
    with op.batch_alter_table("spent_token", schema=None) as batch_op:
        batch_op.drop_index("ix_spent_token_unit")

    op.drop_table("spent_token")
    op.drop_table("service_group")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grant_unit")

    op.drop_table("role_grant")
    op.drop_table("queue_day")
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.drop_index("ix_questionnaire_role_unit")

    op.drop_table("questionnaire")
    with op.batch_alter_table("pending_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_pending_comment_unit_week")

    op.drop_table("pending_comment")
    op.drop_table("opening_session")
    op.drop_table("opening_exception")
    op.drop_table("counter")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_unit_until")

    op.drop_table("comment")
    with op.batch_alter_table("ballot_batch", schema=None) as batch_op:
        batch_op.drop_index("ix_ballot_batch_unit_until")

    op.drop_table("ballot_batch")
    op.drop_table("unit")
    op.drop_table("staff")
    op.drop_table("lease")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_id")

    op.drop_table("job")
    op.drop_table("holiday_override")
    op.drop_table("bucket")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_unit_at")

    op.drop_table("audit_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
