"""Every write about how one unit works: where it is, how it is reached, with numbers or without, pilot or not."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, get_args

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.calendar import local_day
from kiosk.ground.mail_servers import is_address
from kiosk.office import changes, entries, places, tree
from kiosk.office.kinds import Mode, PriorityPolicy
from kiosk.office.queries import unit_on
from kiosk.office.refusals import Refused

ADDRESS_CHARS: Final = 300
BEFORE_OPENING_MINUTES: Final = 240
DAILY_NUMBERS: Final = 9_999
COME_BACK_AFTER: Final = 20
MAIL_CHARS: Final = 500


def set_place(
    session: Session,
    unit_id: int,
    *,
    province_code: str | None,
    ward_code: str | None,
    now: datetime,
    staff_id: int | None,
) -> None:
    """Say in which province, and if it has one in which commune, the unit is. Codes are text with their zeros.

    Raises:
        Refused: ``province`` *unknown* or *missing*, ``ward`` *unknown* or *not_in_province*.
    """
    province_code, ward_code = province_code or None, ward_code or None
    if province_code and places.province_name(province_code) is None:
        raise Refused("unknown", "province")
    if ward_code and not province_code:
        raise Refused("missing", "province")
    if ward_code and places.ward_name(ward_code) is None:
        raise Refused("unknown", "ward")
    if ward_code and not places.is_ward_of(ward_code, province_code or ""):
        raise Refused("not_in_province", "ward")
    values = {"province_code": province_code, "ward_code": ward_code}
    _set(session, "unit.place", unit_id, values, now=now, staff_id=staff_id)


def set_contact(
    session: Session, unit_id: int, *, hotline: str | None, address: str | None, now: datetime, staff_id: int | None
) -> None:
    """Set the hotline and the street address, as they are printed.

    Raises:
        Refused: ``hotline`` *malformed*, ``hotline`` or ``address`` *too_long*.
    """
    values = {
        "hotline": entries.hotline(hotline),
        "address": entries.optional(address, "address", max_chars=ADDRESS_CHARS),
    }
    _set(session, "unit.contact", unit_id, values, now=now, staff_id=staff_id)


def set_denunciations(
    session: Session, unit_id: int, *, where: str | None, now: datetime, staff_id: int | None
) -> None:
    """Say where denunciations about the unit are taken; without a word of its own it is as the unit above says.

    Raises:
        Refused: ``denunciations`` *too_long*.
    """
    values = {"denunciations": entries.optional(where, "denunciations", max_chars=ADDRESS_CHARS)}
    _set(session, "unit.denunciations", unit_id, values, now=now, staff_id=staff_id)


def set_satisfaction_target(
    session: Session, unit_id: int, *, since: date | None, now: datetime, staff_id: int | None
) -> None:
    """Say from which day on the unit's score had to reach a target; ``None``: it never had to."""
    values = {"satisfaction_target_from": since}
    _set(session, "unit.satisfaction_target", unit_id, values, now=now, staff_id=staff_id)


def set_operation(
    session: Session,
    unit_id: int,
    *,
    mode: str,
    start_with_call: bool,
    close_at_night: bool,
    before_opening_minutes: int,
    daily_limit: int | None,
    now: datetime,
    staff_id: int | None,
) -> None:
    """Set how the unit works: with numbers or survey only, how early numbers are given (minutes, 0 to 240), how many.

    *daily_limit* is the numbers of one day, 1 to 9,999, after which phones get none; ``None``: no limit.

    Raises:
        Refused: ``mode`` *unknown*, ``before_opening_minutes`` or ``daily_limit`` *out_of_range*.
    """
    if mode not in get_args(Mode):
        raise Refused("unknown", "mode")
    if not 0 <= before_opening_minutes <= BEFORE_OPENING_MINUTES:
        raise Refused("out_of_range", "before_opening_minutes")
    if daily_limit is not None and not 1 <= daily_limit <= DAILY_NUMBERS:
        raise Refused("out_of_range", "daily_limit")
    values = {
        "mode": mode,
        "start_with_call": start_with_call,
        "close_at_night": close_at_night,
        "before_opening_minutes": before_opening_minutes,
        "daily_limit": daily_limit,
    }
    _set(session, "unit.operation", unit_id, values, now=now, staff_id=staff_id)


