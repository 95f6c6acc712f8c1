"""Roles and what they may do, as one table. Pure."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a part of the unit tree."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that can be allowed."""

    SERVE = "serve"  # open a counter, call, start, finish
    SEE_REPORTS = "see_reports"
    SEE_COMMENTS = "see_comments"
    SET_UP = "set_up"  # units, hours, counters, groups, codes
    MANAGE_STAFF = "manage_staff"


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.SERVE}),
    Role.SUPERVISOR: frozenset({Permission.SEE_REPORTS, Permission.SEE_COMMENTS}),
    Role.ADMINISTRATOR: frozenset({Permission.SET_UP, Permission.MANAGE_STAFF, Permission.SEE_REPORTS}),
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that may do *permission*."""
    return frozenset(role for role, allowed in ALLOWED.items() if permission in allowed)
