"""Making the sample's units, and whoever works there, by the same acts as an administrator's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts.roles import Role
from admin.demo.days import Period
from admin.demo.offices import DENUNCIATIONS, HOTLINE, OFFICES, OPENING, PROVINCE_CODE, ROOT_NAMES, ROOT_SLUG, Office
from kiosk.ground.calendar import start_of_day
from kiosk.office import actions, counter_actions, device_actions, group_actions, hours_actions, unit_actions
from kiosk.office.actions import Standing
from kiosk.office.group_actions import GUIDANCE_PREFIX, GroupWords
from kiosk.office.models import Code
from kiosk.office.prefix_queries import TABLETS

COMMUNES_BEGIN: Final = date(2025, 7, 1)
BEFORE_OPENING_MINUTES: Final = 30
SUPERVISOR: Final = "mau.giamsat"
ADMINISTRATOR: Final = "mau.quantri"
HEAD: Final = "mau.truongbophan"
LEADER: Final = "mau.lanhdao"
GREETER: Final = "mau.dontiep"
MONITOR: Final = "mau.matran"
MODERATOR: Final = "mau.kiemduyet"
TYPISTS: Final = ("mau.nhapphieu1", "mau.nhapphieu2")
TABLET: Final = "Máy ở sảnh (mẫu)"
OVER_ALL: Final = {
    SUPERVISOR: "Người theo dõi (mẫu)",
    LEADER: "Lãnh đạo (mẫu)",
    ADMINISTRATOR: "Quản trị viên (mẫu)",
    MONITOR: "Mặt trận Tổ quốc (mẫu)",
    MODERATOR: "Người kiểm duyệt (mẫu)",
    TYPISTS[0]: "Người nhập phiếu 1 (mẫu)",
    TYPISTS[1]: "Người nhập phiếu 2 (mẫu)",
}
LOGINS: Final = (*(office.login for office in OFFICES), GREETER, HEAD, *OVER_ALL)
"""Who is told a password: a clerk of each unit, greeter and head of the first, the others over all."""
ROLES: Final = {
    GREETER: Role.GREETER,
    HEAD: Role.HEAD,
    SUPERVISOR: Role.SUPERVISOR,
    LEADER: Role.LEADER,
    ADMINISTRATOR: Role.ADMINISTRATOR,
    MONITOR: Role.MONITOR,
    MODERATOR: Role.MODERATOR,
    **dict.fromkeys(TYPISTS, Role.TYPIST),
}
PURPOSES: Final = {
    Role.CLERK: "counter staff, {slug}",
    Role.GREETER: "in the hall, {slug}",
    Role.HEAD: "head of the office, {slug}",
    Role.SUPERVISOR: "supervisor, both offices",
    Role.LEADER: "leader, both offices",
    Role.ADMINISTRATOR: "administrator, both offices",
    Role.MONITOR: "independent monitor, from outside",
    Role.MODERATOR: "moderator of ballots and comments, from outside",
    Role.TYPIST: "types in ballots on paper, from outside",
}


def purpose(login: str) -> str:
    """Return what one of ``LOGINS`` is for."""
    served = next((office for office in OFFICES if office.login == login), OFFICES[0])
    return PURPOSES[ROLES.get(login, Role.CLERK)].format(slug=served.slug)


@dataclass(frozen=True, slots=True)
class Place:
    """The keys of one office: its groups, its counters and their clerks, in the order of the office's own lists."""

    office: Office
    unit_id: int
    group_ids: tuple[int, ...]
    counter_ids: tuple[int, ...]
    staff_ids: tuple[int, ...]


def add_places(
    session: Session, hashes: Mapping[str, str], *, nobodys: str, period: Period, now: datetime
) -> tuple[Place, ...]:
    """Make the two pilot units under one organisation, with their people.

    Args:
        session: A write session.
        hashes: Login to password hash, for ``LOGINS``.
        nobodys: The hash of a password that nobody knows, for the colleagues at the other counters.
        period: The weeks of visits, and which of them are the pilot.
        now: When.
    """
    from_day = min(COMMUNES_BEGIN, period.all[0].monday)
    root = actions.add_unit(
        session,
        ROOT_SLUG,
        "organisation",
        Standing(ROOT_NAMES),
        from_day=from_day,
        now=now,
        staff_id=None,
        is_demo=True,
    )
    unit_actions.set_place(session, root.id, province_code=PROVINCE_CODE, ward_code=None, now=now, staff_id=None)
    for login, name in OVER_ALL.items():
        _add_person(session, login, name, hashes[login], ROLES[login], root.id, now)
    places = tuple(
        _add_office(session, office, root.id, hashes[office.login], nobodys, from_day, period, now)
        for office in OFFICES
    )
    greeted = places[0].unit_id
    _add_person(session, GREETER, "Người đón tiếp (mẫu)", hashes[GREETER], Role.GREETER, greeted, now)
    _add_person(session, HEAD, "Trưởng bộ phận (mẫu)", hashes[HEAD], Role.HEAD, greeted, now)
    # One tablet that waits to be paired. Its code lives minutes, so that nobody is told this one.
    device_actions.add_device(session, greeted, TABLET, TABLETS, prints=False, now=now, staff_id=None)
    return places


