from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue import night_actions
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
