"""All questionnaires one may see, and a copy of one to adapt."""

from itertools import groupby

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.questionnaires import access, wording
from admin.questionnaires.forms import CopyForm
from admin.questionnaires.pages import address, attempt
from admin.setup import queries as setup
from admin.setup.pages import today
from kiosk.ground import clock, db
from kiosk.ground.i18n import LANGUAGES, locale
from kiosk.office import queries as office
from kiosk.office.models import Unit
from survey.questionnaires import draft_actions, queries
from survey.questionnaires.library import FORMS
from survey.questionnaires.models import Questionnaire

STORED = "stored-"


@allow(Permission.SET_UP)
def index() -> ResponseReturnValue:
    """List the versions for all units and those of one's own units; what is over stands folded."""
    mine = units_with(Permission.SET_UP)
    with db.read() as session:
        rows = queries.listed(session, mine)
        names = {view.id: view.name(locale()) for view in office.all_units(session, today())}
    standings = {row.id: wording.standing(row, today()) for row in rows}
    by_owner = {owner: list(group) for owner, group in groupby(sorted(rows, key=_owner), key=_owner)}
    return render_template(
        "admin/questionnaires/index.html",
        owners=by_owner,
        names=names,
        wording=wording,
        standings=standings,
        over=[row_id for row_id, standing in standings.items() if standing == "over"],
    )


@allow(Permission.SET_UP)
def copy() -> ResponseReturnValue:
    """Draft a form of one's own after one of the library, or after any that one may see."""
    by, now = me().id, clock.now()
    mine = units_with(Permission.SET_UP)
    with db.read() as session:
        rows = queries.listed(session, mine)
        units = [row for row in setup.tree(session, today()) if row.view.id in mine and not row.view.unit.is_practice]
        everywhere = access.for_all(session)
    reaches = [(row.view.id, "\u2003" * row.depth + row.view.name(locale())) for row in units]
    form = CopyForm(
        request.form,
        sources=[*_library(), *((f"{STORED}{row.id}", _stored(row)) for row in rows)],
        units=[*reaches, *([(0, _("Tất cả đơn vị"))] if everywhere else [])],
        data={"source": request.args.get("source", "")},
    )
    made = 0

    def act(session: Session) -> None:
        nonlocal made
        unit_id = form.unit.data or None
        place = session.get_one(Unit, unit_id).slug if unit_id else ""
        ready = FORMS.get(form.source.data)
        if ready is None:
            source = session.get_one(Questionnaire, int(form.source.data.removeprefix(STORED)))
            ready = draft_actions.ready(queries.load(session, source))
        made = draft_actions.copy(session, ready, unit_id=unit_id, place=place, now=now, staff_id=by).id

    status = 200
    if request.method == "POST":
        status = attempt(form, act) if form.validate() else 422
        if status == 303:
            return redirect(address(made), 303)
    return render_template("admin/questionnaires/copy.html", form=form), status


def _owner(row: Questionnaire) -> int:
    return row.unit_id or 0


def _library() -> list[tuple[str, str]]:
    place = list(LANGUAGES).index(locale())
    names = {key: wording.READY.get(key, form.name[place]) for key, form in FORMS.items()}
    return [(key, str(_("Mẫu có sẵn: %(name)s", name=name))) for key, name in names.items()]


def _stored(row: Questionnaire) -> str:
    return str(_("%(name)s, bản %(version)s", name=row.name(locale()), version=f"{row.key}/{row.version}"))
