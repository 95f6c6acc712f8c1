"""What the reports ask beside the visits: which week is the last, who was sent back, sealed ballots as counts."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Move, Quality, State
from survey.ballots import queries as ballots
from survey.ballots.queries import BatchCounts

LOOK_BACK_WEEKS: Final = 26


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


def of_headline() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of the visits that the headline counts: served, and not doubtful.

    As `admin.measures.waiting.of` says it of columns. All of it stands in the index ``ix_ticket_report``.
    """
    return (
        stands(),
        or_(Ticket.state == State.DONE, and_(Ticket.state == State.CLOSED, Ticket.started_at.is_not(None))),
        Ticket.first_called_at >= Ticket.arrived_at,
        Ticket.arrived_quality == Quality.EXACT,
        func.coalesce(Ticket.called_quality, Quality.EXACT) == Quality.EXACT,
    )


def last_week(session: Session, unit_ids: Collection[int]) -> Week | None:
    """Return the week of the latest arrival; ``None`` before the first."""
    latest = session.scalar(select(func.max(Ticket.arrived_at)).where(Ticket.unit_id.in_(unit_ids), stands()))
    return None if latest is None else Week.of(local_day(latest))


def last_telling_week(session: Session, unit_ids: Collection[int], at_least: int) -> Week | None:
    """Return the latest week whose headline counts *at_least* visits, of the last half year of weeks with any."""
    served = select(func.max(Ticket.arrived_at)).where(Ticket.unit_id.in_(unit_ids), *of_headline())
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


def batches(session: Session, below: Mapping[Week, Collection[int]]) -> Mapping[Week, list[BatchCounts]]:
    """Return the sealed batches of served visits by their last week, of the units *below* then, by channel."""
    found: dict[Week, list[BatchCounts]] = {}
    for batch in ballots.overall_counts(session, frozenset().union(*below.values())):
        if batch.unit_id in below.get(batch.until_week, ()):
            found.setdefault(batch.until_week, []).append(batch)
    return found
