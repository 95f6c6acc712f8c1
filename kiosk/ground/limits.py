"""Limits on how often something may be tried, kept in the database so that several nodes share them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, bindparam, case, delete, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from kiosk.ground import db
from kiosk.ground.db import Base


class Bucket(Base):
    """How often a key (hashed; never an address alone: a whole office shares one) was used since *since*."""

    __tablename__ = "bucket"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    since: Mapped[datetime]
    used: Mapped[int]


class Limit(NamedTuple):
    """At most *most* uses of *key* within *window*."""

    key: str
    most: int
    window: timedelta


def _count(insert: sqlite.Insert) -> ReturningInsert[int]:
    """Return the statement that counts one use, beginning anew where the window is over."""
    bucket, now = insert.table.c, bindparam("now", type_=Bucket.since.type)
    fresh = bucket.since <= bindparam("begun_by", type_=Bucket.since.type)
    again = {"since": case((fresh, now), else_=bucket.since), "used": case((fresh, 1), else_=bucket.used + 1)}
    return insert.on_conflict_do_update(index_elements=["key"], set_=again).returning(bucket.used)


COUNT = db.upserts(Bucket, _count)  # made once: making it takes several times as long as running it
RUNNING = select(Bucket.used).where(Bucket.key == bindparam("key"), Bucket.since > bindparam("begun_by"))
ALL_OF = select(Bucket.key, Bucket.since, Bucket.used).where(Bucket.key.in_(bindparam("keys", expanding=True)))


def count(session: Session, key: str, *, window: timedelta, now: datetime) -> int:
    """Count one use of *key*; return how often it was used since its running *window* began, this one included."""
    known = {"key": key, "since": now, "used": 1, "now": now, "begun_by": now - window}
    return session.execute(COUNT[db.dialect(session)], known).scalar_one()


def use(session: Session, key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Count one use of *key* and say whether it is still within *limit* uses per *window*."""
    return count(session, key, window=window, now=now) <= limit


def used_up(session: Session, key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Tell whether *key* was used *limit* times within its running *window*: the next use would be one too many."""
    return (session.scalar(RUNNING, {"key": key, "begun_by": now - window}) or 0) >= limit


def any_used_up(session: Session, limited: Collection[Limit], *, now: datetime) -> bool:
    """Tell whether one of several limits is used up, as :func:`used_up` does, in one statement."""
    found = {key: (since, used) for key, since, used in session.execute(ALL_OF, {"keys": [one.key for one in limited]})}
    running = ((one, *found[one.key]) for one in limited if one.key in found)
    return any(since > now - one.window and used >= one.most for one, since, used in running)


def forget(session: Session, key: str) -> None:
    """Start counting anew, as after a successful sign-in."""
    session.execute(delete(Bucket).where(Bucket.key == key))


def purge(session: Session, before: datetime) -> int:
    """Delete the counts that began earlier than *before*, which is longer ago than any window; return how many."""
    return int(session.execute(delete(Bucket).where(Bucket.since < before)).rowcount)  # type: ignore[attr-defined]
