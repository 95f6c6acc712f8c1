"""How Alembic reaches the database: through the connection it is handed, never by a file of its own."""

from importlib import import_module
from typing import Literal

from alembic import context

from kiosk.ground.db import Base, Instant

MODELS = (
    "kiosk.ground.events",
    "kiosk.ground.jobs",
    "kiosk.ground.limits",
    "kiosk.office.models",
    "kiosk.procedures.models",
    "kiosk.queue.models",
    "kiosk.queue.hall.models",
    "kiosk.queue.api.models",
    "survey.questionnaires.models",
    "survey.ledger.models",
    "survey.ballots.models",
    "survey.moderation.models",
    "survey.paper.models",
    "survey.audit.models",
    "admin.accounts.models",
    "admin.measures.models",
    "admin.pilot.models",
    "admin.documents.models",
    "admin.tally.models",
    "admin.opinions.models",
    "admin.spot_checks.models",
)
for name in MODELS:  # importing the models is what fills the metadata
    import_module(name)


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write instants as the plain type they are, so that a migration does not depend on the program."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Instant) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
