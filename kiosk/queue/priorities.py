"""The classes of people who go first, as they are offered to whoever takes a number; some seconds old."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.ground.i18n import locale
from kiosk.office import priority_queries
from kiosk.office.models import PriorityClass, Unit
from kiosk.queue.order import Policy


def in_use(now: datetime) -> Mapping[str, str]:
    """Return the classes in use, code to name in the reader's language, the one that goes first in front."""
    language = locale()
    return {one.code: one.name(language) for one in recent.read(now, priority_queries.in_use)}


def offered(unit: Unit, now: datetime) -> Mapping[str, str]:
    """Return the classes to choose from; none where everybody is called by arrival, and a choice would promise much."""
    return {} if unit.priority_policy == Policy.ARRIVAL else in_use(now)


def offered_at(session: Session, unit: Unit) -> Sequence[PriorityClass]:
    """Return the same as it is at this moment, for machines: the one that goes first in front."""
    return () if unit.priority_policy == Policy.ARRIVAL else priority_queries.in_use(session)
