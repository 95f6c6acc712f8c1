"""Procedures: what the law asks for from day to day, who receives them, and which shorter limits are promised.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "procedure",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["unit.id"], name=op.f("fk_procedure_owner_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
        sa.UniqueConstraint("code", name=op.f("uq_procedure_code")),
    )
    op.create_table(
        "procedure_catalogue",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_catalogue_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_procedure_catalogue")),
    )
    op.create_table(
        "procedure_upload",
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_upload_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_procedure_upload")),
    )
    op.create_table(
        "procedure_at_unit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("unit_id", NUMBER, nullable=False),
        sa.Column("procedure_id", NUMBER, nullable=False),
        sa.Column("group_id", NUMBER, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["service_group.id"], name=op.f("fk_procedure_at_unit_group_id_service_group")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedure.id"], name=op.f("fk_procedure_at_unit_procedure_id_procedure")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_at_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_at_unit")),
        sa.UniqueConstraint("unit_id", "procedure_id", name=op.f("uq_procedure_at_unit_unit_id_procedure_id")),
    )
    op.create_index("ix_procedure_at_unit_procedure", "procedure_at_unit", ["procedure_id"], unique=False)
    op.create_table(
        "procedure_version",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("procedure_id", NUMBER, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("name_vi", sa.String(length=500), nullable=False),
        sa.Column("name_en", sa.String(length=500), nullable=True),
        sa.Column("name_km", sa.String(length=500), nullable=True),
        sa.Column("name_zh", sa.String(length=500), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=True),
        sa.Column("synonyms", sa.String(length=4000), nullable=True),
        sa.Column("bring", sa.String(length=4000), nullable=True),
        sa.Column("fee", sa.String(length=500), nullable=True),
        sa.Column("fee_amount", NUMBER, nullable=True),
        sa.Column("limit_amount", NUMBER, nullable=True),
        sa.Column("limit_unit", sa.String(length=20), nullable=True),
        sa.Column("limit_text", sa.String(length=300), nullable=True),
        sa.Column("place", sa.String(length=4000), nullable=True),
        sa.Column("online_url", sa.String(length=500), nullable=True),
        sa.Column("post", sa.String(length=4000), nullable=True),
        sa.Column("lookup_url", sa.String(length=500), nullable=True),
        sa.Column("basis", sa.String(length=4000), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "limit_unit IN ('hours', 'working_days', 'days')", name=op.f("ck_procedure_version_limit_unit_known")
        ),
        sa.CheckConstraint(
            "lookup_url IS NULL OR substr(lookup_url, 1, 8) = 'https://'",
            name=op.f("ck_procedure_version_lookup_https"),
        ),
        sa.CheckConstraint(
            "online_url IS NULL OR substr(online_url, 1, 8) = 'https://'",
            name=op.f("ck_procedure_version_online_https"),
        ),
        sa.CheckConstraint(
            "(limit_amount IS NULL) = (limit_unit IS NULL)", name=op.f("ck_procedure_version_limit_whole")
        ),
        sa.CheckConstraint("fee_amount >= 0", name=op.f("ck_procedure_version_fee_not_negative")),
        sa.CheckConstraint("limit_amount > 0", name=op.f("ck_procedure_version_limit_positive")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until > valid_from", name=op.f("ck_procedure_version_valid_range")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedure.id"], name=op.f("fk_procedure_version_procedure_id_procedure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_version")),
        sa.UniqueConstraint("procedure_id", "valid_from", name=op.f("uq_procedure_version_procedure_id_valid_from")),
    )
    op.create_table(
        "announced_limit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at_unit_id", NUMBER, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("amount", NUMBER, nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.CheckConstraint("unit IN ('hours', 'working_days', 'days')", name=op.f("ck_announced_limit_unit_known")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_announced_limit_amount_positive")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until > valid_from", name=op.f("ck_announced_limit_valid_range")
        ),
        sa.ForeignKeyConstraint(
            ["at_unit_id"], ["procedure_at_unit.id"], name=op.f("fk_announced_limit_at_unit_id_procedure_at_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announced_limit")),
        sa.UniqueConstraint("at_unit_id", "valid_from", name=op.f("uq_announced_limit_at_unit_id_valid_from")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("announced_limit")
    op.drop_table("procedure_version")
    op.drop_index("ix_procedure_at_unit_procedure", table_name="procedure_at_unit")
    op.drop_table("procedure_at_unit")
    op.drop_table("procedure_upload")
    op.drop_table("procedure_catalogue")
    op.drop_table("procedure")
