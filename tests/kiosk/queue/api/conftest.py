"""A machine in a small office at nine on Monday."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from kiosk.queue import desk_actions
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import Machine, key_of
from tests.kiosk.queue.office import Office, open_office


@pytest.fixture
def office(session: Session, set_clock: Callable[[datetime], None]) -> Office:
    """The office; its counter 3 is closed."""
    set_clock(MONDAY)
    office = open_office(session)
    desk_actions.close_desk(session, office.counter.id, now=MONDAY)
    session.commit()
    return office


@pytest.fixture
def machine(office: Office, client: CheckedClient, session: Session) -> Machine:
    """A machine that may do everything."""
    return Machine(client, key_of(session, office.unit)[1])
