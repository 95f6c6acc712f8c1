"""From the first tables to tickets that move: old rows stay, and the record stays append-only."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.ground import migrate
from kiosk.ground.db import Database

OLD_ROWS = (
    (
        "INSERT INTO unit (id, slug, kind, pilot, mode, start_with_call, close_at_night, before_opening_minutes,"
        " is_demo, created_at) VALUES (1, 'cu', 'centre', false, 'full', false, true, 60, false, 0)"
    ),
    (
        "INSERT INTO service_group (id, unit_id, prefix, picture, guidance, position, active, name_vi)"
        " VALUES (1, 1, 'A', 'khac', false, 0, true, 'Hộ tịch')"
    ),
    (
        "INSERT INTO ticket (id, unit_id, group_id, prefix, number, day, state, priority_class, channel, issue_key,"
        " arrived_at, arrived_quality, hold_seconds, came_back)"
        " VALUES (1, 1, 1, 'A', 1, '2026-11-16', 'waiting', 'normal', 'phone', 'k', 0, 'exact', 0, false)"
    ),
    (
        "INSERT INTO ticket_event (id, unit_id, ticket_id, kind, at, to_state, channel, key)"
        " VALUES (1, 1, 1, 'issue', 0, 'waiting', 'phone', 'first')"
    ),
)
CLAIM = (
    "INSERT INTO ticket_event (id, unit_id, ticket_id, kind, at, from_state, to_state, channel)"
    " VALUES ({}, 1, 1, '{}', 0, 'waiting', 'waiting', 'phone')"
)


def test_rows_of_the_first_tables_stay_and_the_record_stays_append_only(empty_url: str) -> None:
    database = Database(empty_url)
    migrate.upgrade(database.engine, "0001")
    run(database, *OLD_ROWS)
    before = {index["name"] for index in inspect(database.engine).get_indexes("ticket_event")}
    migrate.upgrade(database.engine)
    run(database, CLAIM.format(2, "claim"))
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT kind, key FROM ticket_event ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [("issue", "first"), ("claim", None)]
    assert {index["name"] for index in inspect(database.engine).get_indexes("ticket_event")} == before
    for forbidden in (
        CLAIM.format(3, "gift"),
        "UPDATE ticket_event SET at = 1",
        "DELETE FROM ticket_event",
        "UPDATE unit SET daily_limit = 0",
    ):
        with pytest.raises(DBAPIError):
            run(database, forbidden)
    migrate.downgrade(database.engine, "0001")
    migrate.upgrade(database.engine)
    database.engine.dispose()


def run(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
