"""What happens when a commit, a connection or a twin gets in the way."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from kiosk.ground.db import CommitUnknownError, Database, NotReplicatedError, ReadOnlyError
from kiosk.ground.events import AuditEvent, record
from kiosk.ground.limits import Bucket
from kiosk.ground.web.errors import describe

WRITTEN = "người viết"
NOW = datetime(2026, 11, 16, 2, 0, 0, 123456, tzinfo=UTC)


def add(session: Session, key: str = "a") -> str:
    session.add(Bucket(key=key, since=NOW, used=1))
    return key


def count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Bucket)) or 0


class LostAnswer:
    """A commit that succeeds while its answer never arrives, once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real: Callable[[Session], None] = Session.commit
        self.lost = False
        monkeypatch.setattr(Session, "commit", lambda session: self.commit(session))  # noqa: PLW0108 - bound late

    def commit(self, session: Session) -> None:
        self.real(session)
        if not self.lost:
            self.lost = True
            raise OperationalError("COMMIT", {}, Exception("connection lost"), connection_invalidated=True)


def test_an_instant_comes_back_to_the_microsecond_and_aware(live_database: Database) -> None:
    live_database.write(add)
    with live_database.read() as session:
        assert session.scalars(select(Bucket.since)).one() == NOW


def test_a_time_without_a_zone_is_refused(live_database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        live_database.write(lambda session: session.add(Bucket(key="a", since=NOW.replace(tzinfo=None), used=1)))


def test_a_function_that_fails_leaves_nothing(live_database: Database) -> None:
    def fail(session: Session) -> None:
        add(session)
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        live_database.write(fail)
    assert count(live_database) == 0


def test_a_read_scope_refuses_to_write(live_database: Database) -> None:
    with live_database.read() as session:
        add(session)
        with pytest.raises(ReadOnlyError):
            session.flush()


def test_a_read_scope_refuses_a_write_that_no_object_stands_behind(live_database: Database) -> None:
    with live_database.read() as session, pytest.raises(ReadOnlyError):
        session.execute(insert(Bucket).values(key="a", since=NOW, used=1))
    assert count(live_database) == 0


def test_a_single_look_sees_what_was_written_and_leaves_no_transaction(live_database: Database) -> None:
    by_key = select(Bucket.used).where(Bucket.key == bindparam("key"))
    assert not live_database.look(by_key, {"key": "a"})
    live_database.write(add)
    assert live_database.look(by_key, {"key": "a"})[0].used == 1
    live_database.write(lambda session: session.execute(update(Bucket).values(used=2)))
    assert live_database.look(by_key, {"key": "a"})[0].used == 2


def test_a_lost_answer_to_commit_is_looked_up_by_a_function_that_can(
    live_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def once(session: Session) -> str:
        found = session.scalar(select(Bucket.key))
        return found or add(session)

    LostAnswer(monkeypatch)
    assert live_database.write(once, replayable=True) == "a"
    assert count(live_database) == 1


def test_a_lost_answer_to_commit_is_never_guessed(live_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    LostAnswer(monkeypatch)
    with pytest.raises(CommitUnknownError):
        live_database.write(add)
    assert count(live_database) == 1


def test_a_passing_fault_is_tried_again(live_database: Database) -> None:
    runs = []

    def shaky(session: Session) -> str:
        runs.append(1)
        if len(runs) < 3:
            raise OperationalError("x", {}, Exception("database is locked"))
        return add(session)

    assert live_database.write(shaky) == "a"
    assert len(runs) == 3


def test_a_broken_rule_is_not_tried_again(live_database: Database) -> None:
    runs = []

    def twin(session: Session) -> None:
        runs.append(1)
        add(session)
        session.flush()
        session.execute(text("INSERT INTO bucket (key, since, used) VALUES ('a', 0, 1)"))

    with pytest.raises(IntegrityError):
        live_database.write(twin)
    assert len(runs) == 1


def test_a_killed_connection_does_not_lose_the_write(live_database: Database) -> None:
    if live_database.is_sqlite:
        return  # a file has no server that could cut the line
    runs = []

    def cut(session: Session) -> str:
        runs.append(1)
        if len(runs) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return add(session)

    assert live_database.write(cut) == "a"
    assert count(live_database) == 1


def test_the_record_of_acts_can_only_grow(live_database: Database) -> None:
    live_database.write(lambda session: record(session, "unit.add", "Ninh Kiều", now=NOW, staff_id=None))
    truncate = () if live_database.is_sqlite else ("TRUNCATE audit_event",)
    for statement in ("UPDATE audit_event SET act = 'x'", "DELETE FROM audit_event", *truncate):
        with pytest.raises(DBAPIError, match="append-only"):
            live_database.write(lambda session, sql=statement: session.execute(text(sql)))  # type: ignore[misc]
    with live_database.read() as session:
        assert session.scalars(select(AuditEvent.act)).all() == ["unit.add"]


def test_replacing_a_recorded_act_is_refused_too(live_database: Database) -> None:
    live_database.write(lambda session: record(session, "unit.add", "Ninh Kiều", now=NOW, staff_id=None))
    if live_database.is_sqlite:
        columns = "id, at, staff_id, unit_id, 'x', subject, details"
        sql = f"INSERT OR REPLACE INTO audit_event SELECT {columns} FROM audit_event"
        with pytest.raises(DBAPIError, match="append-only"):
            live_database.write(lambda session: session.execute(text(sql)))


def test_a_database_that_can_be_trusted_has_no_problems(live_database: Database) -> None:
    assert live_database.problems() == []


def test_a_commit_without_its_standby_is_not_called_recorded(live_database: Database) -> None:
    if live_database.is_sqlite:
        return  # a file has no standby

    def give_up_waiting(session: Session) -> None:
        add(session)
        session.execute(text("DO $$ BEGIN RAISE WARNING 'canceling wait' USING ERRCODE = '57014'; END $$"))

    with pytest.raises(NotReplicatedError):
        live_database.write(give_up_waiting)
    assert live_database.write(lambda session: add(session, "b")) == "b"


def test_a_twin_is_found_also_after_a_passing_fault(live_database: Database) -> None:
    runs = []

    def unlucky(session: Session) -> str:
        runs.append(1)
        if len(runs) == 1:
            raise OperationalError("x", {}, Exception("database is locked"))
        if len(runs) == 2:
            raise IntegrityError("x", {}, Exception("duplicate key"))
        return add(session)

    assert live_database.write(unlucky, replayable=True) == "a"


def test_no_message_of_a_database_quotes_what_somebody_wrote(live_database: Database) -> None:
    live_database.write(lambda session: add(session, WRITTEN))
    with pytest.raises(IntegrityError) as refused:
        live_database.write(lambda session: session.execute(insert(Bucket).values(key=WRITTEN, since=NOW, used=1)))
    assert WRITTEN not in str(describe(refused.value))
    assert describe(refused.value)["error"] == "IntegrityError"
