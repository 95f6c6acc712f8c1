"""``flask figures``: what is kept of figures is what the rows say, or is made again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, cast

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from admin.measures import kept, versions
from admin.measures.models import KeptDrawing
from kiosk.ground import clock, db
from kiosk.ground.jobs import Periodic

LIFE: Final = timedelta(days=14)
ALL_UNITS: Final = "all"

figures = AppGroup("figures", help="Renderings of figures that are kept.")


@figures.command("check")
def check() -> None:
    """Make every rendering of the present version again from the rows; end with 1 and name those that differ."""
    same, wrong = 0, []
    for key, maker in _known():
        with db.read() as session:
            row = session.get_one(KeptDrawing, key)
            present = row.version == _version(session, key)
        if present and maker(_rest(key)) != row.body:
            wrong.append(key)
        same += present
    for key in wrong:
        click.echo(f"differs: {key}")
    if wrong:
        raise click.ClickException(
            f"{len(wrong)} of {same} renderings are not what the rows say: flask figures rebuild"
        )
    click.echo(f"{same} renderings are what the rows say.")


@figures.command("rebuild")
def rebuild() -> None:
    """Throw everything away, and make again what is known how to."""
    again = [key for key, _ in _known()]
    db.write(lambda session: session.execute(delete(KeptDrawing)))
    kept.memory().forget()
    makers = current_app.extensions[kept.MAKERS]
    for key in again:
        with db.read() as session:
            version = _version(session, key)
        kept.kept(key, version, lambda key=key: makers[_kind(key)](_rest(key)))  # type: ignore[misc]
    click.echo(f"{len(again)} renderings made again.")


def sweep(now: datetime) -> int:
    """Throw away what was made more than two weeks ago, and return how many: old weeks and filters nobody asks for."""
    old = (KeptDrawing.made_at < now - LIFE) | (KeptDrawing.made_at > now + LIFE)
    return len(
        db.write(lambda session: session.scalars(delete(KeptDrawing).where(old).returning(KeptDrawing.key)).all())
    )


SWEEP: Final = Periodic("kept_drawing.sweep", timedelta(days=1), sweep)


def _known() -> Iterator[tuple[str, kept.Maker]]:
    """Yield the keys of those that somebody can make again, with who can."""
    makers = current_app.extensions[kept.MAKERS]
    with db.read() as session:
        keys = session.scalars(select(KeptDrawing.key).order_by(KeptDrawing.key)).all()
    yield from ((key, makers[_kind(key)]) for key in keys if _kind(key) in makers)


def _kind(key: str) -> str:
    return key.split("/", maxsplit=1)[0]


def _rest(key: str) -> list[str]:
    return key.split("/")[1:]


def _version(session: Session, key: str) -> str:
    told = current_app.extensions[kept.VERSIONS].get(_kind(key))
    if told is not None:
        return cast(kept.Versions, told)(_rest(key))
    unit = _rest(key)[0]
    return versions.version_of(session, None if unit == ALL_UNITS else int(unit), now=clock.now())
