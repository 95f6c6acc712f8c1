"""Phones in front of an office that receives procedures, at nine on Monday."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

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
    """The office."""
    return open_office(session)


@pytest.fixture
def plain(app: Flask, session: Session) -> CheckedClient:
    """A phone that refuses cookies."""
    return CheckedClient(app, session=session, use_cookies=False)
