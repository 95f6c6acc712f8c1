"""The options that commands about units share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypedDict, TypeVar, get_args

import click
from sqlalchemy.orm import Session

from admin.setup import params
from kiosk.office import unit_actions
from kiosk.office.kinds import Mode, PriorityPolicy
from kiosk.office.models import Unit

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])


class WorkGiven(TypedDict):
    """Where a unit is, how it is reached and how it works, as far as it was given."""

    province: str | None
    ward: str | None
    address: str | None
    hotline: str | None
    pilot_since: date | None
    no_pilot: bool
    baseline_from: date | None
    pilot_until: date | None
    report_mail: str | None
    mode: str | None
    start_with_call: bool | None
    close_at_night: bool | None
    before_opening: int | None
    daily_limit: int | None
    presence_code: bool | None
    priority_policy: str | None
    come_back_after: int | None
    no_return: bool


STANDING = (
    click.option("--name", "name_vi"),
    click.option("--name-en"),
    click.option("--name-km"),
    click.option("--name-zh"),
    click.option("--parent", help="Slug of the unit above."),
    click.option("--target", type=params.duration, help="Target of the mean wait: 15m, 60s."),
    click.option("--older-target", type=params.duration, help="The older, longer target: 30m."),
    click.option("--from", "from_day", type=params.day, help="First day it holds; today if not given."),
)
WORK = (
    click.option("--province", type=params.province, help="Code or name, such as 92."),
    click.option("--ward", help="Code or name of the commune, such as 31135."),
    click.option("--address"),
    click.option("--hotline"),
    click.option("--pilot-since", type=params.day),
    click.option("--no-pilot", is_flag=True),
    click.option("--baseline-from", type=params.day, help="First day of the weeks that the pilot is measured against."),
    click.option("--pilot-until", type=params.day, help="Last day of the pilot."),
    click.option("--report-mail", help="Who gets the weekly report, separated by commas; empty: nobody."),
    click.option("--mode", type=click.Choice(get_args(Mode))),
    click.option("--start-with-call/--start-apart", default=None, help="Calling somebody also starts the service."),
    click.option("--close-at-night/--keep-at-night", default=None, help="Close open tickets after the day."),
    click.option("--before-opening", type=int, help="Minutes before opening in which numbers are given, 0 to 240."),
    click.option(
        "--order",
        "priority_policy",
        type=click.Choice(get_args(PriorityPolicy)),
        help="Who is called next: all by arrival; one with priority before every two others; priority always first.",
    ),
    click.option("--come-back-after", type=int, help="People before somebody who missed a call and returns, 0 to 20."),
    click.option("--no-return", is_flag=True, help="Nobody who missed a call returns to the line."),
    click.option("--daily-limit", type=int, help="Numbers of one day after which phones get none; 0: no limit."),
    click.option(
        "--presence/--no-presence",
        "presence_code",
        default=None,
        help="Give numbers by phone only to people who scan what the hall shows at this minute.",
    ),
)


def standing(command: Command) -> Command:
    """Add the options of what a unit is from a day on."""
    return _with(STANDING, command)


def work(command: Command) -> Command:
    """Add the options of how a unit works."""
    return _with(WORK, command)


def unit_of(s: Session, slug: str) -> Unit:
    """Return the unit *slug*.

    Raises:
        click.ClickException: There is none.
    """
    return s.get_one(Unit, params.unit_id(s, slug))


def put_to_work(s: Session, unit: Unit, given: WorkGiven, *, now: datetime) -> None:
    """Carry out what was given; the rest stays as it is."""
    _place(s, unit, given, now=now)
    _pilot(s, unit, given, now=now)
    _order(s, unit, given, now=now)
    unit_actions.set_operation(
        s,
        unit.id,
        mode=given["mode"] or unit.mode,
        start_with_call=_given(given["start_with_call"], unit.start_with_call),
        close_at_night=_given(given["close_at_night"], unit.close_at_night),
        before_opening_minutes=_given(given["before_opening"], unit.before_opening_minutes),
        daily_limit=unit.daily_limit if given["daily_limit"] is None else given["daily_limit"] or None,
        now=now,
        staff_id=None,
    )


def _place(s: Session, unit: Unit, given: WorkGiven, *, now: datetime) -> None:
    province = given["province"] or (unit.province_code if given["ward"] else None)
    if province is not None:
        ward = params.ward(given["ward"], province) if given["ward"] else None
        unit_actions.set_place(s, unit.id, province_code=province, ward_code=ward, now=now, staff_id=None)
    if given["hotline"] is not None or given["address"] is not None:
        unit_actions.set_contact(
            s,
            unit.id,
            hotline=unit.hotline if given["hotline"] is None else given["hotline"],
            address=unit.address if given["address"] is None else given["address"],
            now=now,
            staff_id=None,
        )


def _order(s: Session, unit: Unit, given: WorkGiven, *, now: datetime) -> None:
    after = unit.come_back_after if given["come_back_after"] is None else given["come_back_after"]
    unit_actions.set_order(
        s,
        unit.id,
        policy=given["priority_policy"] or unit.priority_policy,
        come_back_after=None if given["no_return"] else after,
        now=now,
        staff_id=None,
    )
    if given["presence_code"] is not None:
        unit_actions.set_presence(s, unit.id, asked=given["presence_code"], now=now, staff_id=None)


def _pilot(s: Session, unit: Unit, given: WorkGiven, *, now: datetime) -> None:
    if given["no_pilot"]:
        unit_actions.set_pilot(s, unit.id, since=None, now=now, staff_id=None)
    elif given["pilot_since"] or given["baseline_from"] or given["pilot_until"]:
        unit_actions.set_pilot(
            s,
            unit.id,
            since=given["pilot_since"] or unit.pilot_since,
            baseline_from=given["baseline_from"] or unit.baseline_from,
            until=given["pilot_until"] or unit.pilot_until,
            now=now,
            staff_id=None,
        )
    if given["report_mail"] is not None:
        unit_actions.set_report_mail(s, unit.id, addresses=given["report_mail"], now=now, staff_id=None)


def _given(value: T | None, otherwise: T) -> T:
    return otherwise if value is None else value


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
