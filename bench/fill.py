"""Filling the tables fast: tickets by many rows a statement, what follows from them inside the database."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import cycle, groupby, islice
from typing import cast

from sqlalchemy import ColumnElement, Null, Select, Table, case, insert, literal, null, select, text, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from bench.older import add_years
from bench.visits import OPENS, Place, Row, one_day, year_before
from kiosk.ground.calendar import ZONE, Week, local_day
from kiosk.ground.db import Base
from kiosk.office.models import ServiceGroup
from kiosk.queue.kinds import Channel
from kiosk.queue.models import CounterSession, CounterSessionGroup, QueueDay, Ticket, TicketEvent, TicketLeg
from kiosk.queue.tickets import Move, State
from survey.ballots.models import RANDOM_ID, Ballot, BallotAnswer, BallotBatch, BallotChannel, SpentToken

ROWS = 5_000
MOST_A_YEAR = 100_000
SERVED_TODAY = 40
SHUTS = time(17)
LAST_ARRIVAL = time(8, 15)
VOTES_EVERY = 4
LEVELS = (5, 4, 5, 4, 3, 5, 2, 4, 5, 1)
EVENT = ("unit_id", "ticket_id", "kind", "at", "from_state", "to_state", "counter_id", "staff_id", "channel")
LEG = (
    "ticket_id",
    "seq",
    "group_id",
    "counter_id",
    "queued_at",
    "first_called_at",
    "started_at",
    "ended_at",
    "outcome",
)
When = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
Words = ColumnElement[str] | InstrumentedAttribute[str] | Null


def fill(session: Session, place: Place, tickets: int, now: datetime, *, question_id: int, form_id: int) -> None:
    """Put *tickets* ended visits into the tables: a year of them before today, and some of this morning.

    What is more than :data:`MOST_A_YEAR` is spread over the years before. Of the last year's a quarter of those served
    has voted; each week's ballots are sealed.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL statement_timeout = 0"))
    today, early = local_day(now), min(SERVED_TODAY, tickets // 2)
    morning = one_day(today, early, place, random.Random(early), until=LAST_ARRIVAL)
    years = max(-(-tickets // MOST_A_YEAR), 1)
    rows = [*year_before(today, tickets // years - early, place), *morning]
    _put(session, Ticket, rows)
    add_years(session, years - 1, before=today)
    _put(session, CounterSession, _desks(place, sorted({row["day"] for row in rows} - {today})))
    _follow_from_sessions(session, place)
    _put(session, QueueDay, _last_numbers(rows))
    _follow_from_tickets(session)
    voted = [row for row in rows if row["state"] is State.DONE][::VOTES_EVERY]
    _put(session, SpentToken, [{"token_hash": row["vote_hash"], "unit_id": place.unit_id} for row in voted])
    _seal(session, voted, question_id=question_id, form_id=form_id)


def _put(session: Session, model: type[Base], rows: Iterable[Row]) -> None:
    waiting = iter(rows)
    while part := list(islice(waiting, ROWS)):
        session.execute(insert(cast(Table, model.__table__)), part)


def _desks(place: Place, days: Iterable[date]) -> Iterator[Row]:
    """Yield the counter sessions of past days."""
    for day in days:
        opens, closes = (datetime.combine(day, wall, ZONE).astimezone(UTC) for wall in (OPENS, SHUTS))
        for counter_id in place.counters:
            known = {"unit_id": place.unit_id, "counter_id": counter_id, "staff_id": 1}
            yield known | {"opened_at": opens, "closed_at": closes}


def _last_numbers(rows: Iterable[Row]) -> Iterator[Row]:
    last = {(row["unit_id"], row["prefix"], row["day"]): row["number"] for row in rows}
    for (unit_id, prefix, day), number in last.items():
        yield {"unit_id": unit_id, "prefix": prefix, "day": day, "last_number": number}


def _follow_from_sessions(session: Session, place: Place) -> None:
    """Let every past counter session have served every group."""
    past = (
        select(CounterSession.id, ServiceGroup.id)
        .join(ServiceGroup, ServiceGroup.unit_id == CounterSession.unit_id)
        .where(CounterSession.closed_at.is_not(None), ServiceGroup.unit_id == place.unit_id)
    )
    session.execute(insert(CounterSessionGroup).from_select(["session_id", "group_id"], past))


def _follow_from_tickets(session: Session) -> None:
    """Write each ticket's leg, and its moves in the order in which they were made."""
    outcome = case((Ticket.state == State.LEFT, "left"), else_=Ticket.state)
    instants = (Ticket.arrived_at, Ticket.first_called_at, Ticket.started_at, Ticket.ended_at)
    leg = select(Ticket.id, literal(1), Ticket.group_id, Ticket.counter_id, *instants, outcome)
    session.execute(insert(TicketLeg).from_select(LEG, leg))
    end = case((Ticket.state == State.DONE, "finish"), (Ticket.state == State.LEFT, "leave"), else_=Ticket.state)
    moves = union_all(
        _moves(literal(Move.ISSUE), Ticket.arrived_at, null(), literal(State.WAITING)),
        _moves(literal(Move.CALL), Ticket.first_called_at, literal(State.WAITING), literal(State.CALLED)),
        _moves(literal(Move.START), Ticket.started_at, literal(State.CALLED), literal(State.SERVING)),
        _moves(end, Ticket.ended_at, literal(State.SERVING), Ticket.state),
    ).subquery()
    session.execute(insert(TicketEvent).from_select(EVENT, select(moves).order_by(moves.c.at)))


def _moves(kind: Words, at: When, before: Words, after: Words) -> Select[*tuple[object, ...]]:
    columns = (Ticket.unit_id, Ticket.id.label("ticket_id"), kind.label("kind"), at.label("at"))
    rest = (Ticket.counter_id, literal(1).label("staff_id"), literal(Channel.CLERK).label("channel"))
    return select(*columns, before.label("from_state"), after.label("to_state"), *rest).where(at.is_not(None))


def _seal(session: Session, voted: Iterable[Row], *, question_id: int, form_id: int) -> None:
    """Write one sealed batch a week with the ballots of *voted*, which are in order."""
    for week, rows in groupby(voted, key=lambda row: Week.of(row["day"])):
        votes = list(rows)
        batch = BallotBatch(
            unit_id=votes[0]["unit_id"],
            channel=BallotChannel.VISIT,
            served=True,
            from_week=str(week),
            until_week=str(week),
            sealed_at=votes[-1]["ended_at"],
            ballots=len(votes),
        )
        session.add(batch)
        session.flush()
        ids = [row["vote_hash"][:RANDOM_ID] for row in votes]
        _put(session, Ballot, ({"id": key, "batch_id": batch.id, "questionnaire_id": form_id} for key in ids))
        levels = zip(ids, cycle(LEVELS), strict=False)
        overall = ({"ballot_id": key, "question_id": question_id, "value": level} for key, level in levels)
        _put(session, BallotAnswer, overall)
