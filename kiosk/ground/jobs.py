"""Work that is done once although several processes could do it, and work that takes long.

A *lease* is a row that one holder owns until an instant. A *job* is a row that a worker takes, does and closes.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, Update, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from kiosk.ground import db
from kiosk.ground.db import Base

LEASE = timedelta(minutes=10)
RENEW_SECONDS = LEASE.total_seconds() / 3
STATES = ("queued", "running", "done", "failed")


class Lease(Base):
    """Who may do a periodic task, until when, and when it was last done."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Job(Base):
    """One piece of long work with its progress (0–100)."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state_known"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_percent"),
        Index("ix_job_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    progress: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    taken_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task done every so often by whichever worker comes first."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def acquire(session: Session, name: str, *, holder: str, now: datetime, every: timedelta = timedelta(0)) -> bool:
    """Take the lease *name* for ten minutes, unless another holder has it or it was done less than *every* ago.

    What a clock that ran ahead has written down holds nobody up once the clock is right again.
    """
    insert = db.upsert(session, Lease).values(name=name, holder=holder, until=now + LEASE, done_at=None)
    ahead = now + 2 * LEASE  # no right clock has written anything later
    held_by_nobody = (Lease.until <= now) | (Lease.until > ahead)
    is_due = Lease.done_at.is_(None) | (Lease.done_at <= now - every) | (Lease.done_at > ahead)
    free = held_by_nobody & is_due
    statement = insert.on_conflict_do_update(
        index_elements=["name"], set_={"holder": holder, "until": now + LEASE}, where=free
    ).returning(Lease.name)
    return session.execute(statement).first() is not None


def release(session: Session, name: str, *, holder: str, now: datetime) -> None:
    """Give the lease back and note that the work was done."""
    session.execute(update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=now, done_at=now))


def enqueue(session: Session, kind: str, payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Queue one job; the same *key* again changes nothing."""
    insert = db.upsert(session, Job).values(
        key=key, kind=kind, payload=payload, state="queued", progress=0, created_at=now
    )
    session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))


def take(session: Session, *, now: datetime) -> Job | None:
    """Take the oldest job that is queued or whose worker died; ``None`` when there is nothing to do."""
    waiting = (Job.state == "queued") | ((Job.state == "running") & (Job.taken_until < now))
    job = session.scalars(
        select(Job).where(waiting).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if job is not None:
        job.state, job.taken_until = "running", now + LEASE
    return job


def run_due(periodics: Sequence[Periodic], *, holder: str, now: datetime, database: db.Database) -> list[str]:
    """Run every periodic task that is due and free; return the names of those that ran."""
    ran = []
    for task in periodics:
        if database.write(lambda s, t=task: acquire(s, t.name, holder=holder, now=now, every=t.every)):  # type: ignore[misc]
            held = update(Lease).where(Lease.name == task.name, Lease.holder == holder)
            with _keeping(lambda until, held=held: held.values(until=until), database, now=now):  # type: ignore[misc]
                task.run(now)
            database.write(lambda s, t=task: release(s, t.name, holder=holder, now=now))  # type: ignore[misc]
            ran.append(task.name)
    return ran


def run_next(
    handlers: Mapping[str, Callable[[dict[str, Any]], object]], *, now: datetime, database: db.Database
) -> bool:
    """Do the next job, if any. A failing job keeps its error and does not stop the worker."""
    job = database.write(lambda session: take(session, now=now))
    if job is None:
        return False
    state, error = "done", None
    taken = update(Job).where(Job.id == job.id, Job.state == "running")
    try:
        with _keeping(lambda until: taken.values(taken_until=until), database, now=now):
            handlers[job.kind](job.payload)
    except Exception as failure:  # noqa: BLE001 - whatever a job does wrong is kept with the job
        state, error = "failed", f"{type(failure).__name__}: {failure}"
    values = {"state": state, "error": error, "finished_at": now, "progress": 100 if state == "done" else job.progress}
    database.write(lambda session: session.execute(update(Job).where(Job.id == job.id).values(**values)))
    return True


@contextmanager
def _keeping(renewal: Callable[[datetime], Update], database: db.Database, *, now: datetime) -> Iterator[None]:
    """Renew what was taken at *now* for as long as the block runs: work longer than a lease stays one's own."""
    stop, began = Event(), time.monotonic()

    def renew() -> None:
        while not stop.wait(RENEW_SECONDS):
            statement = renewal(now + timedelta(seconds=time.monotonic() - began) + LEASE)
            try:
                database.write(lambda session, statement=statement: session.execute(statement))  # type: ignore[misc]
            except DBAPIError:
                continue  # the next try is long before the lease runs out

    keeper = Thread(target=renew, name="lease keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()
