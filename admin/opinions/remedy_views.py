"""Writing what is done about ratings of 1 to 3: signed, dated, earlier texts stay to be read."""

import re
from typing import Final, NamedTuple

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.measures.wording import week_name
from admin.opinions import actions, asked, queries
from admin.opinions.actions import Written
from admin.opinions.forms import RemedyForm
from admin.opinions.views import Shown, choosing, shown
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.ground.web.errors import Trouble
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError

PURPOSE: Final = "remedy"
WEEKS: Final = re.compile(r"(\d{4}-W\d{2})_(\d{4}-W\d{2})", re.ASCII)


class Weeks(NamedTuple):
    """What a text is about, first and last week inside."""

    first: Week
    last: Week

    @property
    def code(self) -> str:
        """The weeks in a form: “2026-W40_2026-W47”."""
        return f"{self.first}_{self.last}"


@allow(Permission.WRITE_REMEDIES, of=scopes.unit_id)
def remedy(unit_id: int) -> ResponseReturnValue:
    """Write it, beside how many ratings of 1 to 3 there are and why."""
    with db.read() as session:
        found = shown(session, unit_id)
    form = RemedyForm(request.form)
    weeks = _weeks(found)
    if request.method == "GET" or weeks is None:
        return _page(unit_id, found, form, weeks)
    weeks = _sent() or weeks
    try:
        token = form_tokens.accept(request.form.get("token", ""), PURPOSE, _place(unit_id, weeks))
    except (FormExpiredError, FormForgedError):
        form.validate()
        form.form_errors.append(_("Trang này đã mở quá một ngày, chưa lưu gì. Xin bấm lưu lần nữa."))
        return _page(unit_id, found, form, weeks, status=422)
    if not form.validate():
        return _page(unit_id, found, form, weeks, status=422, token=request.form["token"])
    written = Written(unit_id, *weeks, form.text.data or "")
    saved = db.write(
        lambda session: actions.write(session, written, key=token.key, by=me(), now=clock.now()), replayable=True
    )
    if saved.text != written.text:
        form.form_errors.append(_("Trang này đã lưu một lần, với nội dung khác. Bấm lưu lần nữa nếu muốn thay."))
        return _page(unit_id, found, form, weeks, status=409)
    flash(_("Đã ghi. Nội dung đứng cạnh số phiếu mức 1–3, trong báo cáo và trên trang công khai."))
    return redirect(url_for(".unit", unit_id=unit_id, **asked.address(found.report.period, found.strand)), 303)


def _page(
    unit_id: int, found: Shown, form: RemedyForm, weeks: Weeks | None, *, status: int = 200, token: str | None = None
) -> Response:
    own = [one for one in found.report.remedies if one.unit_id == unit_id]
    with db.read() as session:
        earlier = [text for one in own for text in queries.earlier(session, one)]
    unit = found.report.opinions.unit
    page = render_template(
        "admin/opinions/remedy.html",
        **choosing(found),
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
        form=form,
        weeks=weeks,
        token=token or (form_tokens.make(PURPOSE, _place(unit_id, weeks)) if weeks else ""),
        own=own,
        earlier=earlier,
        week_name=week_name,
    )
    return make_response(page, status)


def _weeks(found: Shown) -> Weeks | None:
    """Return the weeks that the ballots beside the form really cover; ``None`` when there are none."""
    return Weeks(found.strand.from_week, found.strand.until_week) if found.strand else None


def _sent() -> Weeks | None:
    """Return the weeks that the form was drawn for: more may have been sealed since."""
    match = WEEKS.fullmatch(request.form.get("weeks", ""))
    try:
        return Weeks(Week.parse(match[1]), Week.parse(match[2])) if match else None
    except ValueError as error:
        raise Trouble(422, _("Không đọc được các tuần trong biểu mẫu."), _("Xin mở lại trang.")) from error


def _place(unit_id: int, weeks: Weeks) -> str:
    return f"{unit_id}/{weeks.code}"
