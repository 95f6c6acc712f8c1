"""What the views of procedures share: the unit, a procedure of it, and who may change which."""

from flask import abort, url_for
from sqlalchemy.orm import Session

from admin.accounts.guard import units_with
from admin.accounts.roles import Permission
from admin.setup.pages import the_unit, today
from kiosk.ground import keys
from kiosk.office.queries import UnitView
from kiosk.procedures import queries
from kiosk.procedures.queries import Held


def found(session: Session, slug: str, procedure_id: int) -> tuple[UnitView, Held]:
    """Return a unit and one of its procedures, stopped or not; 404 for one that it never received."""
    view = the_unit(session, slug)
    held = queries.held(session, view.id, keys.key(procedure_id), today())
    if held is None:
        abort(404)
    return view, held


def may_set_up(unit_id: int) -> bool:
    """Whether the signed-in person may change what this unit receives and announces."""
    return unit_id in units_with(Permission.SET_UP)


def may_keep(held: Held) -> bool:
    """Whether the signed-in person may change the texts of a procedure: those of the unit that keeps them may."""
    return held.procedure.owner_id in units_with(Permission.SET_UP)


def list_address(view: UnitView) -> str:
    """Return the address of a unit's list."""
    return url_for("procedure_setup.of_unit", slug=view.unit.slug)


def address(view: UnitView, held: Held) -> str:
    """Return the address of one procedure of a unit."""
    return url_for("procedure_setup.one", slug=view.unit.slug, procedure_id=held.procedure.id)
