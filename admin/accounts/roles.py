"""Roles, what they may do, and over which part of the unit tree somebody holds them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

CLERK_IDLE: Final = timedelta(hours=8)


class Role(StrEnum):
    """What somebody is in a part of the unit tree."""

    GREETER = "greeter"
    CLERK = "clerk"
    HEAD = "head"  # of the one-stop office: the only one besides the clerk who sees figures of one counter
    LEADER = "leader"  # reads, first of all one plain page
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    MONITOR = "monitor"  # Fatherland Front, Veterans: reads everything that is published and the signs of gaming
    MODERATOR = "moderator"  # from outside the judged unit: sets ballots aside, decides about comments
    TYPIST = "typist"  # from outside the judged unit: types in ballots on paper


class Permission(StrEnum):
    """One thing that can be allowed."""

    RECEIVE = "receive"  # log people who come, hand out slips and cards; neither call nor vote
    SERVE = "serve"  # open a counter, call, start, finish
    SEE_REPORTS = "see_reports"
    SEE_COMMENTS = "see_comments"
    SEE_COUNTERS = "see_counters"  # figures of single counters, often of one person
    RECORD_INCIDENTS = "record_incidents"
    RECORD_INTERVENTIONS = "record_interventions"
    WRITE_REPORTS = "write_reports"  # the words of official reports
    SET_UP = "set_up"  # units, hours, counters, groups, codes
    MANAGE_STAFF = "manage_staff"
    WRITE_REMEDIES = "write_remedies"  # what is done about bad ratings
    SEE_SIGNALS = "see_signals"  # signs that somebody games the numbers, what was set aside, the ballots' log
    SPOT_CHECK = "spot_check"  # time people in the hall
    MODERATE = "moderate"
    TYPE_BALLOTS = "type_ballots"


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.GREETER: frozenset({Permission.RECEIVE}),
    Role.CLERK: frozenset({Permission.SERVE, Permission.RECEIVE}),
    Role.HEAD: frozenset(
        {Permission.SEE_REPORTS, Permission.SEE_COUNTERS, Permission.RECORD_INCIDENTS, Permission.WRITE_REMEDIES}
    ),
    Role.LEADER: frozenset({Permission.SEE_REPORTS}),
    Role.SUPERVISOR: frozenset(
        {
            Permission.SEE_REPORTS,
            Permission.SEE_COMMENTS,
            Permission.RECORD_INTERVENTIONS,
            Permission.RECORD_INCIDENTS,
            Permission.WRITE_REPORTS,
            Permission.WRITE_REMEDIES,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.SET_UP, Permission.MANAGE_STAFF, Permission.SEE_REPORTS}),
    Role.MONITOR: frozenset({Permission.SEE_REPORTS, Permission.SEE_SIGNALS, Permission.SPOT_CHECK}),
    Role.MODERATOR: frozenset({Permission.MODERATE}),
    Role.TYPIST: frozenset({Permission.TYPE_BALLOTS}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over the unit *unit_id* and everything below it."""

    role: Role
    unit_id: int


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that may do *permission*."""
    return frozenset(role for role, allowed in ALLOWED.items() if permission in allowed)


def tops_with(permission: Permission, grants: Iterable[Grant]) -> frozenset[int]:
    """Return the units over which, and below which, *grants* allow *permission*; empty when nowhere."""
    return frozenset(grant.unit_id for grant in grants if permission in ALLOWED[grant.role])


def idle_allowed(grants: Iterable[Grant], *, others: timedelta) -> timedelta:
    """Return after how long without an act a person is signed out: *others*, but 8 hours for whoever stands in a hall.

    An open counter must not close itself because nobody came for a while, nor may a phone in the hall.
    """
    serves = any(ALLOWED[grant.role] & {Permission.RECEIVE, Permission.SPOT_CHECK} for grant in grants)
    return max(CLERK_IDLE, others) if serves else others
