"""The scene of the console's tests."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.admin.counter.office import Morning, morning


@pytest.fixture
def scene(session: Session, set_clock: Callable[[datetime], None]) -> Morning:
    """An office on Monday at nine; nobody waits yet."""
    return morning(session, set_clock)
