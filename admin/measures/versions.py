"""Which version of the data a figure was made of: a digest that changes with every row a figure may rest on.

Ids alone would not do on PostgreSQL, where a transaction with a smaller id may commit later. So the latest ids are
counted, too: one that comes late is one more of them.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from typing import Any, Final, cast

from flask import Flask, current_app
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    bindparam,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from kiosk.ground import db, recent
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.ground.db import Instant
from kiosk.ground.events import AuditEvent
from kiosk.ground.web import release
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.queue.models import CounterPause, CounterSession, TicketEvent
from survey.ballots.models import BallotBatch
from survey.questionnaires.models import Questionnaire

EXTENSION: Final = "data_versions"
LATEST: Final = 4096
"""How many of the latest ids are counted: no transaction that writes is overtaken by as many moves."""
LETTERS: Final = 32
SESSION_DAYS: Final = timedelta(days=1)
"""Sessions at a counter are closed on the day they were opened, or in the night after."""

UNITS: Final[BindParameter[Any]] = bindparam("unit_ids", expanding=True)
LATELY: Final = bindparam("lately", type_=Instant())
UNIT, EVENT, AUDIT, BATCH, DESK, PAUSE, FORM = (
    db.table(model).c
    for model in (Unit, TicketEvent, AuditEvent, BallotBatch, CounterSession, CounterPause, Questionnaire)
)


def _asked(what: ColumnElement[Any], *which: ColumnElement[bool]) -> ScalarSelect[Any]:
    return select(what).where(*which).scalar_subquery()


def _late(row_id: ColumnElement[int]) -> ColumnElement[bool]:
    return row_id > _asked(func.coalesce(func.max(row_id), 0) - LATEST)


# One probe of the index for each unit: max() over several units would read all their moves, on both databases.
NEWEST: Final = select(func.max(EVENT.id)).where(EVENT.unit_id == UNIT.id).correlate(db.table(Unit)).scalar_subquery()
AT_DESKS: Final = DESK.unit_id.in_(UNITS) & (DESK.opened_at >= LATELY)
PAUSED: Final = PAUSE.session_id.in_(select(DESK.id).where(AT_DESKS))
TOLD: Final = select(
    _asked(func.sum(NEWEST), UNIT.id.in_(UNITS)),
    _asked(func.count(), EVENT.unit_id.in_(UNITS), _late(EVENT.id)),
    _asked(func.count(), UNIT.id.in_(UNITS), UNIT.is_demo),
    _asked(func.max(AUDIT.id)),
    _asked(func.count(), _late(AUDIT.id)),
    _asked(func.max(BATCH.id), BATCH.unit_id.in_(UNITS)),
    _asked(func.count(), BATCH.unit_id.in_(UNITS)),
    _asked(func.max(FORM.id)),
    _asked(func.count() + func.count(DESK.closed_at), AT_DESKS),
    _asked(func.max(DESK.id), AT_DESKS),
    _asked(func.count() + func.count(PAUSE.resumed_at), PAUSED),
)


def init_app(app: Flask, *more: Select[*tuple[Any, ...]]) -> None:
    """Let the versions of *app* change with what higher rooms keep, too.

    Args:
        app: The application.
        more: SELECTs of one row each, that take ``unit_ids``.
    """
    first, *others = (query.subquery() for query in (TOLD, *more))
    rows = reduce(lambda rows, other: rows.join(other, true()), others, cast(FromClause, first))
    app.extensions[EXTENSION] = select(*first.c, *(column for other in others for column in other.c)).select_from(rows)


def data_version(session: Session, unit_ids: Collection[int], *, now: datetime) -> str:
    """Return the version of everything that figures of *unit_ids* rest on.

    It is another one after any move of their tickets, arrivals logged late, imports and tally sheets included; after a
    sealing; after a counter opened, paused or closed; after what an administrator changed anywhere; when sample data
    come or go; after what the application names (see :func:`init_app`); on another day, since a change of the tree
    waits for its day; and with another release of the program.

    Returns:
        32 hex digits.
    """
    return _digest(session.execute(current_app.extensions[EXTENSION], _values(unit_ids, now)).one(), now)


def version_of(session: Session, unit_id: int | None, *, now: datetime) -> str:
    """Return the version of a unit and everything that is or was below it; of all units when it is ``None``.

    The tree is a few seconds old at most: whatever changes it changes the version by its own record.
    """
    return data_version(session, _ever_below(unit_id, now), now=now)


def look(unit_id: int | None, *, now: datetime) -> str:
    """Return the same as :func:`version_of`, asked alone: for whoever asks nothing else."""
    return look_at(_ever_below(unit_id, now), now=now)


def look_at(unit_ids: Collection[int], *, now: datetime) -> str:
    """Return the same as :func:`data_version`, asked alone."""
    return _digest(db.look(current_app.extensions[EXTENSION], _values(unit_ids, now))[0], now)


def _ever_below(unit_id: int | None, now: datetime) -> Collection[int]:
    if unit_id is None:
        return [unit.id for unit in recent.read(now, office.units_ever)]
    return recent.read(now, office.descent).ever_below(unit_id, local_day(now))


def _values(unit_ids: Collection[int], now: datetime) -> dict[str, Any]:
    return {"unit_ids": sorted(unit_ids), "lately": start_of_day(local_day(now)) - SESSION_DAYS}


def _digest(told: Row[*tuple[Any, ...]], now: datetime) -> str:
    return hashlib.sha256(repr((tuple(told), local_day(now), release.current())).encode()).hexdigest()[:LETTERS]
