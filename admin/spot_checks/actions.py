"""Every write about spot checks. A tap sent twice is one; only whoever began a check taps in it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import appointing
from admin.accounts.queries import Person
from admin.spot_checks import queries, taps
from admin.spot_checks.models import SpotCheck, SpotSighting
from admin.spot_checks.taps import Last, Tap
from kiosk.ground import events
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest


class NotOutside(Exception):
    """The monitor belongs to the unit."""


class NotTheirs(Exception):
    """There is no such check, or somebody else began it."""


class Over(Exception):
    """The check is finished: nothing about it changes any more."""


def begin(session: Session, unit_id: int, person: Person, *, key: str, now: datetime) -> SpotCheck:
    """Begin a check in the hall of a unit; the same *key* again gives the same check.

    Raises:
        NotOutside: as named.
    """
    _stay_outside(session, unit_id, person.id, now)
    issue_key = digest("spot-check", f"{person.id}:{unit_id}:{key}")
    begun = queries.by_key(session, issue_key)
    if begun is None:
        begun = SpotCheck(
            unit_id=unit_id, staff_id=person.id, staff_name=person.name, started_at=now, issue_key=issue_key
        )
        session.add(begun)
        session.flush()
    return begun


def came(session: Session, check_id: int, staff_id: int, *, key: str, late_seconds: int | None, now: datetime) -> int:
    """Write down that the next person came; the same *key* again changes nothing. Return who it is: 1, 2, 3 ….

    Raises:
        NotTheirs, Over: as named.
    """
    _own(session, check_id, staff_id)
    issue_key = digest("spot-sighting", f"{check_id}:{key}")
    people = session.scalars(select(SpotSighting).where(SpotSighting.check_id == check_id)).all()
    for one in people:
        if one.issue_key == issue_key:
            return one.seq
    seq = max((one.seq for one in people), default=0) + 1
    session.add(
        SpotSighting(
            check_id=check_id, seq=seq, arrived_at=now, no_ticket=False, issue_key=issue_key, late_seconds=late_seconds
        )
    )
    session.flush()
    return seq


def ended(
    session: Session, check_id: int, staff_id: int, seq: int, tap: Tap, *, late_seconds: int | None, now: datetime
) -> None:
    """Write down that somebody was called, or left uncalled; whoever does not wait any more stays as they are.

    Raises:
        NotTheirs, Over: as named.
    """
    _own(session, check_id, staff_id)
    one = _somebody(session, check_id, seq)
    if one is None or one.called_at is not None or one.left_at is not None:
        return
    at = max(now, one.arrived_at)
    one.called_at, one.left_at = (at, None) if tap is Tap.CALLED else (None, at)
    one.late_seconds = max((late for late in (one.late_seconds, late_seconds) if late is not None), default=None)
    session.flush()


def tell_number(
    session: Session, check_id: int, staff_id: int, seq: int, number: str | None, *, no_ticket: bool
) -> None:
    """Keep what stands on somebody's slip, or that they have none; both ``None`` and ``False``: nobody knows.

    Raises:
        NotTheirs, Over: as named.
    """
    _own(session, check_id, staff_id)
    one = _somebody(session, check_id, seq)
    if one is not None:
        one.number, one.no_ticket = (None if no_ticket else number), no_ticket
        session.flush()


def undo(session: Session, check_id: int, staff_id: int, wanted: tuple[int, str], *, now: datetime) -> bool:
    """Take the last tap back, within a minute, if it is still the one the page showed. Return whether it went.

    Raises:
        NotTheirs, Over: as named.
    """
    _own(session, check_id, staff_id)
    last: Last | None = taps.last(queries.people_of(session, [check_id])[check_id])
    if last is None or (last.seq, str(last.tap)) != wanted or not last.may_go(now):
        return False
    one = _somebody(session, check_id, last.seq)
    if one is None:
        return False
    if last.tap is Tap.ARRIVED:
        session.delete(one)
    else:
        one.called_at = one.left_at = None
    session.flush()
    return True


def finish(session: Session, check_id: int, staff_id: int, *, remark: str | None, now: datetime) -> None:
    """End a check, with a remark; from now on the unit sees it. A second time changes nothing.

    Raises:
        NotTheirs: as named.
        NotOutside: as named.
    """
    try:
        check = _own(session, check_id, staff_id)
    except Over:
        return
    _stay_outside(session, check.unit_id, staff_id, now)
    check.ended_at, check.remark = max(now, check.started_at), remark or None
    people = len(queries.people_of(session, [check_id])[check_id])
    events.record(
        session,
        "spot_check.finish",
        check.staff_name,
        now=now,
        staff_id=staff_id,
        unit_id=check.unit_id,
        details={"people": people},
    )
    session.flush()


def _own(session: Session, check_id: int, staff_id: int) -> SpotCheck:
    """Return the check, locked: taps of one check come one after the other."""
    check = queries.check(session, check_id, lock=True)
    if check is None or check.staff_id != staff_id:
        raise NotTheirs
    if check.ended_at is not None:
        raise Over
    return check


def _somebody(session: Session, check_id: int, seq: int) -> SpotSighting | None:
    return session.scalar(select(SpotSighting).where(SpotSighting.check_id == check_id, SpotSighting.seq == seq))


def _stay_outside(session: Session, unit_id: int, staff_id: int, now: datetime) -> None:
    if not appointing.outside(session, staff_id, unit_id, local_day(now)):
        raise NotOutside
