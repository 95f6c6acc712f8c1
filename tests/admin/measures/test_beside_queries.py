"""What the record knows beside the visits, of the units and days of each period."""

from collections import Counter
from datetime import timedelta

from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.beside_queries import beside, returned_by_unit
from admin.measures.figures import Figures
from admin.measures.periods import PeriodKind, until
from admin.measures.waiting import by_period
from kiosk.ground.calendar import local_day
from kiosk.office.models import Unit
from kiosk.queue import actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, LeaveReason
from kiosk.queue.tickets import Actor, Move, Quality
from tests import factories
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)
WEEKS = until(PeriodKind.WEEK, local_day(MONDAY), 2)


def _read(session: Session, unit: Unit) -> list[Figures]:
    session.flush()
    found = reading.read(session, unit.id, WEEKS, today=WEEKS[-1].last)
    return beside(session, found, by_period(found.columns, WEEKS, found.targets, found.below))


def test_somebody_sent_back_twice_counts_once(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    factories.desk(session, counter, group)
    ticket, clerk = factories.ticket(session, group), factories.clerk(counter)
    for minute in (1, 3):
        actions.move(session, ticket, Move.CALL, clerk, at=MONDAY + minute * MINUTE)
        actions.move(session, ticket, Move.RETURN, clerk, at=MONDAY + (minute + 1) * MINUTE)

    assert [one.returned for one in _read(session, unit)] == [0, 1]
    assert [returned_by_unit(session, [unit.id], week) for week in WEEKS] == [{}, {unit.id: 1}]


def test_reasons_of_those_who_left_are_counted_and_so_are_those_who_gave_none(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    citizen = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
    for reason in (LeaveReason.PAPERS_MISSING, LeaveReason.PAPERS_MISSING, None):
        ticket = factories.ticket(session, group)
        actions.move(session, ticket, Move.LEAVE, citizen, at=MONDAY + MINUTE, reason=reason)
    factories.ticket(session, group)

    before, week = _read(session, unit)

    assert before.reasons == Counter()
    assert week.reasons == {"papers_missing": 2, "": 1}


def test_doubtful_visits_are_told_by_their_mark(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    factories.ticket(session, group).arrived_quality = Quality.DEVICE
    factories.ticket(session, group).arrived_quality = Quality.BACK_DATED
    factories.ticket(session, group)

    week = _read(session, unit)[-1]

    assert week.marks == {"device": 1, "back_dated": 1}
    assert week.counts.doubtful == 2
