"""Pages about what the hall's screen tells: the list, one notice, taking it off."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.hall.forms import NoticeForm
from admin.setup.pages import answer, press, the_unit, today
from kiosk.ground import clock, db, keys
from kiosk.ground.i18n import LANGUAGES
from kiosk.office import notice_actions, notice_queries

sets_up = allow(Permission.SET_UP, of=scopes.slug)


@sets_up
def notices(slug: str) -> ResponseReturnValue:
    """List what the screens tell, have told and will tell, as they show it; and add something."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        told = notice_queries.notices_of(session, view.id)
    form = NoticeForm(request.form, data={"shown_from": today()})
    return answer(
        form,
        lambda s: notice_actions.add_notice(s, view.id, form.told(today()), now=now, staff_id=by),
        template="admin/hall/notices.html",
        done=url_for(".notices", slug=slug),
        view=view,
        told=told,
        today=today(),
        spoken=LANGUAGES,
        unit_sample=view.unit.is_demo,
    )


@sets_up
def notice(slug: str, notice_id: int) -> ResponseReturnValue:
    """Change a notice."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        row = notice_queries.notice(session, view.id, keys.key(notice_id))
    if row is None:
        abort(404)
    form = NoticeForm(request.form, obj=row)
    return answer(
        form,
        lambda s: notice_actions.change_notice(s, view.id, row.id, form.told(today()), now=now, staff_id=by),
        template="admin/hall/notice.html",
        done=url_for(".notices", slug=slug),
        view=view,
        row=row,
        unit_sample=view.unit.is_demo,
    )


@sets_up
def remove_notice(slug: str, notice_id: int) -> ResponseReturnValue:
    """Take a notice off the screens."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    return press(
        lambda s: notice_actions.remove_notice(s, view.id, keys.key(notice_id), now=now, staff_id=by),
        done=url_for(".notices", slug=slug),
        said=_("Đã gỡ thông báo."),
    )
