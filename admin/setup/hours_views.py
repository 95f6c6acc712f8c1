"""Pages about when units are open."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import queries
from admin.setup.hours_forms import ExceptionForm, HolidayForm, WeekForm, typed_week
from admin.setup.pages import answer, press, the_unit, today, unit_address
from admin.setup.wording import WEEKDAYS
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.office import entries, holiday_actions, hours_actions, public_holidays


def tops(session: Session, _named: Mapping[str, Any]) -> frozenset[int]:
    """The units at the top: a day off for all of them is decided by whoever sets up all of them."""
    return queries.top_ids(session, today())


@allow(Permission.SET_UP, of=scopes.slug)
def week(slug: str) -> ResponseReturnValue:
    """Set the usual week."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        stored = queries.week_of(session, view.id)
    spans = {weekday: [(row.opens, row.closes) for row in rows] for weekday, rows in stored.items()}
    form = WeekForm(request.form, data=typed_week(spans))
    return answer(
        form,
        lambda s: hours_actions.set_week(s, view.id, form.week(), now=now, staff_id=by),
        template="admin/setup/week.html",
        done=unit_address(view, "gio-lam-viec"),
        view=view,
        weekdays=WEEKDAYS,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def exceptions(slug: str) -> ResponseReturnValue:
    """List the days with hours of their own, and add one."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        days = queries.exceptions_of(session, view.id)
    form = ExceptionForm(request.form)

    def act(session: Session) -> None:
        day = form.day.data or today()
        hours_actions.add_exception(
            session, view.id, day, form.spans("hours"), note=form.note.data, now=now, staff_id=by
        )

    return answer(
        form,
        act,
        template="admin/setup/exceptions.html",
        done=url_for(".exceptions", slug=slug),
        view=view,
        days=days,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def remove_exception(slug: str, day: str) -> ResponseReturnValue:
    """Give a day its usual hours back."""
    by, now, found = me().id, clock.now(), _day(day)
    with db.read() as session:
        view = the_unit(session, slug)
    return press(
        lambda s: hours_actions.remove_exception(s, view.id, found, now=now, staff_id=by),
        done=url_for(".exceptions", slug=slug),
        said=_("Ngày %(day)s lại làm việc như thường lệ.", day=f"{found:%d/%m/%Y}"),
    )


@allow(Permission.SET_UP, of=tops)
def holidays() -> ResponseReturnValue:
    """List the days an order makes free or worked beside the public holidays, and add one."""
    by, now = me().id, clock.now()
    with db.read() as session:
        overrides = queries.overrides(session)
    form = HolidayForm(request.form, data={"work": "off"})

    def act(session: Session) -> None:
        holiday_actions.add_holiday(
            session,
            form.day.data or today(),
            is_working=form.work.data == "worked",
            note=form.note.data or "",
            document=form.document.data,
            now=now,
            staff_id=by,
        )

    return answer(
        form,
        act,
        template="admin/setup/holidays.html",
        done=url_for(".holidays"),
        overrides=overrides,
        known=sorted(public_holidays.vietnam(today().year, locale()).items()),
    )


@allow(Permission.SET_UP, of=tops)
def remove_holiday(day: str) -> ResponseReturnValue:
    """Leave a day to the holiday table and the weekday again."""
    by, now, found = me().id, clock.now(), _day(day)
    return press(
        lambda s: holiday_actions.remove_holiday(s, found, now=now, staff_id=by),
        done=url_for(".holidays"),
        said=_("Đã bỏ ngày %(day)s khỏi danh sách.", day=f"{found:%d/%m/%Y}"),
    )


def _day(text: str) -> date:
    found = entries.day(text)
    if found is None:
        abort(404)
    return found
