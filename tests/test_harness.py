"""The harness itself: what a test may reach, and that it leaves no trace."""

import socket
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.ground.db import Database, ReadOnlyError
from tests.client import CheckedClient

COUNT = text("SELECT count(*) FROM trace")


def test_a_pure_test_cannot_reach_a_database() -> None:
    with pytest.raises(pytest.fail.Exception, match="ask for session"), create_engine("sqlite://").connect():
        pass


def test_a_pure_test_cannot_reach_the_network() -> None:
    with socket.socket() as alone, pytest.raises(pytest.fail.Exception, match="ask for session"):
        alone.connect(("127.0.0.1", 9))


@pytest.mark.parametrize("_time", [1, 2])
def test_what_a_session_commits_is_gone_in_the_next_test(session: Session, _time: int) -> None:
    assert "trace" not in inspect(session.connection()).get_table_names()
    session.execute(text("CREATE TABLE trace (id integer)"))
    session.commit()
    assert session.scalar(COUNT) == 0


def test_requests_and_the_session_see_each_other(app: Flask, client: CheckedClient, session: Session) -> None:
    database: Database = app.extensions["database"]
    session.execute(text("CREATE TABLE trace (id integer)"))

    @app.get("/api/trace")
    def leave() -> dict[str, int | None]:
        database.write(lambda inner: inner.execute(text("INSERT INTO trace VALUES (1)")))
        with database.read() as inner:
            return {"rows": inner.scalar(COUNT)}

    assert client.get("/api/trace").json == {"rows": 1}
    assert session.scalar(COUNT) == 1


def test_a_write_that_fails_is_undone_alone(app: Flask, session: Session) -> None:
    database: Database = app.extensions["database"]
    session.execute(text("CREATE TABLE trace (id integer PRIMARY KEY)"))
    session.commit()
    database.write(lambda inner: inner.execute(text("INSERT INTO trace VALUES (1)")))
    with pytest.raises(DBAPIError):
        database.write(lambda inner: inner.execute(text("INSERT INTO trace VALUES (2), (1)")))
    assert session.scalar(COUNT) == 1


def test_a_read_scope_cannot_write(app: Flask, connection: Connection) -> None:
    database: Database = app.extensions["database"]
    connection.execute(text("CREATE TABLE trace (id integer)"))
    with pytest.raises(ReadOnlyError), database.read() as inner:
        inner.execute(text("INSERT INTO trace VALUES (1)"))
    database.write(lambda inner: inner.execute(text("INSERT INTO trace VALUES (1)")))
    with database.read() as inner:
        assert inner.scalar(COUNT) == 1


@pytest.mark.parametrize("_time", [1, 2])
def test_a_live_database_is_real_for_threads_and_new_for_each_test(live_database: Database, _time: int) -> None:
    live_database.write(lambda session: session.execute(text("CREATE TABLE trace (id integer)")))

    def insert() -> None:
        live_database.write(lambda session: session.execute(text("INSERT INTO trace VALUES (1)")))

    threads = [Thread(target=insert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with live_database.read() as session:
        assert session.scalar(COUNT) == 4


def test_an_empty_database_has_no_tables(empty_url: str) -> None:
    database = Database(empty_url)
    assert inspect(database.engine).get_table_names() == []
    database.engine.dispose()


def test_a_durable_server_waits_for_the_disk(durable_postgresql: str) -> None:
    database = Database(f"postgresql://postgres@/postgres?host={durable_postgresql}")
    with database.read() as session:
        assert session.scalar(text("SHOW fsync")) == "on"
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
    database.engine.dispose()
