"""Pages about printed codes: the sheet of all codes with what can be printed, issuing and withdrawing."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import paper, poster_texts, printing, wording
from admin.setup.desk_forms import CodeForm
from admin.setup.forms import SetupForm
from admin.setup.pages import answer, attempt, the_unit, unit_by_id
from kiosk.ground import clock, db
from kiosk.ground.i18n import UNREVIEWED, locale
from kiosk.office import code_actions
from kiosk.office import queries as office
from kiosk.office.queries import CodeView, UnitView


@allow(Permission.SET_UP, of=scopes.slug)
def codes(slug: str) -> ResponseReturnValue:
    """Show all codes of a unit with their pictures and what can be printed, and issue one more."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        found = office.codes_of(session, view.id)
        counters = office.counters_of(session, view.id)
        groups = printing.groups_with_posters(session, view.id) if printing.entrance_of(session, view.id) else []
    places = [(0, _("Lối vào")), *((row.id, wording.counter_name(row, locale())) for row in counters)]
    form = CodeForm(request.form, counters=places)
    return answer(
        form,
        lambda s: code_actions.issue_code(s, view.id, counter_id=form.counter.data or None, now=now, staff_id=by),
        template="admin/setup/codes.html",
        done=url_for(".codes", slug=slug),
        view=view,
        codes=found,
        wording=wording,
        label_of=poster_texts.label_of,
        groups=groups,
        paper=paper.chosen_paper(request.args, locale()) or abort(404),
        sizes=paper.SIZES,
        unreviewed=UNREVIEWED,
        settings=current_app.config["SETTINGS"],
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.code)
def withdraw_code(code: str) -> ResponseReturnValue:
    """Ask, then mark a code as no longer in use."""
    by, now = me().id, clock.now()
    with db.read() as session:
        unit, view = _code(session, code)
    form = SetupForm(request.form)
    if request.method == "POST":
        if attempt(form, lambda s: code_actions.withdraw_code(s, code, now=now, staff_id=by)):
            flash(_("Đã thu hồi mã %(code)s.", code=wording.spelled(view.code)))
        return redirect(url_for(".codes", slug=unit.unit.slug), 303)
    return render_template(
        "admin/setup/withdraw.html", view=unit, code=view, wording=wording, unit_sample=unit.unit.is_demo
    )


def _code(session: Session, code: str) -> tuple[UnitView, CodeView]:
    view = office.find_code(session, code)
    if view is None:
        abort(404)
    return unit_by_id(session, view.code.unit_id), view
