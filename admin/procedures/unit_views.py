"""Pages about a procedure at one unit: whether and where it is received, and the shorter limit the unit promises."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.procedures import pages
from admin.procedures.forms import FromDayForm, LimitForm, PlaceForm, ReceiveForm
from admin.setup.pages import answer, the_unit, today
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from kiosk.office.refusals import Refused
from kiosk.procedures import entries, queries, unit_actions


@allow(Permission.SET_UP, of=scopes.slug)
def receive(slug: str) -> ResponseReturnValue:
    """Let the unit receive a procedure that another unit keeps."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        groups = group_choices(session, view.id)
    form = ReceiveForm(request.form, groups=groups)
    received: list[int] = []

    def act(session: Session) -> None:
        procedure = queries.by_code(session, entries.code(form.code.data))
        if procedure is None:
            raise Refused("unknown", "code")
        unit_actions.receive(session, view.id, procedure.id, form.group_id, now=now, staff_id=by)
        received[:] = [procedure.id]

    return answer(
        form,
        act,
        template="admin/procedures/receive.html",
        done=lambda: url_for("procedure_setup.one", slug=slug, procedure_id=received[0]),
        view=view,
        back=pages.list_address(view),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def place(slug: str, procedure_id: int) -> ResponseReturnValue:
    """Change the group under which the procedure is received, or stop receiving it."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
        groups = group_choices(session, view.id)
    form = PlaceForm(request.form, groups=groups, data={"group": held.at.group_id or 0, "active": int(held.at.active)})

    def act(session: Session) -> None:
        if form.active.data:
            unit_actions.receive(session, view.id, held.procedure.id, form.group_id, now=now, staff_id=by)
        else:
            unit_actions.stop(session, view.id, held.procedure.id, now=now, staff_id=by)

    return answer(
        form,
        act,
        template="admin/procedures/place.html",
        done=pages.address(view, held),
        view=view,
        held=held,
        back=pages.address(view, held),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def announce(slug: str, procedure_id: int) -> ResponseReturnValue:
    """Announce a shorter limit from a day on."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
    form = LimitForm(request.form, data={"from_day": today()})

    def act(session: Session) -> None:
        unit_actions.announce(
            session,
            view.id,
            held.procedure.id,
            entries.shorter(form.limit.data),
            from_day=form.from_day.data or today(),
            document=form.document.data,
            now=now,
            staff_id=by,
        )

    return answer(
        form,
        act,
        template="admin/procedures/limit.html",
        done=pages.address(view, held),
        view=view,
        held=held,
        back=pages.address(view, held),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def take_back(slug: str, procedure_id: int) -> ResponseReturnValue:
    """End the announced limit: from a day on the law's counts again."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
    form = FromDayForm(request.form, data={"from_day": today()})

    def act(session: Session) -> None:
        day = form.from_day.data or today()
        unit_actions.take_back(session, view.id, held.procedure.id, day, now=now, staff_id=by)

    return answer(
        form,
        act,
        template="admin/procedures/take_back.html",
        done=pages.address(view, held),
        view=view,
        held=held,
        back=pages.address(view, held),
        unit_sample=view.unit.is_demo,
    )


def group_choices(session: Session, unit_id: int) -> list[tuple[int, str]]:
    """Return the unit's groups in use for a list to choose from, and first that it is none of them."""
    groups = office.groups_of(session, unit_id)
    return [(0, _("(không thuộc nhóm nào)")), *((group.id, group.name(locale())) for group in groups)]
