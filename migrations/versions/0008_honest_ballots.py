"""The ballots' log, receipts, ballots on paper, decisions of moderators, drafts of questionnaires, spot checks, remedies.

Revision 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = "('greeter', 'clerk', 'head', 'leader', 'supervisor', 'administrator')"
ROLES_NOW = "('greeter', 'clerk', 'head', 'leader', 'supervisor', 'administrator', 'monitor', 'moderator', 'typist')"
TRANSLATIONS = ("name_en", "name_km", "name_zh")
APPEND_ONLY = ("ledger_leaf", "ledger_checkpoint", "moderation")
IS_ASIDE = sa.text("aside_block IS NOT NULL")
FACTORS = "('access', 'procedures', 'officers', 'results', 'feedback', 'conduct')"
# In one statement each: SQLite adds no constraint to a table that exists.
ADDED = (
    ("unit", "denunciations", "VARCHAR(300)"),
    ("unit", "satisfaction_target_from", "DATE"),
    ("questionnaire", "is_draft", "BOOLEAN DEFAULT FALSE NOT NULL"),
    ("questionnaire", "planned_until", "DATE"),
    (
        "question",
        "factor",
        f"VARCHAR(12) CONSTRAINT ck_question_factor_known CHECK (factor IS NULL OR factor IN {FACTORS})",
    ),
    ("question", "tells_where", "BOOLEAN DEFAULT FALSE NOT NULL"),
    ("pending_ballot", "respondent", "VARCHAR(10)"),
    ("pending_ballot", "nonce", "VARCHAR(64)"),
    ("pending_ballot", "commitment", "VARCHAR(64)"),
    ("ballot", "respondent", "VARCHAR(10)"),
    ("ballot", "aside_block", "BIGINT"),
    ("ballot", "block", "BIGINT"),
    ("ballot_batch", "position", "BIGINT"),
    ("comment", "batch_id", "BIGINT"),
    ("comment", "text_hash", "VARCHAR(64)"),
)


def upgrade() -> None:
    """Go forward."""
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {_here(kind)}")
    op.create_index("ix_ballot_aside", "ballot", ["batch_id"], postgresql_where=IS_ASIDE, sqlite_where=IS_ASIDE)
    _change_roles(ROLES, ROLES_NOW)
    _ledger()
    _casting()
    _paper()
    _decisions()
    _spot_checks()
    _forbid_changes()
    _freeze_questionnaires()


def downgrade() -> None:
    """Go back. Monitors, moderators and typists lose their role; the log is gone."""
    _thaw_questionnaires()
    for table in (
        *("remedy", "spot_sighting", "spot_check", "moderation", "paper_entry", "paper_slip", "paper_run"),
        *("office_address", "cast_tally", "cast_receipt"),
        *("ledger_letter", "ledger_check", "ledger_checkpoint", "ledger_tile", "ledger_leaf", "ledger_head"),
    ):
        op.drop_table(table)
    op.execute("DELETE FROM role_grant WHERE role IN ('monitor', 'moderator', 'typist')")
    _change_roles(ROLES_NOW, ROLES)
    op.drop_index("ix_ballot_aside", table_name="ballot")
    for table, column, _kind in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _ledger() -> None:
    head = op.create_table(
        "ledger_head",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_head_one_row")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_ledger_head_size_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.bulk_insert(head, [{"id": 1, "size": 0}])
    op.create_table(
        "ledger_leaf",
        sa.Column("position", NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_ledger_leaf")),
    )
    op.create_table(
        "ledger_tile",
        sa.Column("level", NUMBER, autoincrement=False, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "number", name=op.f("pk_ledger_tile")),
    )
    op.create_table(
        "ledger_checkpoint",
        sa.Column("size", NUMBER, autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_ledger_checkpoint")),
    )
    op.create_table(
        "ledger_letter",
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["size"], ["ledger_checkpoint.size"], name=op.f("fk_ledger_letter_size_ledger_checkpoint")
        ),
        sa.PrimaryKeyConstraint("size", "address", name=op.f("pk_ledger_letter")),
    )
    op.create_table(
        "ledger_check",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_check")),
    )


def _casting() -> None:
    op.create_table(
        "cast_receipt",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("position", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_cast_receipt_unit_id_unit")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_cast_receipt")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cast_receipt_unit", "cast_receipt", ["unit_id", "position", "code_hash"])
    op.create_table(
        "cast_tally",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("sign", sa.String(length=20), nullable=False),
        sa.Column("ballots", NUMBER, nullable=False),
        sa.CheckConstraint("ballots > 0", name=op.f("ck_cast_tally_ballots_positive")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_cast_tally_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "week", "sign", name=op.f("pk_cast_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office_address",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_office_address_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "digest", name=op.f("pk_office_address")),
    )


def _paper() -> None:
    op.create_table(
        "paper_run",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("questionnaire_id", NUMBER, nullable=False),
        sa.Column("slips", NUMBER, nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("slips BETWEEN 1 AND 500", name=op.f("ck_paper_run_slips_sane")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_paper_run_questionnaire_id_questionnaire")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_run_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_run")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_paper_run_issue_key")),
    )
    op.create_table(
        "paper_slip",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.CheckConstraint("state IN ('printed', 'cast', 'spoilt')", name=op.f("ck_paper_slip_state_known")),
        sa.ForeignKeyConstraint(["run_id"], ["paper_run.id"], name=op.f("fk_paper_slip_run_id_paper_run")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_paper_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_paper_slip_run", "paper_slip", ["run_id", "code_hash"])
    op.create_table(
        "paper_entry",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_hash"], ["paper_slip.code_hash"], name=op.f("fk_paper_entry_code_hash_paper_slip")
        ),
        sa.PrimaryKeyConstraint("code_hash", "staff_id", name=op.f("pk_paper_entry")),
        sqlite_with_rowid=False,
    )


def _decisions() -> None:
    op.create_table(
        "moderation",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=True),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("position", NUMBER, nullable=True),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("subject IN ('ballot', 'comment')", name=op.f("ck_moderation_subject_known")),
        sa.CheckConstraint(
            "act IN ('aside', 'restored', 'published', 'hidden', 'masked')", name=op.f("ck_moderation_act_known")
        ),
        sa.CheckConstraint(
            "reason IS NULL OR reason IN ('spam', 'personal', 'test')", name=op.f("ck_moderation_reason_known")
        ),
        sa.CheckConstraint(
            "act NOT IN ('aside', 'hidden') OR reason IS NOT NULL", name=op.f("ck_moderation_reason_said")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_moderation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
        sa.UniqueConstraint("issue_key", "subject_id", name=op.f("uq_moderation_issue_key_subject_id")),
    )
    op.create_index("ix_moderation_subject", "moderation", ["subject", "subject_id", "id"])
    op.create_index("ix_moderation_unit", "moderation", ["unit_id", "id"])
    op.create_table(
        "remedy",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("from_week", sa.String(length=8), nullable=False),
        sa.Column("until_week", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("until_week >= from_week", name=op.f("ck_remedy_weeks_ordered")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_remedy_words_said")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_remedy_staff_id_staff")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_remedy_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_remedy_issue_key")),
    )
    op.create_index("ix_remedy_unit_week", "remedy", ["unit_id", "until_week"])


def _spot_checks() -> None:
    op.create_table(
        "spot_check",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("staff_name", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=True),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_spot_check_instants_ordered")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_spot_check_staff_id_staff")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_spot_check_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_check")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_spot_check_issue_key")),
    )
    op.create_index("ix_spot_check_unit", "spot_check", ["unit_id", "started_at"])
    op.create_table(
        "spot_sighting",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("check_id", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("number", sa.String(length=12), nullable=True),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("no_ticket", sa.Boolean(), nullable=False),
        sa.Column("late_seconds", NUMBER, nullable=True),
        sa.Column("issue_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(called_at IS NULL OR called_at >= arrived_at) AND (left_at IS NULL OR left_at >= arrived_at)",
            name=op.f("ck_spot_sighting_instants_ordered"),
        ),
        sa.CheckConstraint("late_seconds > 0", name=op.f("ck_spot_sighting_late_positive")),
        sa.ForeignKeyConstraint(["check_id"], ["spot_check.id"], name=op.f("fk_spot_sighting_check_id_spot_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_sighting")),
        sa.UniqueConstraint("check_id", "seq", name=op.f("uq_spot_sighting_check_id_seq")),
        sa.UniqueConstraint("issue_key", name=op.f("uq_spot_sighting_issue_key")),
    )


def _forbid_changes() -> None:
    """Let rows of the append-only tables be added, and never changed or deleted."""
    if _on_postgresql():
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


def _freeze_questionnaires() -> None:
    """Let what was published stay as it is: only a translation that was missing may come, and the last day.

    A version that nobody was asked in may be a draft again.
    """
    for table, act, refused in _frozen():
        name, row = f"{table}_frozen_{act.lower()}", "OLD" if act == "DELETE" else "NEW"
        if _on_postgresql():
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {refused} THEN RAISE EXCEPTION 'a published questionnaire is frozen'; END IF; RETURN {row}; END $$"
            )
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {refused} "
                "BEGIN SELECT RAISE(ABORT, 'a published questionnaire is frozen'); END"
            )


def _thaw_questionnaires() -> None:
    for table, act, _refused in _frozen():
        name = f"{table}_frozen_{act.lower()}"
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _on_postgresql() else ""))
        if _on_postgresql():
            op.execute(f"DROP FUNCTION {name}()")


def _frozen() -> list[tuple[str, str, str]]:
    """Return table, act and the condition under which the act is refused; both databases understand it."""
    published = "EXISTS (SELECT 1 FROM questionnaire f WHERE f.id = {0}.questionnaire_id AND NOT f.is_draft)"
    asked = (
        "EXISTS (SELECT 1 FROM question q JOIN questionnaire f ON f.id = q.questionnaire_id "
        "WHERE q.id = {0}.question_id AND NOT f.is_draft)"
    )
    used = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} u WHERE u.questionnaire_id = {{0}})"
        for table in ("pending_ballot", "ballot", "paper_run")
    )
    added = f"{published.format('NEW')} AND ({used.format('NEW.questionnaire_id')})"
    unused = f"(NOT NEW.is_draft OR NOT ({used.format('OLD.id')}))"
    form = _same("id", "key", "version", "role", "unit_id", "valid_from")
    question = _same(
        *("id", "questionnaire_id", "position", "kind", "required", "overall", "meaning", "factor", "tells_where")
    )
    return [
        ("questionnaire", "UPDATE", f"NOT OLD.is_draft AND NOT ({form} AND {unused})"),
        ("questionnaire", "DELETE", "NOT OLD.is_draft"),
        ("question", "INSERT", added),
        ("question", "UPDATE", f"{published.format('OLD')} AND NOT ({question})"),
        ("question", "DELETE", published.format("OLD")),
        ("choice", "UPDATE", f"{asked.format('OLD')} AND NOT ({_same('id', 'question_id', 'value')})"),
        ("choice", "DELETE", asked.format("OLD")),
    ]


def _same(*columns: str) -> str:
    kept = [f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in (*columns, "name_vi")]
    kept += [f"(OLD.{name} IS NULL OR NEW.{name} IS NOT DISTINCT FROM OLD.{name})" for name in TRANSLATIONS]
    return " AND ".join(kept)


def _on_postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _here(kind: str) -> str:
    """Return the type of a column as this database spells what the models say."""
    return kind if _on_postgresql() else kind.replace("BIGINT", "INTEGER")


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
