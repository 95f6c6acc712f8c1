"""A tablet in the hall of the small office."""

import pytest
from sqlalchemy.orm import Session

from kiosk.office.models import Device
from tests import factories
from tests.client import CheckedClient
from tests.kiosk.queue.office import Office
from tests.page import Page


@pytest.fixture
def start(office: Office) -> str:
    """The address of the tablet's first page."""
    return f"/kiosk/{office.unit.slug}"


@pytest.fixture
def device(session: Session, office: Office) -> tuple[Device, str]:
    """A tablet of the office, with its pairing code."""
    return factories.device(session, office.unit)


@pytest.fixture
def tablet(client: CheckedClient, device: tuple[Device, str], start: str) -> CheckedClient:
    """The browser of the tablet, paired."""
    Page(Page(client.get(start)).form(button="Ghép").submit(client, code=device[1]))
    return client
