"""Pages about the tablets of a unit: the list says which are alive, a fresh pairing code is shown once."""

from typing import Final

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.devices import wording
from admin.devices.forms import DeviceForm, NewDeviceForm
from admin.setup.pages import answer, attempt, press, the_unit, unit_by_id
from kiosk.ground import clock, db
from kiosk.office import device_actions, device_queries, prefix_queries
from kiosk.office.models import Device
from kiosk.office.queries import UnitView

SHOWN_ONCE: Final = "pairing_code"


@allow(Permission.SET_UP, of=scopes.slug)
def of_unit(slug: str) -> ResponseReturnValue:
    """Show the unit's tablets, and add one."""
    by, now = me().id, clock.now()
    with db.read() as reading:
        view = the_unit(reading, slug)
        free = prefix_queries.free_for_tablet(reading, view.id)
    form = NewDeviceForm(request.form, data={"prefix": free})

    def act(s: Session) -> None:
        name, prefix, prints = form.name.data or "", form.prefix.data or "", bool(form.prints.data)
        added, code = device_actions.add_device(s, view.id, name, prefix, prints=prints, now=now, staff_id=by)
        session[SHOWN_ONCE] = [added.id, code]

    if request.method == "POST" and form.validate() and attempt(form, act):
        return redirect(url_for(".of_unit", slug=slug), 303)
    return _draw(view, form, 422 if request.method == "POST" else 200)


@allow(Permission.SET_UP, of=scopes.device_id)
def one(device_id: int) -> ResponseReturnValue:
    """Change a tablet's name, and whether it prints."""
    by, now = me().id, clock.now()
    device, view = _found(device_id)
    form = DeviceForm(request.form, obj=device)
    return answer(
        form,
        lambda s: device_actions.change_device(
            s, device_id, form.name.data or "", prints=bool(form.prints.data), now=now, staff_id=by
        ),
        template="admin/devices/one.html",
        done=url_for(".of_unit", slug=view.unit.slug),
        view=view,
        device=device,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.device_id)
def pair(device_id: int) -> ResponseReturnValue:
    """Give a fresh pairing code, for a new tablet in the old one's place or for a browser that lost its key."""
    by, now = me().id, clock.now()
    _device, view = _found(device_id)
    code = db.write(lambda s: device_actions.offer_code(s, device_id, now=now, staff_id=by))
    session[SHOWN_ONCE] = [device_id, code]
    return redirect(url_for(".of_unit", slug=view.unit.slug), 303)


@allow(Permission.SET_UP, of=scopes.device_id)
def revoke(device_id: int) -> ResponseReturnValue:
    """Let a tablet in no more."""
    by, now = me().id, clock.now()
    device, view = _found(device_id)
    return press(
        lambda s: device_actions.revoke(s, device_id, now=now, staff_id=by),
        done=url_for(".of_unit", slug=view.unit.slug),
        said=_("Đã ngừng dùng “%(name)s”. Máy ấy không lấy số được nữa.", name=device.name),
    )


def _draw(view: UnitView, form: NewDeviceForm, status: int) -> ResponseReturnValue:
    now = clock.now()
    with db.read() as reading:
        devices = device_queries.of_unit(reading, view.id)
    shown_for, code = _shown_once(devices)
    page = render_template(
        "admin/devices/list.html",
        view=view,
        form=form,
        rows=[wording.told(device, now=now) for device in devices],
        fresh=shown_for,
        code=wording.spelled(code),
        minutes=device_actions.CODE_LIVES.seconds // 60,
        address=url_for("tablet.start", slug=view.unit.slug, lang=None, _external=True),
        unit_sample=view.unit.is_demo,
    )
    return page, status


def _shown_once(devices: list[Device]) -> tuple[Device | None, str]:
    """Return the tablet of this unit that was just given a code, with the code; it is told no second time."""
    device_id, code = session.get(SHOWN_ONCE, (None, ""))
    found = next((device for device in devices if device.id == device_id), None)
    if found is not None:
        session.pop(SHOWN_ONCE)
    return found, code


def _found(device_id: int) -> tuple[Device, UnitView]:
    with db.read() as reading:
        device = reading.get(Device, device_id) or abort(404)
        return device, unit_by_id(reading, device.unit_id)
