"""Reading the record of changes in tests."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.events import AuditEvent
from kiosk.office.refusals import Refused


def acts(session: Session) -> list[str]:
    """Return the acts recorded so far, oldest first."""
    return list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def last(session: Session) -> AuditEvent:
    """Return the newest record."""
    return session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()


def refused(act: Callable[[], object]) -> tuple[str, str]:
    """Return the reason and the field for which *act* is refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.reason, caught.value.field
