from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.queue import actions, citizen_actions
from kiosk.queue.tickets import State
from tests import factories
from tests.factories import MONDAY


@pytest.mark.parametrize(("start_with_call", "minutes"), [(True, 5), (False, None)])
def test_checking_out_where_calling_is_starting_keeps_when_the_service_began(
    session: Session, start_with_call: bool, minutes: int | None
) -> None:
    unit = factories.unit(session, start_with_call=start_with_call)
    phone = factories.phone_ticket(session, factories.group(session, unit))
    clerk = factories.clerk(factories.counter(session, unit))
    actions.call(session, phone.ticket, clerk, at=MONDAY + timedelta(minutes=5), start=False)
    token_hash = phone.ticket.token_hash
    assert token_hash is not None
    ticket = citizen_actions.check_out(session, token_hash, key="tap", now=MONDAY + timedelta(minutes=9))
    assert ticket.state == State.DONE
    assert ticket.started_at == (None if minutes is None else MONDAY + timedelta(minutes=minutes))
