"""The stays that the fairness report reads, and the report of one unit and everything below it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, case, select, type_coerce
from sqlalchemy.orm import Session

from admin.measures import queries
from admin.measures.finding import FEW
from admin.reports.fairness import Fairness, Joined, Stay, fairness
from kiosk.ground import db
from kiosk.ground.calendar import Week, start_of_day, weeks_until
from kiosk.office import priority_queries
from kiosk.office import queries as office
from kiosk.office.models import PriorityClass, Unit
from kiosk.office.queries import UnitView
from kiosk.queue import turns
from kiosk.queue.kinds import Channel, Outcome
from kiosk.queue.models import Ticket, TicketEvent, TicketLeg
from kiosk.queue.tickets import Move, Quality, State

T = TypeVar("T")
WEEKS: Final = 4
TICKET, LEG, EVENT = (db.table(model).c for model in (Ticket, TicketLeg, TicketEvent))
FORMER = db.table(TicketLeg).alias("former")
JOINED: Final = {Outcome.NO_SHOW: Joined.CAME_BACK, Outcome.TRANSFERRED: Joined.TRANSFER}
SERVED = (TICKET.state == State.DONE) | ((TICKET.state == State.CLOSED) & TICKET.started_at.is_not(None))
WAIT = case(
    (
        (LEG.seq == 1) & SERVED & (TICKET.called_quality == Quality.EXACT),
        type_coerce(TICKET.first_called_at, BigInteger) - type_coerce(TICKET.arrived_at, BigInteger),
    )
)


def _of_record(what: ColumnElement[T], kind: Move, *which: ColumnElement[bool]) -> ScalarSelect[T]:
    """Return *what* the record of a ticket's first move of this *kind* says."""
    moves = select(what).where(EVENT.ticket_id == TICKET.id, EVENT.kind == kind, *which).order_by(EVENT.id).limit(1)
    return moves.correlate(db.table(Ticket), db.table(TicketLeg)).scalar_subquery()


EXACT = TICKET.arrived_quality == Quality.EXACT
WRITTEN_LATER = ~EXACT & (LEG.seq == 1)
WRITTEN_AT = _of_record(EVENT.at, Move.ISSUE)
STAYS = (
    select(
        *(TICKET.id, LEG.group_id, TICKET.priority_class, TICKET.priority_rank),
        *(FORMER.c.outcome, WRITTEN_LATER, EXACT),
        type_coerce(case((WRITTEN_LATER, WRITTEN_AT), else_=LEG.queued_at), BigInteger),
        *(type_coerce(at, BigInteger) for at in (LEG.first_called_at, LEG.ended_at)),
        WAIT,
        _of_record(EVENT.note, Move.CALL, EVENT.at == LEG.first_called_at),
    )
    .join_from(db.table(Ticket), db.table(TicketLeg), LEG.ticket_id == TICKET.id)
    .outerjoin(FORMER, (FORMER.c.ticket_id == TICKET.id) & (FORMER.c.seq == LEG.seq - 1))
    .where(TICKET.channel != Channel.TALLY)
)


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """What the page shows.

    Attributes:
        unit: As it is today.
        weeks: The weeks of the report, oldest first; empty before the first visit.
        figures: Of these weeks.
        classes: The classes as they go first, for their names.
    """

    unit: UnitView
    weeks: Sequence[Week]
    figures: Fairness
    classes: Sequence[PriorityClass]


def read(session: Session, unit_id: int, *, until: Week | None, today: date) -> FairnessReport:
    """Read the report of *unit_id* and everything below it for the four weeks up to *until*.

    By default up to the last week with ten served visits, as on the weekly page.

    Raises:
        LookupError: there is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    below = _counted(session, office.descent(session).ever_below(unit_id, today))
    until = until or queries.last_telling_week(session, below, FEW) or queries.last_week(session, below)
    weeks = weeks_until(until, WEEKS) if until else []
    classes = priority_queries.every(session)
    found = stays(session, below, weeks) if weeks else []
    order = [one.code for one in classes]
    return FairnessReport(unit, weeks, fairness(found, order, unit.version.target_seconds), classes)


def stays(session: Session, unit_ids: Collection[int], weeks: Sequence[Week]) -> list[Stay]:
    """Return the stays of visits that came in *weeks*, which are consecutive and in order."""
    within = STAYS.where(
        TICKET.unit_id.in_(unit_ids),
        TICKET.arrived_at >= start_of_day(weeks[0].monday),
        TICKET.arrived_at < start_of_day(weeks[-1].shift(1).monday),
    )
    return [
        Stay(
            ticket_id,
            group_id,
            code,
            rank,
            Joined.WRITTEN_LATER if written_later else _joined(former),
            counts,
            queued,
            called,
            called or ended,
            wait,
            turns.read(note),
        )
        for ticket_id, group_id, code, rank, former, written_later, counts, queued, called, ended, wait, note in (
            session.connection().execute(within)
        )
    ]


def _joined(former: str | None) -> Joined:
    return Joined.ARRIVED if former is None else JOINED.get(Outcome(former), Joined.ARRIVED)


def _counted(session: Session, unit_ids: Collection[int]) -> list[int]:
    """Return the units that count in figures: those for practice do not."""
    return list(session.scalars(select(Unit.id).where(Unit.id.in_(unit_ids), ~Unit.is_practice)))
