"""The schema that migrations make is the one the program speaks of, forwards and backwards, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from kiosk.ground import migrate
from kiosk.ground.db import Base, Database
from kiosk.office.models import Unit
from tests import factories


def test_the_migrated_schema_equals_the_models(live_database: Database) -> None:
    with live_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_and_up_again_with_data(live_database: Database) -> None:
    def fill(session: Session) -> None:
        group = factories.group(session, factories.unit(session))
        factories.ticket(session, group)

    live_database.write(fill)
    migrate.downgrade(live_database.engine)
    assert set(inspect(live_database.engine).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(live_database.engine)
    assert migrate.problems(live_database.engine) == []
    live_database.write(fill)
    with live_database.read() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 1


def test_a_database_without_tables_is_not_ready(empty_url: str) -> None:
    database = Database(empty_url)
    assert "run flask db upgrade" in migrate.problems(database.engine)[0]
    database.engine.dispose()
