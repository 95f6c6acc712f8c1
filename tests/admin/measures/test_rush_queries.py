"""Open counters are read as they were opened, paused and closed, of the units and days asked for."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from admin.measures.presences import Presences
from admin.measures.rush_queries import presences
from kiosk.queue.models import CounterPause
from tests import factories
from tests.factories import MONDAY

HOUR = timedelta(hours=1)
DAY = MONDAY.replace(hour=17) - timedelta(days=1)


def hours(found: Presences) -> float:
    return float(found.by_slot(3_600_000_000)[1].sum()) / 3_600_000_000


@pytest.fixture
def read(session: Session) -> Presences:
    unit, neighbour = factories.unit(session), factories.unit(session, "Phường Cái Răng")
    for place, stays in ((unit, 3), (neighbour, 5)):
        desk = factories.desk(session, factories.counter(session, place))
        desk.closed_at = MONDAY + stays * HOUR
        session.add(CounterPause(session_id=desk.id, paused_at=MONDAY + HOUR, resumed_at=None, reason="break"))
    factories.desk(session, factories.counter(session, unit, "2"))
    later = factories.desk(session, factories.counter(session, unit, "3"))
    later.opened_at = DAY + timedelta(days=1)
    session.flush()
    return presences(session, [unit.id], DAY, DAY + timedelta(days=1), now=MONDAY + 2 * HOUR)


def test_pauses_are_out_others_counters_and_the_next_day_too_and_what_is_open_is_open_until_now(
    read: Presences,
) -> None:
    assert hours(read) == 1 + 2
    assert len(set(read.unit_id.tolist())) == 1
