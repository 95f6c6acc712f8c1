"""Who may judge whom, over every pair of units and every role."""

from itertools import product

import pytest

from admin.accounts.outsiders import OUTSIDERS, Office, Tree, is_inside, may_appoint, on_both_sides
from admin.accounts.roles import Grant, Role

PROVINCE, AGENCY, CENTRE, SITE, OTHER_AGENCY, OTHER = range(1, 7)
TREE = Tree(
    [
        Office(PROVINCE, None, stands_for_itself=False),
        Office(AGENCY, PROVINCE, stands_for_itself=False),
        Office(CENTRE, AGENCY, stands_for_itself=True),
        Office(SITE, CENTRE, stands_for_itself=True),
        Office(OTHER_AGENCY, PROVINCE, stands_for_itself=False),
        Office(OTHER, OTHER_AGENCY, stands_for_itself=True),
    ]
)
UNITS = range(1, 7)
BELOW = {
    PROVINCE: {*UNITS},
    AGENCY: {AGENCY, CENTRE, SITE},
    CENTRE: {CENTRE, SITE},
    SITE: {SITE},
    OTHER_AGENCY: {OTHER_AGENCY, OTHER},
    OTHER: {OTHER},
}
EVERYDAY = sorted(set(Role) - OUTSIDERS)


def test_an_agency_with_one_office_is_judged_with_it_and_a_province_with_two_is_not() -> None:
    assert TREE.judged == {AGENCY, CENTRE, SITE, OTHER_AGENCY, OTHER}


@pytest.mark.parametrize("top", UNITS)
@pytest.mark.parametrize("unit", UNITS)
def test_only_whoever_manages_staff_from_outside_what_is_judged_appoints(top: int, unit: int) -> None:
    assert may_appoint(TREE, {top}, unit) == (top == PROVINCE)


def test_a_single_office_appoints_nobody_for_itself() -> None:
    alone = Tree([Office(1, None, stands_for_itself=True)])
    with_agency = Tree([Office(1, None, stands_for_itself=False), Office(2, 1, stands_for_itself=True)])
    assert not may_appoint(alone, {1}, 1)
    assert not may_appoint(with_agency, {1, 2}, 2)
    assert not may_appoint(TREE, (), CENTRE)


@pytest.mark.parametrize("role", EVERYDAY)
def test_whoever_has_a_role_in_a_unit_is_inside_it(role: Role) -> None:
    at_work = role in {Role.CLERK, Role.GREETER, Role.HEAD}
    for held, unit in product(UNITS, UNITS):
        reaches = unit in BELOW[held] and (at_work or held != PROVINCE)
        assert is_inside(TREE, [Grant(role, held)], unit) == (held in BELOW[unit] or reaches), (held, unit)


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_role_that_judges_makes_nobody_an_insider(role: Role, unit: int) -> None:
    assert not is_inside(TREE, [Grant(role, unit)], unit)


@pytest.mark.parametrize("judging", OUTSIDERS)
@pytest.mark.parametrize("role", EVERYDAY)
def test_nobody_stands_on_both_sides(judging: Role, role: Role) -> None:
    for held, unit in product(UNITS, UNITS):
        grants = [Grant(judging, unit), Grant(role, held)]
        meets = not BELOW[held].isdisjoint(BELOW[unit])
        only_from_above = held == PROVINCE and role not in {Role.CLERK, Role.GREETER, Role.HEAD}
        assert on_both_sides(TREE, grants) == (meets and not only_from_above), (held, unit)
        assert on_both_sides(TREE, grants[::-1]) == on_both_sides(TREE, grants)


def test_roles_of_one_side_never_meet() -> None:
    assert not on_both_sides(TREE, [Grant(role, PROVINCE) for role in OUTSIDERS])
    assert not on_both_sides(TREE, [Grant(role, CENTRE) for role in EVERYDAY])


def test_a_unit_that_is_no_more_has_nobody_above() -> None:
    assert TREE.above(99) == []
    assert not may_appoint(TREE, {PROVINCE}, 99)


def test_a_whole_province_is_looked_through_at_once() -> None:
    communes = [Office(number, 1, stands_for_itself=True) for number in range(2, 3_400)]
    tree = Tree([Office(1, None, stands_for_itself=False), *communes])
    assert may_appoint(tree, {1}, 3_000)
    assert not on_both_sides(tree, [Grant(Role.MONITOR, 1), Grant(Role.LEADER, 1)])
