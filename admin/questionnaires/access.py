"""Who may read and change a questionnaire: as scopes for the guard, and units that come in a form."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from admin.accounts.guard import units_with
from admin.accounts.roles import Permission
from admin.setup import queries as setup
from admin.setup.pages import today
from kiosk.ground.keys import key
from survey.questionnaires import queries
from survey.questionnaires.models import Questionnaire


def to_read(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:questionnaire_id>``: the unit it belongs to; one for all is read by whoever sets anything up."""
    row = _named(session, named)
    return None if row is None else frozenset({row.unit_id} if row.unit_id else ())


def to_change(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:questionnaire_id>``: the unit it belongs to; one for all is changed by whoever sets up all of them."""
    row = _named(session, named)
    if row is None:
        return None
    return frozenset({row.unit_id}) if row.unit_id else setup.top_ids(session, today())


def for_all(session: Session) -> bool:
    """Tell whether the signed-in person may change what is asked in all units."""
    return setup.top_ids(session, today()) <= units_with(Permission.SET_UP)


def may_change(session: Session, row: Questionnaire) -> bool:
    """Tell whether the signed-in person may change this questionnaire."""
    return row.unit_id in units_with(Permission.SET_UP) if row.unit_id else for_all(session)


def _named(session: Session, named: Mapping[str, Any]) -> Questionnaire | None:
    return queries.find(session, key(named["questionnaire_id"]))
