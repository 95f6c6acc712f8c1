"""From which networks the staff of each unit work: a sign that a citizen's ballot came from there, too."""

from datetime import datetime
from typing import Final

import structlog
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from admin.accounts.outsiders import OUTSIDERS
from admin.accounts.queries import Person
from kiosk.ground import db
from kiosk.ground.calendar import local_day
from survey.ballots import noticing, sign_actions

LOG: Final = structlog.get_logger()
EXTENSION: Final = "noted_networks"
MOST: Final = 2_000


def note(person: Person, address: str, *, now: datetime) -> None:
    """Remember once a day that somebody of their units' staff worked from *address*; a fault is a line in the log.

    Whoever judges a unit from outside is not its staff.
    """
    units = frozenset(grant.unit_id for grant in person.grants if grant.role not in OUTSIDERS)
    today = local_day(now)
    noted: set[object] = current_app.extensions.setdefault(EXTENSION, set())
    if not units or (seen := (units, address, today)) in noted:
        return
    if len(noted) >= MOST:
        noted.clear()
    digests = {unit: digest for unit in units if (digest := noticing.network_digest(unit, address))}
    try:
        if digests:
            db.write(lambda session: sign_actions.note_office(session, digests, today))
    except (SQLAlchemyError, db.CommitUnknownError) as error:
        LOG.warning("office_network_not_noted", error=type(error).__name__)
        return
    noted.add(seen)
