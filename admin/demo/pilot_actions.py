"""What makes two offices a pilot: a change and an incident on record, letterheads, and codes that people open."""

from datetime import date, datetime
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from admin.accounts import queries as staff
from admin.accounts.queries import Person
from admin.demo import queries
from admin.demo.days import Period
from admin.demo.letterheads import LETTERHEADS
from admin.demo.place_actions import SUPERVISOR, Place
from admin.demo.stays import Day
from admin.documents import text_actions
from admin.pilot import actions as pilot
from admin.pilot.actions import Happening
from admin.pilot.models import EventKind
from kiosk.ground import bulk
from kiosk.ground.calendar import local_day, start_of_day
from kiosk.ground.web.addresses import digest
from kiosk.office.models import CodeScans
from kiosk.queue.kinds import Channel

EXTRA_COUNTER: Final = "mở thêm quầy 4 sáng thứ Hai"
SYSTEM_DOWN: Final = "lỗi hệ thống của tỉnh, các quầy phải tạm dừng"
ONLY_LOOKED: Final = (0.25, 0.55)
"""People who open a code and take no number, for each one who takes one with a phone: they look something up."""


def add_events(session: Session, places: tuple[Place, ...], period: Period, *, now: datetime) -> None:
    """Write down when the first office opened another counter, and one failure that the other one had."""
    by = _supervisor(session)
    for place in places:
        if place.office.improves:
            _record(session, place, EventKind.INTERVENTION, period.improved_from.monday, EXTRA_COUNTER, by, now)
            continue
        failures = queries.system_failures(session, place.unit_id, start_of_day(period.pilot_from.monday))
        if failures:
            _record(session, place, EventKind.INCIDENT, local_day(failures[0]), SYSTEM_DOWN, by, now)


def add_letterheads(session: Session, places: tuple[Place, ...], *, now: datetime) -> None:
    """Give each office what stands around its documents."""
    for place in places:
        since, lines = LETTERHEADS[place.office.slug]
        text_actions.set_letterhead(session, place.unit_id, since, lines, now=now, staff_id=None)


def add_scans(session: Session, place: Place, day: date, simulated: Day, *, seed: int) -> None:
    """Count how often the codes of an office were opened on one day: by everybody with a phone, and some more."""
    chance = Random(f"{seed}/{place.office.slug}/{day}/scans")  # noqa: S311 - a sample is the same every time
    phones = sum(stay.channel is Channel.PHONE for stay in simulated.stays)
    scans = round(phones * (1 + chance.uniform(*ONLY_LOOKED)))
    if scans:
        bulk.add_rows(session, CodeScans, [{"unit_id": place.unit_id, "day": day, "scans": scans}])


def _record(session: Session, place: Place, kind: EventKind, day: date, what: str, by: Person, now: datetime) -> None:
    key = digest("sample", f"{place.office.slug}/{kind}/{day}")
    happening = Happening(place.unit_id, kind, day, day if kind is EventKind.INCIDENT else None, what)
    pilot.record(session, happening, key=key, by=by, now=now)


def _supervisor(session: Session) -> Person:
    found = staff.staff_by_login(session, SUPERVISOR)
    if found is None:
        raise LookupError(SUPERVISOR)
    return Person(found.id, found.name, found.login, False, False, (), in_sample=True)
