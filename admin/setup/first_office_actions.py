"""An empty start: the agency, its one-stop with hours, groups, counters and codes, and the first administrator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts.roles import Role
from admin.setup.patterns import GUIDANCE, Pattern
from kiosk.ground.calendar import local_day
from kiosk.office import actions, code_actions, counter_actions, group_actions, hours_actions, unit_actions
from kiosk.office.actions import Standing
from kiosk.office.entries import Names
from kiosk.office.group_actions import GroupWords
from kiosk.office.models import Unit
from kiosk.office.queries import unit_id_of
from kiosk.office.refusals import Refused

AGENCY_SUFFIX: Final = "-co-quan"
WEEKDAYS: Final = range(5)


@dataclass(frozen=True, slots=True)
class FirstOffice:
    """What is asked before an office can start; *parent* is the slug of an organisation it stands under."""

    agency: Names
    slug: str
    province_code: str
    ward_code: str | None
    hotline: str | None
    pattern: Pattern
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What was made: the codes by where they hang, the entrance first (sign ``None``)."""

    slug: str
    codes: tuple[tuple[str | None, str], ...]


def open_office(session: Session, first: FirstOffice, *, login: str, password_hash: str, now: datetime) -> Opened:
    """Make everything an office needs on its first day.

    Raises:
        Refused: something of *first* cannot be.
        admin.accounts.actions.LoginTaken: somebody has the *login*.
    """
    above = unit_id_of(session, first.parent) if first.parent else None
    if first.parent and above is None:
        raise Refused("unknown", "parent")
    agency_standing = Standing(first.agency, above)
    agency = _unit(session, first, first.slug + AGENCY_SUFFIX, "organisation", agency_standing, now=now)
    standing = Standing(first.pattern.centre_of(first.agency), agency.id)
    centre = _unit(session, first, first.slug, "centre", standing, now=now)
    week = {weekday: list(first.pattern.sessions) for weekday in WEEKDAYS}
    hours_actions.set_week(session, centre.id, week, now=now, staff_id=None)
    codes = _fill(session, centre, first.pattern, now=now)
    accounts.add_staff(
        session,
        login,
        name=login,
        password_hash=password_hash,
        role=Role.ADMINISTRATOR,
        unit_id=agency.id,
        by=None,
        now=now,
    )
    return Opened(centre.slug, codes)


def _unit(session: Session, first: FirstOffice, slug: str, kind: str, standing: Standing, *, now: datetime) -> Unit:
    unit = actions.add_unit(session, slug, kind, standing, from_day=local_day(now), now=now, staff_id=None)
    unit_actions.set_place(
        session, unit.id, province_code=first.province_code, ward_code=first.ward_code, now=now, staff_id=None
    )
    unit_actions.set_contact(session, unit.id, hotline=first.hotline, address=None, now=now, staff_id=None)
    return unit


def _fill(session: Session, unit: Unit, pattern: Pattern, *, now: datetime) -> tuple[tuple[str | None, str], ...]:
    group_ids = {
        group.prefix: group_actions.add_group(
            session, unit.id, GroupWords(group.prefix, group.names, group.picture), now=now, staff_id=None
        ).id
        for group in pattern.groups
    }
    group_ids[GUIDANCE] = group_actions.add_guidance(session, unit.id, now=now, staff_id=None).id
    entrance = code_actions.issue_code(session, unit.id, now=now, staff_id=None)
    codes: list[tuple[str | None, str]] = [(None, entrance.code)]
    for planned in pattern.counters:
        counter = counter_actions.add_counter(
            session,
            unit.id,
            planned.label,
            planned.names,
            group_ids=[group_ids[prefix] for prefix in planned.serves],
            now=now,
            staff_id=None,
        )
        code = code_actions.issue_code(session, unit.id, counter_id=counter.id, now=now, staff_id=None)
        codes.append((planned.label, code.code))
    return tuple(codes)
