"""The sample as it stands in the database: like a real pilot's rows, and marked."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import RoleGrant, Staff
from admin.demo import queries
from admin.demo.days import simulate, working_days
from admin.demo.offices import COMMUNE, OFFICES, ROOT_SLUG
from admin.demo.place_actions import LOGINS
from admin.documents.models import Letterhead
from admin.pilot.models import EventKind, PilotEvent
from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.office import queries as office
from kiosk.office.models import Code, CodeScans, Unit
from kiosk.queue import courses
from kiosk.queue.kinds import Channel
from kiosk.queue.models import CounterPause, CounterSession, QueueDay, Ticket, TicketEvent, TicketLeg
from kiosk.queue.tickets import Actor, Move, State
from survey.ballots import queries as ballots
from survey.ballots.models import BallotBatch, PendingBallot, SpentToken
from tests.admin.demo.conftest import PERIOD, THURSDAY, Sample

TODAY = local_day(THURSDAY)
ACTORS = {Channel.PHONE: Actor.CITIZEN, Channel.CLERK: Actor.CLERK, Channel.SYSTEM: Actor.SYSTEM}


def unit_id(session: Session, slug: str = COMMUNE.slug) -> int:
    found = office.unit_id_of(session, slug)
    assert found is not None
    return found


def test_there_is_a_letterhead_and_people_open_the_codes(sample: Sample) -> None:
    with sample.database.read() as session:
        for place in OFFICES:
            unit = unit_id(session, place.slug)
            assert session.scalars(select(Letterhead).where(Letterhead.unit_id == unit)).one().valid_from <= TODAY
            days = session.scalars(select(CodeScans.day).where(CodeScans.unit_id == unit)).all()
            assert len(days) == sum(len(list(working_days(week))) for week in PERIOD.all)
            first = session.scalars(select(Code.issued_at).where(Code.unit_id == unit)).first()
            assert first == start_of_day(PERIOD.all[0].monday)


def test_the_change_and_a_failure_are_on_record_where_they_were(sample: Sample) -> None:
    with sample.database.read() as session:
        events = {event.kind: event for event in session.scalars(select(PilotEvent))}
        change = events[EventKind.INTERVENTION]
        assert (change.unit_id, change.first_day) == (unit_id(session), PERIOD.improved_from.monday)
        failures = queries.system_failures(
            session, unit_id(session, OFFICES[1].slug), start_of_day(PERIOD.all[0].monday)
        )
        assert {local_day(at) for at in failures[:1]} == {
            event.first_day for kind, event in events.items() if kind == EventKind.INCIDENT
        }


def test_every_unit_is_marked_as_a_sample_and_stands_under_one_root(sample: Sample) -> None:
    with sample.database.read() as session:
        units = session.scalars(select(Unit)).all()
        assert all(unit.is_demo for unit in units)
        assert office.subtree_ids(session, [unit_id(session, ROOT_SLUG)], TODAY) == {unit.id for unit in units}
        assert [unit.pilot for unit in units] == [False, True, True]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {DEFAULT}))
def test_the_sample_can_be_looked_at_in_every_language(sample: Sample, language: str) -> None:
    with sample.database.read() as session:
        for view in office.all_units(session, TODAY):
            assert view.name(language) != view.name(DEFAULT)
            assert all(row.name(language) != row.name_vi for row in office.groups_of(session, view.id))
            assert all(row.name(language) != row.name_vi for row in office.counters_of(session, view.id))


def test_the_database_holds_what_was_simulated(sample: Sample) -> None:
    """Hence the same seed gives the same figures on every database."""
    day = PERIOD.all[0].monday
    stays = simulate(COMMUNE, day, PERIOD).stays
    with sample.database.read() as session:
        rows = session.scalars(
            select(Ticket)
            .where(Ticket.unit_id == unit_id(session), Ticket.day == day)
            .order_by(Ticket.arrived_at, Ticket.id)
        ).all()
    midnight = start_of_day(day)

    def second(ticket: Ticket) -> list[int | None]:
        instants = (ticket.arrived_at, ticket.first_called_at, ticket.started_at, ticket.ended_at)
        return [None if at is None else int((at - midnight).total_seconds()) for at in instants]

    stored = [(row.state, *second(row)) for row in rows]
    simulated = [(str(stay.state), stay.arrived, stay.called, stay.started, stay.ended) for stay in stays]
    assert sorted(stored, key=str) == sorted(simulated, key=str)


def test_numbers_run_from_one_every_day_and_continue(sample: Sample) -> None:
    with sample.database.read() as session:
        rows = session.execute(
            select(Ticket.unit_id, Ticket.day, Ticket.prefix, Ticket.number).order_by(
                Ticket.unit_id, Ticket.day, Ticket.prefix, Ticket.arrived_at, Ticket.id
            )
        )
        numbers: dict[tuple[int, str, date], list[int]] = defaultdict(list)
        for row in rows:
            numbers[row.unit_id, row.prefix, row.day].append(row.number)
        last = {(row.unit_id, row.prefix, row.day): row.last_number for row in session.scalars(select(QueueDay))}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert last == {place: len(found) for place, found in numbers.items()}


def test_every_ticket_came_to_its_state_by_permitted_moves(sample: Sample) -> None:
    with sample.database.read() as session:
        tickets = {row.id: row for row in session.scalars(select(Ticket))}
        events = session.scalars(select(TicketEvent).order_by(TicketEvent.ticket_id, TicketEvent.id)).all()
    found: dict[int, courses.Course] = {}
    for event in events:
        actor = ACTORS[Channel(event.channel)]
        move = Move(event.kind)
        if move is Move.ISSUE:
            found[event.ticket_id] = courses.issued(actor, event.at)
        else:
            before = found[event.ticket_id]
            assert before.state == event.from_state
            found[event.ticket_id] = courses.moved(before, move, actor, event.at, reason=event.note)
    assert found.keys() == tickets.keys()
    for key, course in found.items():
        ticket = tickets[key]
        assert (course.state, course.first_called_at, course.last_called_at, course.started_at, course.ended_at) == (
            ticket.state,
            ticket.first_called_at,
            ticket.last_called_at,
            ticket.started_at,
            ticket.ended_at,
        )


def test_every_ticket_has_one_leg_that_ends_as_it_does(sample: Sample) -> None:
    with sample.database.read() as session:
        legs = session.execute(
            select(Ticket.state, TicketLeg.outcome)
            .join(TicketLeg, TicketLeg.ticket_id == Ticket.id)
            .where(Ticket.ended_at.is_not(None))
        ).all()
        tickets = session.scalar(select(func.count()).select_from(Ticket).where(Ticket.ended_at.is_not(None)))
    assert len(legs) == tickets
    assert all(leg.state == leg.outcome for leg in legs)


def test_whoever_came_before_opening_is_known_to_have(sample: Sample) -> None:
    with sample.database.read() as session:
        rows = session.execute(select(Ticket.arrived_at, Ticket.opened_at).where(Ticket.opened_at.is_not(None))).all()
    assert rows
    assert all(timedelta(0) < row.opened_at - row.arrived_at <= timedelta(minutes=30) for row in rows)


def test_every_call_was_made_from_a_counter_that_was_open_and_not_paused(sample: Sample) -> None:
    with sample.database.read() as session:
        calls = select(Ticket.id).where(Ticket.first_called_at.is_not(None))
        at_desk = (
            select(Ticket.id)
            .join(CounterSession, CounterSession.counter_id == Ticket.counter_id)
            .where(Ticket.first_called_at >= CounterSession.opened_at)
            .where(Ticket.first_called_at < CounterSession.closed_at)
        )
        paused = at_desk.join(CounterPause, CounterPause.session_id == CounterSession.id).where(
            Ticket.first_called_at >= CounterPause.paused_at, Ticket.first_called_at < CounterPause.resumed_at
        )
        assert sorted(session.scalars(at_desk)) == sorted(session.scalars(calls))
        assert session.scalars(paused).all() == []


def test_weekly_means_are_plausible(sample: Sample) -> None:
    with sample.database.read() as session:
        rows = session.execute(
            select(Ticket.unit_id, Ticket.day, Ticket.arrived_at, Ticket.first_called_at).where(
                Ticket.state == State.DONE
            )
        ).all()
    waits: dict[tuple[int, Week], list[float]] = defaultdict(list)
    for row in rows:
        waits[row.unit_id, Week.of(row.day)].append((row.first_called_at - row.arrived_at).total_seconds() / 60)
    assert len(waits) == 2 * PERIOD.weeks
    assert all(5 < sum(found) / len(found) < 30 for found in waits.values())


def test_a_quarter_to_a_third_vote_and_all_weeks_but_the_last_are_sealed(sample: Sample) -> None:
    last = str(PERIOD.last)
    with sample.database.read() as session:
        visits = session.scalar(select(func.count()).select_from(Ticket).where(Ticket.day < TODAY)) or 0
        spent = session.scalar(select(func.count()).select_from(SpentToken)) or 0
        sealed = session.scalars(select(BallotBatch)).all()
        pending = session.scalars(select(PendingBallot)).all()
        scores = ballots.overall_counts(session, [unit_id(session)])
    assert 0.25 <= spent / visits <= 0.35
    assert sum(batch.ballots for batch in sealed) + len(pending) == spent
    assert {batch.until_week for batch in sealed if batch.served} == {str(week) for week in PERIOD.all[:-1]}
    assert last in {row.week for row in pending}
    assert [row.until_week for row in scores] == list(PERIOD.all[:-1])
    assert all(0.6 < sum(row.counts[3:]) / sum(row.counts) < 0.95 for row in scores)


def test_batches_were_sealed_on_the_monday_after(sample: Sample) -> None:
    with sample.database.read() as session:
        for batch in session.scalars(select(BallotBatch)):
            assert local_day(batch.sealed_at) == Week.parse(batch.until_week).shift(1).monday


def test_no_answer_comes_after_the_sample_ends(sample: Sample) -> None:
    with sample.database.read() as session:
        assert session.scalars(select(PendingBallot.week).where(PendingBallot.week > str(PERIOD.last))).all() == []


def test_there_is_somebody_for_every_role(sample: Sample) -> None:
    with sample.database.read() as session:
        rows = session.execute(
            select(Staff.login, RoleGrant.role, Unit.slug)
            .join(RoleGrant, RoleGrant.staff_id == Staff.id)
            .join(Unit, Unit.id == RoleGrant.unit_id)
            .where(Staff.login.in_(LOGINS), Staff.active, ~Staff.must_change_password)
        ).all()
    assert {tuple(row) for row in rows} == {
        ("mau.ninhkieu", "clerk", OFFICES[0].slug),
        ("mau.nongnghiep", "clerk", OFFICES[1].slug),
        ("mau.dontiep", "greeter", OFFICES[0].slug),
        ("mau.truongbophan", "head", OFFICES[0].slug),
        ("mau.giamsat", "supervisor", ROOT_SLUG),
        ("mau.lanhdao", "leader", ROOT_SLUG),
        ("mau.quantri", "administrator", ROOT_SLUG),
        ("mau.matran", "monitor", ROOT_SLUG),
        ("mau.kiemduyet", "moderator", ROOT_SLUG),
        ("mau.nhapphieu1", "typist", ROOT_SLUG),
        ("mau.nhapphieu2", "typist", ROOT_SLUG),
    }


def test_codes_are_the_same_everywhere(sample: Sample) -> None:
    with sample.database.read() as session:
        codes = set(session.scalars(select(Code.code)))
    assert codes == {code for plan in OFFICES for code in plan.codes.values()}


def test_somebody_waits_today_and_two_counters_are_open(sample: Sample) -> None:
    with sample.database.read() as session:
        for plan in OFFICES:
            waiting = session.scalars(
                select(Ticket).where(Ticket.unit_id == unit_id(session, plan.slug), Ticket.day == TODAY)
            ).all()
            assert [ticket.state for ticket in waiting] == ["waiting"] * 5
            assert all(ticket.token_hash and ticket.vote_hash and ticket.estimate_high_seconds for ticket in waiting)
            desks = session.scalars(
                select(CounterSession).where(
                    CounterSession.unit_id == unit_id(session, plan.slug), CounterSession.closed_at.is_(None)
                )
            ).all()
            assert len(desks) == 2


def test_only_working_days_have_visits(sample: Sample) -> None:
    with sample.database.read() as session:
        days = set(session.scalars(select(Ticket.day).distinct()))
    assert days == {day for week in PERIOD.all for day in working_days(week)} | {TODAY}
