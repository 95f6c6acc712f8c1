"""Limits on how often something may be tried, kept in the database so that several nodes share them."""

from datetime import datetime, timedelta

from sqlalchemy import String, case, delete, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kiosk.ground import db
from kiosk.ground.db import Base


class Bucket(Base):
    """How often a key (hashed; never an address alone: a whole office shares one) was used since *since*."""

    __tablename__ = "bucket"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    since: Mapped[datetime]
    used: Mapped[int]


def use(session: Session, key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Count one use of *key* and say whether it is still within *limit* uses per *window*."""
    fresh = Bucket.since <= now - window
    statement = (
        db.upsert(session, Bucket)
        .values(key=key, since=now, used=1)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "since": case((fresh, literal(now, Bucket.since.type)), else_=Bucket.since),
                "used": case((fresh, 1), else_=Bucket.used + 1),
            },
        )
        .returning(Bucket.used)
    )
    return session.execute(statement).scalar_one() <= limit


def used_up(session: Session, key: str, *, limit: int, window: timedelta, now: datetime) -> bool:
    """Tell whether *key* was used *limit* times within its running *window*: the next use would be one too many."""
    running = select(Bucket.used).where(Bucket.key == key, Bucket.since > now - window)
    return (session.scalar(running) or 0) >= limit


def forget(session: Session, key: str) -> None:
    """Start counting anew, as after a successful sign-in."""
    session.execute(delete(Bucket).where(Bucket.key == key))


def purge(session: Session, before: datetime) -> int:
    """Delete the counts that began earlier than *before*, which is longer ago than any window; return how many."""
    return int(session.execute(delete(Bucket).where(Bucket.since < before)).rowcount)  # type: ignore[attr-defined]
