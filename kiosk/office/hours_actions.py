"""Every write about the opening hours of one unit: its week, and days that differ."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, tree
from kiosk.office.models import OpeningException, OpeningSession
from kiosk.office.refusals import Refused

SESSIONS_A_DAY: Final = 2
NOTE_CHARS: Final = 200

Span = tuple[time | None, time | None]
"""When a session opens and closes as somebody typed it; both empty is no session."""

CLOSED: Final[list[Span]] = [(None, None)]


def set_week(
    session: Session, unit_id: int, week: Mapping[int, Sequence[Span]], *, now: datetime, staff_id: int | None
) -> None:
    """Replace the unit's weekly hours; a weekday (0 = Monday) that is missing or empty is a day off.

    Raises:
        Refused: at ``day_0`` to ``day_6``, *missing* (half a session), *backwards*, *overlap* or *out_of_range* (more
            than two sessions, or no such weekday).
    """
    wanted = {weekday: checked_spans(spans, f"day_{weekday}") for weekday, spans in week.items()}
    if not set(wanted) <= set(range(7)):
        raise Refused("out_of_range", f"day_{max(wanted)}")
    tree.locked_unit(session, unit_id)
    stored = session.scalars(
        select(OpeningSession).where(OpeningSession.unit_id == unit_id).order_by(OpeningSession.opens)
    ).all()
    details: changes.Change = {}
    for weekday in range(7):
        old = [(row.opens, row.closes) for row in stored if row.weekday == weekday]
        new = wanted.get(weekday, [])
        if old != new:
            details[f"day_{weekday}"] = {"old": _written(old), "new": _written(new)}
            of_day = (OpeningSession.unit_id == unit_id) & (OpeningSession.weekday == weekday)
            session.execute(delete(OpeningSession).where(of_day))
            session.add_all(OpeningSession(unit_id=unit_id, weekday=weekday, opens=a, closes=b) for a, b in new)
    if details:
        session.flush()
        _record(session, "hours.set", "", unit_id, details, now=now, staff_id=staff_id)


def add_exception(
    session: Session,
    unit_id: int,
    day: date,
    spans: Sequence[Span],
    *,
    note: str | None,
    now: datetime,
    staff_id: int | None,
) -> None:
    """Give one day of the unit hours of its own; without sessions the unit is closed that day.

    Raises:
        Refused: ``day`` *taken* (remove the other first), ``hours`` as in :func:`set_week`, ``note`` *too_long*.
    """
    wanted = checked_spans(spans, "hours")
    note = entries.optional(note, "note", max_chars=NOTE_CHARS)
    tree.locked_unit(session, unit_id)
    if _exceptions_on(session, unit_id, day):
        raise Refused("taken", "day")
    for opens, closes in wanted or CLOSED:
        session.add(OpeningException(unit_id=unit_id, day=day, opens=opens, closes=closes, note=note))
    session.flush()
    details = changes.from_nothing({"hours": _written(wanted), "note": note})
    _record(session, "exception.add", day.isoformat(), unit_id, details, now=now, staff_id=staff_id)


def remove_exception(session: Session, unit_id: int, day: date, *, now: datetime, staff_id: int | None) -> None:
    """Give the day its usual hours back.

    Raises:
        Refused: ``day`` *unknown*: it has none of its own.
    """
    tree.locked_unit(session, unit_id)
    rows = _exceptions_on(session, unit_id, day)
    if not rows:
        raise Refused("unknown", "day")
    hours = _written([(row.opens, row.closes) for row in rows if row.opens and row.closes])
    for row in rows:
        session.delete(row)
    session.flush()
    details = changes.to_nothing({"hours": hours, "note": rows[0].note})
    _record(session, "exception.remove", day.isoformat(), unit_id, details, now=now, staff_id=staff_id)


def checked_spans(spans: Sequence[Span], field: str) -> list[tuple[time, time]]:
    """Return the sessions of one day in order, without the empty ones; touching ones stay two.

    Raises:
        Refused: at *field*, *missing*, *backwards*, *overlap* or *out_of_range*.
    """
    found: list[tuple[time, time]] = []
    for opens, closes in spans:
        if opens is None and closes is None:
            continue
        if opens is None or closes is None:
            raise Refused("missing", field)
        if opens >= closes:
            raise Refused("backwards", field)
        found.append((opens, closes))
    found.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        raise Refused("overlap", field)
    if len(found) > SESSIONS_A_DAY:
        raise Refused("out_of_range", field)
    return found


def _exceptions_on(session: Session, unit_id: int, day: date) -> Sequence[OpeningException]:
    return session.scalars(
        select(OpeningException)
        .where(OpeningException.unit_id == unit_id, OpeningException.day == day)
        .order_by(OpeningException.opens, OpeningException.id)
    ).all()


def _written(spans: Sequence[tuple[time, time]]) -> list[str]:
    return [f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans]


def _record(
    session: Session,
    act: str,
    subject: str,
    unit_id: int,
    details: changes.Change,
    *,
    now: datetime,
    staff_id: int | None,
) -> None:
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=unit_id, details=dict(details))
