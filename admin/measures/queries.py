"""Every SELECT of the reports: visits as raw numbers, sealed ballots as counts."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, false, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from admin.measures.visits import VisitColumns
from admin.measures.waiting import Targets
from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.office import queries as office
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Move, Quality, State
from survey.ballots import queries as ballots
from survey.ballots.queries import BatchCounts

BY_STAFF: Final = (Channel.CLERK, Channel.TALLY)
LOOK_BACK_WEEKS: Final = 26


def visits(session: Session, unit_ids: Collection[int], weeks: Sequence[Week]) -> VisitColumns:
    """Return the visits of *unit_ids* that arrived in *weeks*, which are consecutive and in order.

    Instants are read as the numbers they are stored as: making dates of them would cost ten times the rest.
    """
    doubtful = (Ticket.arrived_quality != Quality.EXACT) | func.coalesce(
        Ticket.called_quality != Quality.EXACT, false()
    )
    rows = session.execute(
        select(
            _raw(Ticket.arrived_at),
            _raw(Ticket.opened_at),
            _raw(Ticket.first_called_at),
            _raw(Ticket.started_at),
            _raw(Ticket.ended_at),
            Ticket.state,
            doubtful,
            Ticket.unit_id,
            Ticket.channel.in_(BY_STAFF),
            Ticket.channel == Channel.TALLY,
        )
        .where(Ticket.unit_id.in_(unit_ids), stands())
        .where(Ticket.arrived_at >= start_of_day(weeks[0].monday))
        .where(Ticket.arrived_at < start_of_day(weeks[-1].shift(1).monday))
    )
    return VisitColumns.of(tuple(row) for row in rows)


def returned(session: Session, below: Mapping[Week, Collection[int]]) -> Counter[Week]:
    """Return how many visits of each week were ever called and sent back to the queue, of the units *below* then."""
    first, last = min(below), max(below)
    rows = session.execute(
        select(Ticket.unit_id, Ticket.arrived_at)
        .join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
        .where(TicketEvent.unit_id.in_(frozenset().union(*below.values())), TicketEvent.kind == Move.RETURN)
        .where(Ticket.arrived_at >= start_of_day(first.monday))
        .where(Ticket.arrived_at < start_of_day(last.shift(1).monday))
        .group_by(Ticket.id, Ticket.unit_id, Ticket.arrived_at)
    )
    weeks = ((unit_id, Week.of(local_day(arrived_at))) for unit_id, arrived_at in rows)
    return Counter(week for unit_id, week in weeks if unit_id in below[week])


def last_week(session: Session, unit_ids: Collection[int]) -> Week | None:
    """Return the week of the latest arrival; ``None`` before the first."""
    latest = session.scalar(select(func.max(Ticket.arrived_at)).where(Ticket.unit_id.in_(unit_ids), stands()))
    return None if latest is None else Week.of(local_day(latest))


def last_telling_week(session: Session, unit_ids: Collection[int], at_least: int) -> Week | None:
    """Return the latest week with *at_least* served visits, looking back over half a year of weeks with any."""
    served = select(func.max(Ticket.arrived_at)).where(
        Ticket.unit_id.in_(unit_ids), Ticket.state == State.DONE, Ticket.first_called_at.is_not(None)
    )
    before: datetime | None = None
    for _ in range(LOOK_BACK_WEEKS):
        latest = session.scalar(served if before is None else served.where(Ticket.arrived_at < before))
        if latest is None:
            return None
        week = Week.of(local_day(latest))
        before = start_of_day(week.monday)
        within = served.with_only_columns(func.count()).where(Ticket.arrived_at >= before, Ticket.arrived_at <= latest)
        if (session.scalar(within) or 0) >= at_least:
            return week
    return None


def targets(session: Session, unit_id: int, weeks: Sequence[Week]) -> list[Targets]:
    """Return the unit's targets in force on the Monday of each week."""
    found = []
    for week in weeks:
        unit = office.unit_on(session, unit_id, week.monday)
        if unit is None:
            raise LookupError(f"no unit {unit_id}")
        found.append(Targets(unit.version.target_seconds, unit.version.older_target_seconds))
    return found


def batches(session: Session, below: Mapping[Week, Collection[int]]) -> Mapping[Week, list[BatchCounts]]:
    """Return the sealed batches of served visits by their last week, of the units *below* then, by channel."""
    found: dict[Week, list[BatchCounts]] = {}
    for batch in ballots.overall_counts(session, frozenset().union(*below.values())):
        if batch.unit_id in below.get(batch.until_week, ()):
            found.setdefault(batch.until_week, []).append(batch)
    return found


def _raw(column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger())
