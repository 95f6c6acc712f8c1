"""Two buttons: a unit to practise in, and emptying it."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import practice
from admin.setup.pages import press, the_unit, unit_address
from admin.setup.sentences import sentence
from kiosk.ground import clock, db
from kiosk.office import practice_actions
from kiosk.office.refusals import Refused


@allow(Permission.SET_UP, of=scopes.slug)
def add_practice(slug: str) -> ResponseReturnValue:
    """Add a unit for practice below this one."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)

    def act(session: Session) -> None:
        practice_actions.add_practice_unit(session, view.id, now=now, staff_id=by)

    said = _("Đã tạo đơn vị tập dùng, nằm dưới đơn vị này. Không số nào ở đó được tính vào số liệu.")
    return press(act, done=unit_address(view), said=said)


@allow(Permission.SET_UP, of=scopes.slug)
def clear_practice(slug: str) -> ResponseReturnValue:
    """Close everything that is open in a unit for practice."""
    with db.read() as session:
        view = the_unit(session, slug)
    try:
        flash(practice.clear(view.id, now=clock.now()), "done")
    except Refused as refusal:
        flash(sentence(refusal), "wrong")
    return redirect(unit_address(view), 303)
