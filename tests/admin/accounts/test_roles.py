"""What a role may do, and how long its owner may do nothing."""

from datetime import timedelta

import pytest

from admin.accounts.roles import Grant, Permission, Role, idle_allowed, roles_with, tops_with

MAY = {
    Role.GREETER: {Permission.RECEIVE},
    Role.CLERK: {Permission.SERVE, Permission.RECEIVE},
    Role.HEAD: {
        Permission.SEE_REPORTS,
        Permission.SEE_COUNTERS,
        Permission.RECORD_INCIDENTS,
        Permission.WRITE_REMEDIES,
    },
    Role.LEADER: {Permission.SEE_REPORTS},
    Role.SUPERVISOR: {
        Permission.SEE_REPORTS,
        Permission.SEE_COMMENTS,
        Permission.RECORD_INTERVENTIONS,
        Permission.RECORD_INCIDENTS,
        Permission.WRITE_REPORTS,
        Permission.WRITE_REMEDIES,
    },
    Role.ADMINISTRATOR: {Permission.SET_UP, Permission.MANAGE_STAFF, Permission.SEE_REPORTS},
    Role.MONITOR: {Permission.SEE_REPORTS, Permission.SEE_SIGNALS, Permission.SPOT_CHECK},
    Role.MODERATOR: {Permission.MODERATE},
    Role.TYPIST: {Permission.TYPE_BALLOTS},
}
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, permission: Permission) -> None:
    assert (role in roles_with(permission)) == (permission in MAY[role])
    assert tops_with(permission, [Grant(role, 7)]) == ({7} if permission in MAY[role] else set())


def test_whoever_judges_a_unit_does_not_stand_at_its_counter_by_that_role() -> None:
    assert roles_with(Permission.SERVE) == {Role.CLERK}


def test_nobody_without_a_role_may_do_anything() -> None:
    assert all(tops_with(permission, []) == frozenset() for permission in Permission)


def test_a_permission_is_held_over_every_unit_that_gives_it() -> None:
    grants = [Grant(Role.ADMINISTRATOR, 1), Grant(Role.SUPERVISOR, 2), Grant(Role.CLERK, 3)]
    assert tops_with(Permission.SEE_REPORTS, grants) == {1, 2}


def test_a_clerk_is_not_signed_out_while_the_queue_is_empty() -> None:
    assert idle_allowed([Grant(Role.CLERK, 1)], others=HOUR) == timedelta(hours=8)
    assert idle_allowed([Grant(Role.GREETER, 1)], others=HOUR) == timedelta(hours=8)
    assert idle_allowed([Grant(Role.MONITOR, 1)], others=HOUR) == timedelta(hours=8)
    assert idle_allowed([Grant(Role.ADMINISTRATOR, 1), Grant(Role.CLERK, 2)], others=HOUR) == timedelta(hours=8)
    assert idle_allowed([Grant(Role.CLERK, 1)], others=timedelta(hours=9)) == timedelta(hours=9)


def test_others_are_signed_out_as_the_setting_says() -> None:
    assert idle_allowed([Grant(Role.ADMINISTRATOR, 1), Grant(Role.SUPERVISOR, 2)], others=HOUR) == HOUR
    assert idle_allowed([], others=HOUR) == HOUR
