"""Pages about the classes of people who go first: the same for every unit, so whoever sets up all of them decides."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField

from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup.forms import NamesForm
from admin.setup.hours_views import tops
from admin.setup.pages import answer, press
from kiosk.ground import clock, db
from kiosk.office import priority_actions, priority_queries
from kiosk.office.models import PriorityClass


class NewClassForm(NamesForm):
    """A class that is not there yet."""


class ClassForm(NamesForm):
    """The names of a class, and whether it is in use."""

    active = BooleanField(_l("Đang dùng: người dân chọn được diện này khi lấy số"))


@allow(Permission.SET_UP, of=tops)
def priorities() -> ResponseReturnValue:
    """List the classes in the order in which they go first, and add one."""
    by, now = me().id, clock.now()
    with db.read() as session:
        listed = priority_queries.every(session)
    form = NewClassForm(request.form)
    return answer(
        form,
        lambda s: priority_actions.add_class(s, form.names(), now=now, staff_id=by),
        template="admin/setup/priorities.html",
        done=url_for(".priorities"),
        classes=listed,
    )


@allow(Permission.SET_UP, of=tops)
def priority(class_code: str) -> ResponseReturnValue:
    """Change the names of a class, take it out of use or put it back."""
    by, now = me().id, clock.now()
    with db.read() as session:
        row = _known(session, class_code)
    form = ClassForm(request.form, obj=row)
    return answer(
        form,
        lambda s: priority_actions.change_class(
            s, row.code, form.names(), active=form.active.data, now=now, staff_id=by
        ),
        template="admin/setup/priority.html",
        done=url_for(".priorities"),
        row=row,
    )


@allow(Permission.SET_UP, of=tops)
def move_priority(class_code: str) -> ResponseReturnValue:
    """Move a class one place in the order."""
    by, now, up = me().id, clock.now(), request.form.get("up") == "1"
    with db.read() as session:
        row = _known(session, class_code)
    return press(
        lambda s: priority_actions.move_class(s, row.code, up=up, now=now, staff_id=by),
        done=url_for(".priorities"),
        said=_("Đã đổi thứ tự."),
    )


def _known(session: Session, code: str) -> PriorityClass:
    found = {one.code: one for one in priority_queries.every(session)}  # a made-up code never reaches the database
    return found[code] if code in found else abort(404)