def _add_office(
    session: Session,
    office: Office,
    root_id: int,
    clerks: str,
    nobodys: str,
    from_day: date,
    period: Period,
    now: datetime,
) -> Place:
    unit = actions.add_unit(
        session, office.slug, "centre", Standing(office.names, root_id), from_day=from_day, now=now, staff_id=None
    )
    _set_up(session, office, unit.id, period, now)
    group_ids = tuple(_add_groups(session, office, unit.id, now))
    counter_ids = tuple(_add_counters(session, office, unit.id, group_ids, now))
    _add_codes(session, office, unit.id, counter_ids, since=start_of_day(period.all[0].monday))
    colleagues = [(f"{office.login}.{desk.label}", f"Cán bộ quầy {desk.label} (mẫu)") for desk in office.desks[1:]]
    people = [(office.login, office.clerk, clerks), *((login, name, nobodys) for login, name in colleagues)]
    staff_ids = tuple(_add_person(session, *person, Role.CLERK, unit.id, now) for person in people)
    return Place(office, unit.id, group_ids, counter_ids, staff_ids)


def _set_up(session: Session, office: Office, unit_id: int, period: Period, now: datetime) -> None:
    unit_actions.set_place(
        session, unit_id, province_code=PROVINCE_CODE, ward_code=office.ward_code, now=now, staff_id=None
    )
    unit_actions.set_contact(session, unit_id, hotline=HOTLINE, address=office.address, now=now, staff_id=None)
    unit_actions.set_denunciations(session, unit_id, where=DENUNCIATIONS, now=now, staff_id=None)
    unit_actions.set_operation(
        session,
        unit_id,
        mode="full",
        start_with_call=office.start_with_call,
        close_at_night=True,
        before_opening_minutes=BEFORE_OPENING_MINUTES,
        daily_limit=None,
        now=now,
        staff_id=None,
    )
    unit_actions.set_pilot(
        session,
        unit_id,
        since=period.pilot_from.monday,
        baseline_from=period.baseline_from.monday if period.baseline_from else None,
        now=now,
        staff_id=None,
    )
    hours_actions.set_week(session, unit_id, dict.fromkeys(range(5), OPENING), now=now, staff_id=None)


def _add_groups(session: Session, office: Office, unit_id: int, now: datetime) -> list[int]:
    return [
        group_actions.add_group(
            session,
            unit_id,
            GroupWords(service.prefix, service.names, service.picture),
            now=now,
            staff_id=None,
            guidance=service.prefix == GUIDANCE_PREFIX,
        ).id
        for service in office.services
    ]


def _add_counters(
    session: Session, office: Office, unit_id: int, group_ids: tuple[int, ...], now: datetime
) -> list[int]:
    prefixes = dict(zip((service.prefix for service in office.services), group_ids, strict=True))
    return [
        counter_actions.add_counter(
            session,
            unit_id,
            desk.label,
            desk.names,
            group_ids=[prefixes[prefix] for prefix in desk.serves],
            now=now,
            staff_id=None,
        ).id
        for desk in office.desks
    ]


def _add_codes(
    session: Session, office: Office, unit_id: int, counter_ids: tuple[int, ...], *, since: datetime
) -> None:
    """Hang up the same codes on every machine, so that a printed sample works on all; issue_code() draws them."""
    known: dict[str | None, int] = dict(zip((desk.label for desk in office.desks), counter_ids, strict=True))
    session.add_all(
        Code(code=text, unit_id=unit_id, counter_id=known.get(label), issued_at=since)
        for label, text in office.codes.items()
    )
    session.flush()


def _add_person(
    session: Session, login: str, name: str, password_hash: str, role: Role, unit_id: int, now: datetime
) -> int:
    staff_id = accounts.add_staff(
        session, login, name=name, password_hash=password_hash, role=role, unit_id=unit_id, by=None, now=now
    )
    # Nobody has to choose another password to look around.
    accounts.set_password(session, staff_id, password_hash, must_change=False, by=None, now=now)
    return staff_id