def set_order(
    session: Session, unit_id: int, *, policy: str, come_back_after: int | None, now: datetime, staff_id: int | None
) -> None:
    """Set whether people with priority go first, and behind how many somebody stands who missed a call and comes back.

    *come_back_after* is 0 to 20; ``None``: nobody comes back. People who wait now are called by the new policy.

    Raises:
        Refused: ``priority_policy`` *unknown*, ``come_back_after`` *out_of_range*.
    """
    if policy not in get_args(PriorityPolicy):
        raise Refused("unknown", "priority_policy")
    if come_back_after is not None and not 0 <= come_back_after <= COME_BACK_AFTER:
        raise Refused("out_of_range", "come_back_after")
    values = {"priority_policy": policy, "come_back_after": come_back_after}
    _set(session, "unit.order", unit_id, values, now=now, staff_id=staff_id)


def set_presence(session: Session, unit_id: int, *, asked: bool, now: datetime, staff_id: int | None) -> None:
    """Give numbers by phone only to people who scanned what the hall shows at this minute, or to everybody."""
    _set(session, "unit.presence", unit_id, {"presence_code": asked}, now=now, staff_id=staff_id)


def set_pilot(
    session: Session,
    unit_id: int,
    *,
    since: date | None,
    baseline_from: date | None = None,
    until: date | None = None,
    now: datetime,
    staff_id: int | None,
) -> None:
    """Make the unit a pilot since a day, or (``None``) no pilot.

    Args:
        session: A write session.
        unit_id: Which.
        since: The first day of the pilot.
        baseline_from: The first day of the weeks before, which it is measured against.
        until: The last day of the pilot, inside; ``None`` while nobody has said.
        now: When.
        staff_id: By whom.

    Raises:
        Refused: ``pilot_since`` *missing* where one of the others is given, ``baseline_from`` or ``pilot_until``
            *backwards*.
    """
    if since is None and (baseline_from or until):
        raise Refused("missing", "pilot_since")
    if since and baseline_from and baseline_from >= since:
        raise Refused("backwards", "baseline_from")
    if since and until and until < since:
        raise Refused("backwards", "pilot_until")
    values = {
        "pilot": since is not None,
        "pilot_since": since,
        "baseline_from": baseline_from,
        "pilot_until": until,
    }
    _set(session, "unit.pilot", unit_id, values, now=now, staff_id=staff_id)


def set_report_mail(
    session: Session, unit_id: int, *, addresses: str | None, now: datetime, staff_id: int | None
) -> None:
    """Set who gets the weekly report: addresses separated by commas, spaces or lines; none: nobody.

    Raises:
        Refused: ``report_mail`` *malformed* or *too_long*.
    """
    known = list(dict.fromkeys((addresses or "").replace(",", " ").replace(";", " ").split()))
    if not all(is_address(one) for one in known):
        raise Refused("malformed", "report_mail")
    written = ", ".join(known)
    if len(written) > MAIL_CHARS:
        raise Refused("too_long", "report_mail")
    _set(session, "unit.report_mail", unit_id, {"report_mail": written or None}, now=now, staff_id=staff_id)


def _set(
    session: Session, act: str, unit_id: int, values: Mapping[str, object], *, now: datetime, staff_id: int | None
) -> None:
    unit = tree.locked_unit(session, unit_id)
    details = changes.apply(unit, values)
    if details:
        session.flush()
        view = unit_on(session, unit_id, local_day(now))
        name = view.version.name_vi if view else unit.slug
        events.record(session, act, name, now=now, staff_id=staff_id, unit_id=unit_id, details=dict(details))
