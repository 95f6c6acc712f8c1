"""An office whose procedures somebody keeps, at nine on Monday."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from tests import cast
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.procedures.office import Office, open_office


@pytest.fixture
def nine(set_clock: Callable[[datetime], None]) -> datetime:
    """It is nine o'clock on Monday."""
    set_clock(MONDAY)
    return MONDAY


@pytest.fixture
def office(session: Session, nine: datetime) -> Office:
    """An office that receives two procedures."""
    return open_office(session)


@pytest.fixture
def administrator(client: CheckedClient, session: Session, office: Office) -> Staff:
    """Somebody who may set the office up, signed in."""
    person = cast.staff(session, Role.ADMINISTRATOR, office.unit)
    sign_in(client, person)
    return person
