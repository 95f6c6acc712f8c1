"""How Alembic reaches the database: through the connection it is handed, never by a file of its own."""

from alembic import context

# Importing the models is what fills the metadata.
import admin.accounts.models
import kiosk.ground.events
import kiosk.ground.jobs
import kiosk.ground.limits
import kiosk.office.models
import kiosk.queue.models
import survey.ballots.models
import survey.questionnaires.models  # noqa: F401
from kiosk.ground.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
