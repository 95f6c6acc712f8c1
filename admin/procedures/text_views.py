"""Pages that change what a procedure asks for, for every unit that receives it."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.procedures import pages
from admin.procedures.forms import EndForm, NewForm, TextsForm
from admin.procedures.unit_views import group_choices
from admin.setup.pages import answer, the_unit, today
from kiosk.ground import clock, db
from kiosk.procedures import actions, queries, unit_actions


@allow(Permission.SET_UP, of=scopes.slug)
def new(slug: str) -> ResponseReturnValue:
    """Add a procedure that this unit keeps and receives."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        groups = group_choices(session, view.id)
    form = NewForm(request.form, groups=groups, data={"valid_from": today()})
    added: list[int] = []

    def act(session: Session) -> None:
        row = actions.add_procedure(
            session,
            view.id,
            form.code.data or "",
            form.texts(),
            from_day=form.valid_from.data or today(),
            now=now,
            staff_id=by,
        )
        unit_actions.receive(session, view.id, row.id, form.group_id, now=now, staff_id=by)
        added[:] = [row.id]

    return answer(
        form,
        act,
        template="admin/procedures/texts.html",
        done=lambda: url_for("procedure_setup.one", slug=slug, procedure_id=added[0]),
        view=view,
        held=None,
        back=pages.list_address(view),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def change(slug: str, procedure_id: int) -> ResponseReturnValue:
    """Correct the last version, or let another one hold from a day on."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
        last = queries.versions_of(session, held.procedure.id)[-1]
    if not pages.may_keep(held):
        abort(403)
    form = TextsForm(request.form, obj=actions.texts_of(last), data={"valid_from": last.valid_from})

    def act(session: Session) -> None:
        day = form.valid_from.data or last.valid_from
        actions.change_from(session, held.procedure.id, day, form.texts(), now=now, staff_id=by)

    return answer(
        form,
        act,
        template="admin/procedures/texts.html",
        done=pages.address(view, held),
        view=view,
        held=held,
        back=pages.address(view, held),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def end(slug: str, procedure_id: int) -> ResponseReturnValue:
    """Say from which day the procedure no longer holds, or that this is not known."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
        last = queries.versions_of(session, held.procedure.id)[-1]
    if not pages.may_keep(held):
        abort(403)
    form = EndForm(request.form, data={"until": last.valid_until})
    return answer(
        form,
        lambda s: actions.end_on(s, held.procedure.id, form.until.data, now=now, staff_id=by),
        template="admin/procedures/end.html",
        done=pages.address(view, held),
        view=view,
        held=held,
        back=pages.address(view, held),
        unit_sample=view.unit.is_demo,
    )
