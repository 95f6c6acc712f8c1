"""The code of before a move stays good until the new address has been opened.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("ticket", sa.Column("former_box", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.execute("ALTER TABLE ticket DROP COLUMN former_box")
