from datetime import timedelta

from sqlalchemy.orm import Session

from kiosk.queue import night_actions
from tests import factories
from tests.factories import MONDAY


def test_after_two_years_nothing_opens_a_ticket_and_its_row_stays(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    old, young = (
        factories.phone_ticket(session, group),
        factories.phone_ticket(session, group, at=MONDAY + timedelta(days=2)),
    )
    assert night_actions.forget_tokens(session, now=MONDAY + timedelta(days=731)) == 1
    session.refresh(old.ticket)
    assert (old.ticket.token_hash, old.ticket.vote_hash, old.ticket.arrived_at) == (None, None, MONDAY)
    session.refresh(young.ticket)
    assert young.ticket.token_hash is not None
