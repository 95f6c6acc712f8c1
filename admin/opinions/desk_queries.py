"""At which counters a clerk alone stood: what was rated there is theirs to see, and nobody else's."""

from collections.abc import Collection

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, start_of_day
from kiosk.office.models import Unit
from kiosk.queue.models import CounterSession


def mine_alone(session: Session, unit_ids: Collection[int], staff_id: int, weeks: tuple[Week, Week]) -> frozenset[int]:
    """Return the counters at which nobody but *staff_id* stood in *weeks*, first and last inside, or the week before.

    Ballots are answered up to seven days after the visit. Where somebody else stood, they do not say whom they are
    about; whoever opened a counter earlier stands there until it is closed.
    """
    since = start_of_day(weeks[0].shift(-1).monday)
    rows = session.execute(
        select(CounterSession.counter_id, func.min(CounterSession.staff_id), func.max(CounterSession.staff_id))
        .where(CounterSession.unit_id.in_(unit_ids))
        .where(or_(CounterSession.closed_at.is_(None), CounterSession.closed_at >= since))
        .where(CounterSession.opened_at < start_of_day(weeks[1].shift(1).monday))
        .group_by(CounterSession.counter_id)
    )
    return frozenset(counter for counter, first, last in rows if first == last == staff_id)


def stood_in(session: Session, unit_ids: Collection[int], staff_id: int) -> list[int]:
    """Return the units, not of practice, where *staff_id* ever opened a counter, in the order of their keys."""
    return list(
        session.scalars(
            select(Unit.id)
            .where(Unit.id.in_(unit_ids), Unit.is_practice.is_(False))
            .where(Unit.id.in_(select(CounterSession.unit_id).where(CounterSession.staff_id == staff_id)))
            .order_by(Unit.id)
        )
    )
