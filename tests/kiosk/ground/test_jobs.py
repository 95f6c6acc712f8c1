from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from kiosk.ground import jobs
from kiosk.ground.db import Database
from kiosk.ground.jobs import LEASE, Job, Lease, Periodic

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_lease_has_one_holder_until_it_runs_out(live_database: Database) -> None:
    def try_at(holder: str, now: datetime) -> bool:
        return live_database.write(lambda session: jobs.acquire(session, "seal", holder=holder, now=now))

    assert try_at("a", NOW)
    assert not try_at("b", NOW + timedelta(minutes=9))
    assert try_at("b", NOW + LEASE)


def test_a_periodic_task_runs_once_a_period_whoever_asks(live_database: Database) -> None:
    ran: list[datetime] = []
    task = Periodic("close-day", DAY, ran.append)
    for holder, now in (("a", NOW), ("b", NOW + timedelta(hours=1)), ("b", NOW + DAY), ("a", NOW + DAY)):
        jobs.run_due([task], holder=holder, now=now, database=live_database)
    assert ran == [NOW, NOW + DAY]


def test_a_clock_that_ran_ahead_for_a_while_holds_no_task_up(live_database: Database) -> None:
    ran: list[datetime] = []
    task = Periodic("close-day", DAY, ran.append)
    for now in (NOW + 400 * DAY, NOW, NOW + timedelta(hours=1)):
        jobs.run_due([task], holder="a", now=now, database=live_database)
    live_database.write(lambda session: jobs.acquire(session, "seal", holder="dead", now=NOW + 400 * DAY))
    assert live_database.write(lambda session: jobs.acquire(session, "seal", holder="b", now=NOW))
    assert ran == [NOW + 400 * DAY, NOW]


def test_the_same_job_is_queued_once_and_done_once(live_database: Database) -> None:
    done: list[object] = []
    for _ in range(2):
        live_database.write(lambda session: jobs.enqueue(session, "report", {"week": 47}, key="w47", now=NOW))
    handlers = {"report": done.append}
    assert jobs.run_next(handlers, now=NOW, database=live_database)
    assert not jobs.run_next(handlers, now=NOW, database=live_database)
    assert done == [{"week": 47}]


def test_a_failing_job_keeps_its_error_and_does_not_stop_the_next(live_database: Database) -> None:
    for key in ("bad", "good"):
        live_database.write(lambda session, key=key: jobs.enqueue(session, key, {}, key=key, now=NOW))  # type: ignore[misc]
    handlers = {"bad": lambda _: 1 / 0, "good": lambda _: None}
    while jobs.run_next(handlers, now=NOW, database=live_database):
        pass
    with live_database.read() as session:
        rows = dict(session.execute(select(Job.key, Job.state)).all())
        assert rows == {"bad": "failed", "good": "done"}
        assert "ZeroDivisionError" in (session.scalar(select(Job.error).where(Job.key == "bad")) or "")


def test_a_job_whose_worker_died_is_taken_again(live_database: Database) -> None:
    live_database.write(lambda session: jobs.enqueue(session, "report", {}, key="k", now=NOW))
    live_database.write(lambda session: jobs.take(session, now=NOW))
    assert live_database.write(lambda session: jobs.take(session, now=NOW + timedelta(minutes=1))) is None
    assert live_database.write(lambda session: jobs.take(session, now=NOW + LEASE + timedelta(seconds=1))) is not None


def test_long_work_keeps_its_lease(live_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "RENEW_SECONDS", 0.001)

    def renewed() -> bool:
        with live_database.read() as session:
            return session.scalars(select(Lease.until)).one() > NOW + LEASE

    task = Periodic("seal", DAY, lambda _now: _until(renewed))
    assert jobs.run_due([task], holder="a", now=NOW, database=live_database) == ["seal"]
    with live_database.read() as session:
        assert session.scalars(select(Lease.until)).one() == NOW


def test_a_long_job_stays_with_its_worker(live_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "RENEW_SECONDS", 0.001)
    live_database.write(lambda session: jobs.enqueue(session, "report", {}, key="k", now=NOW))

    def renewed() -> bool:
        with live_database.read() as session:
            until = session.scalars(select(Job.taken_until)).one()
        return until is not None and until > NOW + LEASE

    assert jobs.run_next({"report": lambda _: _until(renewed)}, now=NOW, database=live_database)
    with live_database.read() as session:
        assert session.scalars(select(Job.state)).one() == "done"


def _until(true: Callable[[], bool]) -> None:
    while not true():
        pass
