"""The judged unit neither makes, changes nor locks out the accounts of those who judge it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import actions, appointing
from admin.accounts.appointing import BothSides, FromBelow, outside
from admin.accounts.models import RoleGrant, Staff
from admin.accounts.outsiders import OUTSIDERS
from admin.accounts.roles import Grant, Role
from kiosk.ground.events import AuditEvent
from kiosk.office.models import Unit
from tests import cast, factories
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY, Tree
from tests.page import Page

TODAY = date(2026, 11, 16)


@pytest.fixture
def units(session: Session) -> Tree:
    return factories.tree(session)


@pytest.fixture
def boss(session: Session, units: Tree) -> Staff:
    return cast.staff(session, Role.ADMINISTRATOR, units.province, login="boss")


@pytest.fixture
def local(session: Session, units: Tree) -> Staff:
    """The administrator of the judged unit."""
    return cast.staff(session, Role.ADMINISTRATOR, units.ninh_kieu, login="local")


def grant(session: Session, person: Staff, role: Role, unit: Unit, by: Staff | None) -> None:
    actions.grant_role(session, person.id, role, unit.id, by=by.id if by else None, now=MONDAY)


def add(session: Session, role: Role, unit: Unit, by: Staff | None) -> int:
    known = {"name": "Mai", "password_hash": "x", "unit_id": unit.id, "by": by.id if by else None, "now": MONDAY}
    return actions.add_staff(session, "mai", role=role, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_is_made_from_above_or_on_the_command_line(
    session: Session, units: Tree, boss: Staff, local: Staff, role: Role
) -> None:
    with pytest.raises(FromBelow), session.begin_nested():
        add(session, role, units.ninh_kieu, local)
    made = add(session, role, units.ninh_kieu, boss)
    assert outside(session, made, units.ninh_kieu.id, TODAY)
    told = session.scalars(select(AuditEvent).where(AuditEvent.act == "role.grant")).one()
    assert (told.staff_id, told.unit_id, told.details) == (boss.id, units.ninh_kieu.id, {"role": role})


def test_nobody_appoints_themselves(session: Session, units: Tree, boss: Staff) -> None:
    with pytest.raises(FromBelow):
        grant(session, boss, Role.MONITOR, units.province, boss)


@pytest.mark.parametrize("inside", [Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_gets_on_both_sides_whichever_role_comes_first(
    session: Session, units: Tree, boss: Staff, inside: Role
) -> None:
    insider = cast.staff(session, inside, units.ninh_kieu, login="insider")
    monitor = cast.staff(session, Role.MONITOR, units.province, login="monitor")
    for by in (boss, None):
        with pytest.raises(BothSides):
            grant(session, insider, Role.MONITOR, units.province, by)
        with pytest.raises(BothSides):
            grant(session, monitor, inside, units.ninh_kieu, by)
    assert not outside(session, insider.id, units.ninh_kieu.id, TODAY)
    assert outside(session, insider.id, units.cai_rang.id, TODAY)
    grant(session, insider, Role.MODERATOR, units.cai_rang, boss)


def test_at_the_act_it_counts_who_somebody_is_by_now(session: Session, units: Tree) -> None:
    typist = cast.staff(session, Role.TYPIST, units.province, login="typist")
    assert outside(session, typist.id, units.ninh_kieu.id, TODAY)
    cast.grant(session, typist, Role.CLERK, units.ninh_kieu)  # by whatever way
    assert not outside(session, typist.id, units.ninh_kieu.id, TODAY)


Act = Callable[[Session, Staff, int], None]
ACTS: dict[str, Act] = {
    "password": lambda s, p, by: actions.set_password(s, p.id, "x", must_change=True, by=by, now=MONDAY),
    "disable": lambda s, p, by: actions.set_active(s, p.id, active=False, by=by, now=MONDAY),
    "two steps": lambda s, p, by: actions.set_two_steps(s, p.id, secret=None, step=None, by=by, now=MONDAY),
    "revoke": lambda s, p, by: actions.revoke_role(s, grant_of(s, p), by=by, now=MONDAY),
}


def grant_of(session: Session, person: Staff) -> int:
    query = select(RoleGrant.id).where(RoleGrant.staff_id == person.id, RoleGrant.role == Role.MONITOR)
    return session.scalars(query).one()


@pytest.mark.parametrize("act", ACTS)
def test_the_judged_unit_cannot_touch_the_account(
    session: Session, units: Tree, boss: Staff, local: Staff, act: str
) -> None:
    monitor = cast.staff(session, Role.MONITOR, units.ninh_kieu, login="monitor")
    cast.grant(session, monitor, Role.MODERATOR, units.ninh_kieu)
    with pytest.raises(FromBelow):
        ACTS[act](session, monitor, local.id)
    ACTS[act](session, monitor, boss.id)


def test_everybody_changes_the_own_password(session: Session, units: Tree) -> None:
    monitor = cast.staff(session, Role.MONITOR, units.ninh_kieu, login="monitor")
    actions.set_password(session, monitor.id, "x", must_change=False, by=monitor.id, now=MONDAY)
    assert monitor.password_hash == "x"


@pytest.mark.parametrize(
    "values",
    [{"kind": "organisation", "ward_code": "31135"}, {"kind": "centre"}, {"kind": "organisation"}],
)
def test_an_office_alone_on_its_machine_appoints_nobody(session: Session, values: dict[str, Any]) -> None:
    root = factories.unit(session, "UBND phường", **values)
    factories.unit(session, "Một cửa", parent=root)
    tops = [Grant(Role.ADMINISTRATOR, root.id)]
    assert appointing.appointable(session, tops, [root.id], TODAY) == frozenset()


def test_an_organisation_with_counters_of_its_own_is_judged(session: Session, units: Tree) -> None:
    tops = [Grant(Role.ADMINISTRATOR, units.province.id)]
    everywhere = [units.province.id, units.cai_rang.id]
    assert appointing.appointable(session, tops, everywhere, TODAY) == set(everywhere)
    factories.counter(session, units.province)
    assert appointing.appointable(session, tops, everywhere, TODAY) == frozenset()


def post(client: CheckedClient, path: str, **sent: object) -> int:
    csrf = Page(client.get("/admin/")).form(action_contains="sign-out").defaults["csrf_token"]
    return client.post(path, data={"csrf_token": csrf, **sent}).status_code


def test_the_pages_of_the_judged_unit_say_so_and_refuse(
    client: CheckedClient, session: Session, units: Tree, local: Staff
) -> None:
    monitor = cast.staff(session, Role.MONITOR, units.ninh_kieu, login="monitor")
    cast.grant(session, monitor, Role.MODERATOR, units.ninh_kieu)
    sign_in(client, local)
    new = Page(client.get("/admin/staff/new"))
    assert "flask staff add" in new.text
    assert not {str(role) for role in OUTSIDERS} & set(new.form(action_contains="new").choices["role"] or [])
    page = Page(client.get(f"/admin/staff/{monitor.id}"))
    assert "chỉ cấp trên mới" in page.text
    assert not [form for form in page.forms if "revoke" in form.action or "disable" in form.action]
    for act in ("password", "disable", "enable", "two-steps/off"):
        assert post(client, f"/admin/staff/{monitor.id}/{act}") == 403
    assert post(client, f"/admin/staff/roles/{grant_of(session, monitor)}/revoke") == 403
    assert post(client, f"/admin/staff/{monitor.id}/roles", role="monitor", unit_id=units.ninh_kieu.id) == 422
    assert (monitor.active, monitor.password_hash) == (True, cast.password_hash())


def test_the_pages_of_somebody_above_let_them(
    client: CheckedClient, session: Session, units: Tree, boss: Staff
) -> None:
    clerk = cast.staff(session, Role.CLERK, units.ninh_kieu, login="clerk")
    sign_in(client, boss)
    form = Page(client.get("/admin/staff/new")).form(action_contains="new")
    added = Page(form.submit(client, name="Ông Tám", login="tam", role="monitor", unit_id=units.province.id))
    assert added.heading == "Ông Tám"
    assert [one.buttons for one in added.forms if "disable" in one.action]
    form = Page(client.get(f"/admin/staff/{clerk.id}")).form(action_contains="/roles")
    refused = Page(form.submit(client, role="moderator", unit_id=units.province.id), status=422)
    assert "vừa đánh giá" in refused.text
    form = Page(client.get(f"/admin/staff/{boss.id}")).form(action_contains="/roles")
    assert "tự cử" in Page(form.submit(client, role="monitor", unit_id=units.province.id), status=422).text
