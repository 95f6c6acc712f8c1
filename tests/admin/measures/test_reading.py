"""One read for every page: what was stored comes back, of the units and days that were asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from admin.measures import periods, reading
from admin.measures.periods import Period, PeriodKind
from admin.measures.visits import CHANNELS, MISSING, RESPONDENTS
from admin.measures.waiting import Targets
from kiosk.ground.calendar import local_day
from kiosk.ground.instants import to_microseconds
from kiosk.office import actions, queries
from kiosk.office.models import PriorityClass
from kiosk.queue.kinds import Channel, Respondent
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Quality, State
from tests import factories
from tests.factories import MONDAY, Tree

TODAY = local_day(MONDAY)
NOVEMBER = periods.containing(PeriodKind.MONTH, TODAY)
US = 1_000_000


@pytest.fixture
def tree(session: Session) -> Tree:
    return factories.tree(session)


def test_every_detail_of_a_visit_comes_back(session: Session, tree: Tree) -> None:
    group = factories.group(session, tree.ninh_kieu)
    session.add(PriorityClass(code="elderly", name_vi="Từ 80 tuổi", position=1))
    counter = factories.counter(session, tree.ninh_kieu, "1", group)
    came = factories.ticket(session, group, at=MONDAY)
    second = timedelta(seconds=1)
    stored = {
        "state": State.DONE,
        "channel": Channel.CLERK,
        "respondent": Respondent.BUSINESS,
        "opened_at": MONDAY + second,
        "first_called_at": MONDAY + 2 * second,
        "called_quality": Quality.EXACT,
        "last_called_at": MONDAY + 3 * second,
        "started_at": MONDAY + 4 * second,
        "started_quality": Quality.BACK_DATED,
        "ended_at": MONDAY + 5 * second,
        "ended_quality": Quality.EXACT,
        "counter_id": counter.id,
        "hold_seconds": 7,
        "estimate_low_seconds": 0,
        "estimate_high_seconds": 600,
        "priority_class": "elderly",
    }
    session.execute(update(Ticket).where(Ticket.id == came.id).values(**stored))

    columns = reading.read(session, tree.ninh_kieu.id, [NOVEMBER], today=TODAY, detailed=True).columns

    begun = to_microseconds(MONDAY)
    assert columns.arrived_us.tolist() == [begun]
    assert columns.opened_us.tolist() == [begun + US]
    assert columns.first_called_us.tolist() == [begun + 2 * US]
    assert columns.started_us.tolist() == [begun + 4 * US]
    assert columns.ended_us.tolist() == [begun + 5 * US]
    assert columns.is_in(State.DONE).all()
    assert (columns.doubtful.tolist(), columns.unit_id.tolist()) == ([False], [tree.ninh_kieu.id])
    assert (columns.by_staff.tolist(), columns.by_hand.tolist()) == ([True], [False])
    details = columns.detailed
    assert details.last_called_us.tolist() == [begun + 3 * US]
    assert (details.started_doubtful.tolist(), details.ended_doubtful.tolist()) == ([True], [False])
    assert (details.group_id.tolist(), details.counter_id.tolist()) == ([group.id], [counter.id])
    assert details.channel.tolist() == [CHANNELS[Channel.CLERK]]
    assert details.respondent.tolist() == [RESPONDENTS[Respondent.BUSINESS]]
    assert (columns.hold_seconds.tolist(), details.estimate_low_seconds.tolist()) == ([7], [0])
    assert details.estimate_high_seconds.tolist() == [600]
    assert details.classes[details.priority_class[0]] == "elderly"


def test_what_is_not_known_of_a_visit_is_not_known_afterwards(session: Session, tree: Tree) -> None:
    factories.ticket(session, factories.group(session, tree.ninh_kieu), at=MONDAY)
    session.execute(update(Ticket).values(estimate_low_seconds=None, estimate_high_seconds=None))

    columns = reading.read(session, tree.ninh_kieu.id, [NOVEMBER], today=TODAY, detailed=True).columns

    missing, details = [MISSING], columns.detailed
    assert columns.opened_us.tolist() == columns.first_called_us.tolist() == columns.started_us.tolist() == missing
    assert columns.ended_us.tolist() == details.last_called_us.tolist() == details.counter_id.tolist() == missing
    assert details.estimate_low_seconds.tolist() == details.estimate_high_seconds.tolist() == missing
    assert details.respondent.tolist() == missing
    assert not (columns.doubtful | details.started_doubtful | details.ended_doubtful).any()


def test_the_headline_is_read_without_the_details(session: Session, tree: Tree) -> None:
    columns = reading.read(session, tree.ninh_kieu.id, [NOVEMBER], today=TODAY).columns

    with pytest.raises(ValueError, match="headline"):
        columns.detailed  # noqa: B018 - asking is the test


def test_a_quality_that_is_not_exact_makes_the_wait_doubtful(session: Session, tree: Tree) -> None:
    group = factories.group(session, tree.ninh_kieu)
    for doubtful in ("arrived_quality", "called_quality"):
        came = factories.ticket(session, group, at=MONDAY)
        known = {"first_called_at": MONDAY, "called_quality": Quality.EXACT, "state": State.CALLED}
        session.execute(update(Ticket).where(Ticket.id == came.id).values(known | {doubtful: Quality.BACK_DATED}))

    assert reading.read(session, tree.ninh_kieu.id, [NOVEMBER], today=TODAY).columns.doubtful.tolist() == [True, True]


def test_a_sheet_that_was_taken_back_is_not_read(session: Session, tree: Tree) -> None:
    group = factories.group(session, tree.ninh_kieu)
    for state in (State.REMOVED, State.DONE):
        came = factories.ticket(session, group, at=MONDAY)
        gone = {"state": state, "channel": Channel.TALLY, "ended_at": MONDAY, "ended_quality": Quality.EXACT}
        session.execute(update(Ticket).where(Ticket.id == came.id).values(gone))

    columns = reading.read(session, tree.ninh_kieu.id, [NOVEMBER], today=TODAY).columns

    assert (columns.is_in(State.DONE).tolist(), columns.by_hand.tolist()) == ([True], [True])


def test_a_period_has_its_days_at_the_office_and_no_others(session: Session, tree: Tree) -> None:
    group = factories.group(session, tree.ninh_kieu)
    day = periods.containing(PeriodKind.DAY, TODAY)
    for at in (day.since - timedelta(microseconds=1), day.since, day.until - timedelta(microseconds=1), day.until):
        factories.ticket(session, group, at=at)

    arrived = reading.read(session, tree.ninh_kieu.id, [day], today=TODAY).columns.arrived_us.tolist()

    assert sorted(arrived) == [to_microseconds(day.since), to_microseconds(day.until) - 1]


def test_the_targets_are_those_of_the_first_day_of_each_period(session: Session, tree: Tree) -> None:
    unit_id = tree.ninh_kieu.id
    first = actions.standing_of(queries.versions_of(session, unit_id)[-1])
    changed = replace(first, target_seconds=600)
    actions.change_from(session, unit_id, date(2026, 11, 10), changed, now=MONDAY, staff_id=None)
    weeks = periods.until(PeriodKind.WEEK, date(2026, 11, 16), 2)

    found = reading.read(session, unit_id, [*weeks, NOVEMBER], today=TODAY)

    before, after = Targets(900, 1800), Targets(600, 1800)
    assert found.targets == (before, after, before)
    assert found.periods == (*weeks, NOVEMBER)


def test_no_period_reads_no_visit(session: Session, tree: Tree) -> None:
    assert len(reading.read(session, tree.ninh_kieu.id, [], today=TODAY).columns) == 0


def test_a_unit_that_does_not_exist_is_no_empty_one(session: Session) -> None:
    with pytest.raises(LookupError):
        reading.read(session, 404, [Period(PeriodKind.DAY, TODAY, TODAY)], today=TODAY)
