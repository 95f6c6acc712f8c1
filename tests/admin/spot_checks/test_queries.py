"""Observed beside logged, from the tables."""

from datetime import timedelta

from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.spot_checks import queries
from kiosk.queue import actions as tickets
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.admin.spot_checks.looks import HOUR, person, spot_check
from tests.factories import MONDAY


def test_people_are_held_against_their_own_tickets_and_the_rest_of_the_hour(session: Session) -> None:
    unit = factories.unit(session)
    monitor = cast.staff(session, Role.MONITOR, unit, login="monitor")
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    for came, called in ((15, 20), (30, 34), (70, 75)):
        ticket = factories.ticket(session, group, at=MONDAY + timedelta(minutes=came))
        at = MONDAY + timedelta(minutes=called)
        tickets.move(session, ticket, Move.CALL, factories.clerk(counter), at=at)
        tickets.move(session, ticket, Move.NO_SHOW, factories.clerk(counter), at=at)
    check = spot_check(session, unit, monitor)
    person(session, check, 1, 0, 20, "A001")
    person(session, check, 2, 3, None, "B077")
    spot_check(session, unit, monitor, done=False)
    found = queries.compared(session, [unit.id], MONDAY - HOUR, MONDAY + HOUR)
    assert found is not None
    assert (found.checks, found.people, found.n, found.observed_median, found.unknown_number) == (1, 2, 1, 1200, 1)
    assert found.same is not None
    assert (found.same.median_difference, found.same.largest_arrival_late) == (900, 900)
    assert (found.logged_n, found.logged_mean) == (1, 240)


def test_checks_of_other_halls_and_other_times_do_not_count(session: Session) -> None:
    tree = factories.tree(session)
    monitor = cast.staff(session, Role.MONITOR, tree.province, login="monitor")
    spot_check(session, tree.ninh_kieu, monitor)
    assert queries.compared(session, [tree.cai_rang.id], MONDAY - HOUR, MONDAY + HOUR) is None
    assert queries.compared(session, [tree.ninh_kieu.id], MONDAY + HOUR, MONDAY + 2 * HOUR) is None
    assert queries.compared(session, [], MONDAY - HOUR, MONDAY + HOUR) is None
    assert queries.number_of_checks(session, [tree.ninh_kieu.id, tree.cai_rang.id]) == {tree.ninh_kieu.id: 1}
