from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.queue import actions, night_actions, night_queries
from kiosk.queue.models import MovedAddress
from tests import factories
from tests.factories import MONDAY


def test_after_two_years_nothing_opens_a_ticket_and_its_row_stays(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    old, young = (
        factories.phone_ticket(session, group),
        factories.phone_ticket(session, group, at=MONDAY + timedelta(days=2)),
    )
    for name, phone in (("old", old), ("young", young)):
        session.add(MovedAddress(token_hash=name, ticket_id=phone.ticket.id))
    session.flush()
    assert night_actions.forget_tokens(session, now=MONDAY + timedelta(days=731)) == 1
    session.refresh(old.ticket)
    assert (old.ticket.token_hash, old.ticket.vote_hash, old.ticket.claim_box) == (None, None, None)
    assert old.ticket.arrived_at == MONDAY
    assert session.scalars(select(MovedAddress.token_hash)).all() == ["young"]
    session.refresh(young.ticket)
    assert young.ticket.token_hash is not None


def test_after_a_month_no_code_opens_anything_and_the_address_still_does(session: Session) -> None:
    phone = factories.phone_ticket(session, factories.group(session, factories.unit(session)))
    for days, kept in ((31, True), (32, False)):
        assert night_actions.forget_tokens(session, now=MONDAY + timedelta(days=days)) == 0
        session.refresh(phone.ticket)
        assert (phone.ticket.claim_box is not None, phone.ticket.token_hash is not None) == (kept, True)


def test_a_counter_closes_with_its_last_press_for_somebody_who_waited_since_another_day(session: Session) -> None:
    unit = factories.unit(session, close_at_night=False)
    factories.hours(session, unit)
    birth = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", birth)
    friday = factories.ticket(session, birth, at=MONDAY - timedelta(days=3))
    desk, pressed_at = factories.desk(session, counter, birth), MONDAY + timedelta(hours=9)
    actions.call(session, friday, factories.clerk(counter), at=pressed_at, start=False)
    night_actions.close_sessions(session, unit.id, local_day(MONDAY), now=MONDAY + timedelta(hours=14))
    assert desk.closed_at == pressed_at


def test_a_press_of_a_day_before_does_not_hold_a_counter_open(session: Session) -> None:
    unit = factories.unit(session, close_at_night=False)
    factories.hours(session, unit)
    birth = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", birth)
    ticket, pressed_at = factories.ticket(session, birth, at=MONDAY - timedelta(days=3)), MONDAY - timedelta(hours=1)
    actions.call(session, ticket, factories.clerk(counter), at=pressed_at, start=False)
    desk = factories.desk(session, counter, birth)
    assert night_queries.last_press(session, desk) is None
