"""The schema that migrations make is the one the program speaks of, forwards and backwards, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from kiosk.ground import migrate
from kiosk.ground.db import Base, Database
from kiosk.office.models import Unit
from kiosk.queue import packed
from tests import factories


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index ix_ticket_packed")
def test_the_migrated_schema_equals_the_models(live_database: Database) -> None:
    with live_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_index_that_models_cannot_name_says_what_is_read_from_it(live_database: Database) -> None:
    if live_database.is_sqlite:
        with live_database.engine.connect() as connection:
            words = "SELECT sql FROM sqlite_master WHERE name = 'ix_ticket_packed'"
            assert connection.exec_driver_sql(words).scalar_one() == packed.SQLITE_INDEX


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
