"""Which unit a slip's code in an address belongs to, and whether the reader is an outsider there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from admin.accounts import appointing
from admin.accounts.guard import me
from kiosk.ground import clock
from kiosk.ground.calendar import local_day
from survey.paper import queries, slip_codes
from survey.paper.actions import Typist


def slip_code(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<slip_code>``: the unit that the slip was printed for."""
    code = slip_codes.read(named["slip_code"])
    found = queries.slip(session, slip_codes.kept(code)) if code else None
    return None if found is None else frozenset({found.run.unit_id})


def typist(session: Session, unit_id: int) -> Typist:
    """Return the signed-in person as somebody who may act for *unit_id*, if they are an outsider to it."""
    outside = appointing.outside(session, me().id, unit_id, local_day(clock.now()))
    return Typist(me().id, frozenset({unit_id} if outside else ()))
