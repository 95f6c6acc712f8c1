"""What a look at a file has told is kept with the file. Files that wait to be brought in have to be sent again.

Revision 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REPORT = sa.Column("report", sa.JSON(), nullable=False)


def upgrade() -> None:
    """Go forward."""
    _make_anew(REPORT)


def downgrade() -> None:
    """Go back."""
    _make_anew()


def _make_anew(*more: sa.Column[object]) -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.drop_table("procedure_upload")
    op.create_table(
        "procedure_upload",
        sa.Column("unit_id", number, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *more,
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_upload_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_procedure_upload")),
    )
