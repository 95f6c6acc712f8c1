"""A report says what was taken back and who last moved the days that it compares."""

from datetime import timedelta

from sqlalchemy.orm import Session

from admin.documents import traces
from admin.tally.models import TallySheet
from kiosk.ground.calendar import local_day
from kiosk.office import unit_actions
from tests import cast
from tests.factories import MONDAY

DAY = local_day(MONDAY)


def test_sheets_taken_back_and_the_last_change_of_the_pilots_days_are_told(session: Session) -> None:
    people = cast.cast(session)
    unit_id = people.unit.id
    assert traces.told(traces.read(session, [unit_id], DAY, DAY)) == []
    for page, reason in ((1, None), (2, "Nhập nhầm ngày")):
        session.add(
            TallySheet(
                unit_id=unit_id,
                day=DAY,
                page=page,
                lines=7,
                key=f"key {page}",
                staff_id=people.supervisor.id,
                entered_at=MONDAY,
                taken_back_at=MONDAY if reason else None,
                taken_back_by=people.supervisor.id if reason else None,
                reason=reason,
            )
        )
    since = DAY - timedelta(days=7)
    unit_actions.set_pilot(session, unit_id, since=since, now=MONDAY, staff_id=people.supervisor.id)
    session.flush()

    sheets, days = traces.told(traces.read(session, [unit_id], DAY, DAY))

    assert sheets.startswith("1 phiếu giấy (7 dòng) đã nhập rồi bị thu hồi")
    assert f"ngày 16/11/2026 (Phường Ninh Kiều; người ghi: {people.supervisor.name})" in days
    assert traces.read(session, [unit_id], since, since).sheets == 0
