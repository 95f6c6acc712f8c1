"""The page about the keys of a unit's machines: a new one is shown once, any can be taken away."""

from typing import Final

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.api_keys import wording
from admin.api_keys.forms import KeyForm
from admin.setup.pages import attempt, press, the_unit, unit_by_id
from kiosk.ground import clock, db
from kiosk.office import api_key_actions, api_key_queries
from kiosk.office.models import ApiKey
from kiosk.office.queries import UnitView
from kiosk.queue.api.operations import BASE
from kiosk.queue.pages import settings

SHOWN_ONCE: Final = "api_key"


@allow(Permission.SET_UP, of=scopes.slug)
def of_unit(slug: str) -> ResponseReturnValue:
    """Show the keys of a unit, and make one."""
    by, now = me().id, clock.now()
    with db.read() as reading:
        view = the_unit(reading, slug)
    form = KeyForm(request.form)

    def act(s: Session) -> None:
        name, good_for = form.name.data or "", form.scopes.data or []
        key, secret = api_key_actions.add_key(s, view.id, name, good_for, now=now, staff_id=by)
        session[SHOWN_ONCE] = [key.id, secret]

    if request.method == "POST" and form.validate() and attempt(form, act):
        return redirect(url_for(".of_unit", slug=slug), 303)
    return _draw(view, form, 422 if request.method == "POST" else 200)


@allow(Permission.SET_UP, of=scopes.api_key_id)
def revoke(api_key_id: int) -> ResponseReturnValue:
    """Let nobody in with a key any more."""
    by, now = me().id, clock.now()
    with db.read() as reading:
        key = reading.get(ApiKey, api_key_id) or abort(404)
        view = unit_by_id(reading, key.unit_id)
    return press(
        lambda s: api_key_actions.revoke_key(s, api_key_id, now=now, staff_id=by),
        done=url_for(".of_unit", slug=view.unit.slug),
        said=_("Đã thu hồi khóa của “%(name)s”. Máy ấy không gửi gì được nữa.", name=key.name),
    )


def _draw(view: UnitView, form: KeyForm, status: int) -> ResponseReturnValue:
    with db.read() as reading:
        keys = api_key_queries.keys_of(reading, view.id)
    fresh, secret = _shown_once(keys)
    page = render_template(
        "admin/api_keys/list.html",
        view=view,
        form=form,
        keys=keys,
        fresh=fresh,
        secret=secret,
        wording=wording,
        address=f"{settings().base_url}{BASE}",
        unit_sample=view.unit.is_demo,
    )
    return page, status


def _shown_once(keys: list[ApiKey]) -> tuple[ApiKey | None, str]:
    """Return the key of this unit that was just made, with its secret; it is told no second time."""
    key_id, secret = session.get(SHOWN_ONCE, (None, ""))
    found = next((key for key in keys if key.id == key_id), None)
    if found is not None:
        session.pop(SHOWN_ONCE)
    return found, secret
