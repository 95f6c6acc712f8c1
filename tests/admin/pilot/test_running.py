"""A pilot ends: its unit leaves the pages of all pilot units, and gets no more letters."""

from datetime import date, timedelta

from admin.pilot.running import in_pilot, still_running
from kiosk.office.models import Unit, UnitVersion
from kiosk.office.queries import UnitView

LAST = date(2026, 11, 18)


def unit(until: date | None = None, *, pilot: bool = True, practice: bool = False) -> UnitView:
    return UnitView(Unit(pilot=pilot, pilot_until=until, is_practice=practice), UnitVersion())


def test_a_unit_is_in_the_pilot_up_to_its_last_day() -> None:
    assert in_pilot(unit(LAST), LAST)
    assert not in_pilot(unit(LAST), LAST + timedelta(days=1))
    assert in_pilot(unit(None), date.max)
    assert not in_pilot(unit(pilot=False), LAST)
    assert not in_pilot(unit(practice=True), LAST)


def test_one_that_has_ended_leaves_the_others_and_all_of_them_stay_together() -> None:
    ended, running, never = unit(LAST), unit(None), unit(pilot=False)
    after = LAST + timedelta(days=1)
    assert still_running([ended, running, never], LAST) == [ended, running]
    assert still_running([ended, running, never], after) == [running]
    assert still_running([ended, never], after) == [ended]
    assert still_running([never], after) == []
