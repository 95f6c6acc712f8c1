"""What the views of setting up share: finding the unit, showing a form, carrying out its act."""

from collections.abc import Callable
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup.forms import SetupForm
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.office.refusals import Refused


def today() -> date:
    """Return the office's day."""
    return local_day(clock.now())


def the_unit(session: Session, slug: str) -> UnitView:
    """Return the unit that the guard has let through, as it is today."""
    unit_id = office.unit_id_of(session, slug)
    return unit_by_id(session, unit_id or 0)


def unit_by_id(session: Session, unit_id: int) -> UnitView:
    """Return a unit as it is today; 404 when there is none."""
    found = office.unit_on(session, unit_id, today())
    if found is None:
        abort(404)
    return found


def unit_address(unit: UnitView, part: str = "") -> str:
    """Return the address of a unit's page, at the heading *part* of it."""
    return url_for("setup.unit", slug=unit.unit.slug, _anchor=part or None)


def attempt(form: SetupForm, act: Callable[[Session], object]) -> bool:
    """Run *act* in one transaction; a refusal goes to its field of *form*."""
    try:
        db.write(act)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def answer(
    form: SetupForm,
    act: Callable[[Session], object],
    *,
    template: str,
    done: str | Callable[[], str],
    **context: object,
) -> ResponseReturnValue:
    """Show *form*; when it was sent, carry out its act and go on to *done*, or show it again with what was typed."""
    if request.method == "GET":
        return render_template(template, form=form, **context)
    if form.validate() and attempt(form, act):
        flash(_("Đã lưu."))
        return redirect(done if isinstance(done, str) else done(), 303)
    return render_template(template, form=form, **context), 422


def press(act: Callable[[Session], object], *, done: str, said: str) -> ResponseReturnValue:
    """Carry out what a single button does, and say so on *done*; a refusal is said there as well."""
    form = SetupForm()
    succeeded = attempt(form, act)
    flash(said if succeeded else " ".join(form.form_errors), "done" if succeeded else "wrong")
    return redirect(done, 303)
