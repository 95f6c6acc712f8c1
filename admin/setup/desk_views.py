"""Pages about counters and service groups."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import queries
from admin.setup.desk_forms import CounterForm, GroupForm
from admin.setup.pages import answer, press, the_unit, unit_address, unit_by_id
from admin.setup.wording import PICTURES
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.office import counter_actions, group_actions
from kiosk.office import queries as office
from kiosk.office.models import Counter, ServiceGroup


@allow(Permission.SET_UP, of=scopes.slug)
def new_counter(slug: str) -> ResponseReturnValue:
    """Add a counter."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        form = CounterForm(request.form, groups=_groups(session, view.id))

    def act(session: Session) -> None:
        counter_actions.add_counter(
            session,
            view.id,
            form.label.data or "",
            form.names(),
            group_ids=form.groups.data or [],
            now=now,
            staff_id=by,
        )

    return answer(
        form,
        act,
        template="admin/setup/counter.html",
        done=unit_address(view, "quay"),
        view=view,
        counter=None,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.counter_id)
def counter(counter_id: int) -> ResponseReturnValue:
    """Change a counter and the groups it serves."""
    by, now = me().id, clock.now()
    with db.read() as session:
        row = session.get_one(Counter, counter_id)
        view = unit_by_id(session, row.unit_id)
        served = queries.groups_by_counter(session, [row.id]).get(row.id, set())
        form = CounterForm(
            request.form, obj=row, groups=_groups(session, view.id, served), data={"groups": sorted(served)}
        )

    def act(session: Session) -> None:
        counter_actions.change_counter(
            session,
            counter_id,
            form.label.data or "",
            form.names(),
            group_ids=form.groups.data or [],
            now=now,
            staff_id=by,
        )

    return answer(
        form,
        act,
        template="admin/setup/counter.html",
        done=unit_address(view, "quay"),
        view=view,
        counter=row,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.counter_id)
def counter_active(counter_id: int) -> ResponseReturnValue:
    """Take a counter out of use, or put it back."""
    by, now, active = me().id, clock.now(), request.form.get("active") == "1"
    with db.read() as session:
        row = session.get_one(Counter, counter_id)
        view = unit_by_id(session, row.unit_id)
    return press(
        lambda s: counter_actions.set_counter_active(s, counter_id, active=active, now=now, staff_id=by),
        done=unit_address(view, "quay"),
        said=_("Đã đưa quầy vào dùng.") if active else _("Đã ngừng dùng quầy."),
    )


@allow(Permission.SET_UP, of=scopes.slug)
def new_group(slug: str) -> ResponseReturnValue:
    """Add a service group."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    form = GroupForm(request.form)
    return answer(
        form,
        lambda s: group_actions.add_group(s, view.id, form.words(), now=now, staff_id=by),
        template="admin/setup/group.html",
        done=unit_address(view, "nhom"),
        view=view,
        group=None,
        pictures=PICTURES,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def add_guidance(slug: str) -> ResponseReturnValue:
    """Add “Tôi không biết – nhờ hướng dẫn”."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    return press(
        lambda s: group_actions.add_guidance(s, view.id, now=now, staff_id=by),
        done=unit_address(view, "nhom"),
        said=_("Đã thêm nhóm hướng dẫn."),
    )


@allow(Permission.SET_UP, of=scopes.group_id)
def group(group_id: int) -> ResponseReturnValue:
    """Change a service group's words, letters or picture."""
    by, now = me().id, clock.now()
    with db.read() as session:
        row = session.get_one(ServiceGroup, group_id)
        view = unit_by_id(session, row.unit_id)
    form = GroupForm(request.form, obj=row)
    return answer(
        form,
        lambda s: group_actions.change_group(s, group_id, form.words(), now=now, staff_id=by),
        template="admin/setup/group.html",
        done=unit_address(view, "nhom"),
        view=view,
        group=row,
        pictures=PICTURES,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.group_id)
def group_active(group_id: int) -> ResponseReturnValue:
    """Take a group off the list, or put it back."""
    by, now, active = me().id, clock.now(), request.form.get("active") == "1"
    with db.read() as session:
        view = unit_by_id(session, session.get_one(ServiceGroup, group_id).unit_id)
    return press(
        lambda s: group_actions.set_group_active(s, group_id, active=active, now=now, staff_id=by),
        done=unit_address(view, "nhom"),
        said=_("Đã đưa nhóm vào dùng.") if active else _("Đã ngừng dùng nhóm."),
    )


@allow(Permission.SET_UP, of=scopes.group_id)
def move_group(group_id: int) -> ResponseReturnValue:
    """Move a group one place in the list."""
    by, now, up = me().id, clock.now(), request.form.get("up") == "1"
    with db.read() as session:
        view = unit_by_id(session, session.get_one(ServiceGroup, group_id).unit_id)
    return press(
        lambda s: group_actions.move_group(s, group_id, up=up, now=now, staff_id=by),
        done=unit_address(view, "nhom"),
        said=_("Đã đổi thứ tự."),
    )


def _groups(session: Session, unit_id: int, served: set[int] | None = None) -> list[tuple[int, str]]:
    """Return the groups to choose from: those in use, and those the counter serves anyway."""
    rows = office.groups_of(session, unit_id, only_active=False)
    kept = served or set()
    return [(row.id, f"{row.prefix} – {row.name(locale())}") for row in rows if row.active or row.id in kept]
