"""How many laminated cards a unit has."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.calendar import local_day
from kiosk.office import changes, tree
from kiosk.office.kinds import CARDS
from kiosk.office.queries import groups_of, unit_on
from kiosk.office.refusals import Refused

MOST_CARDS: Final = 999


def set_number_cards(
    session: Session, unit_id: int, number_cards: int | None, *, now: datetime, staff_id: int | None
) -> None:
    """Say that the unit has cards from 1 to *number_cards*; ``None``: it has none. Cards in use stay in use.

    Raises:
        Refused: ``number_cards`` *out_of_range* (1 to 999); *taken*: a service group, perhaps out of use, still has the
            cards' letter from before letters were kept apart. It needs another letter first.
    """
    unit = tree.locked_unit(session, unit_id)
    if number_cards is not None and not 1 <= number_cards <= MOST_CARDS:
        raise Refused("out_of_range", "number_cards")
    if number_cards and CARDS in {group.prefix for group in groups_of(session, unit_id, only_active=False)}:
        raise Refused("taken", "number_cards")
    details = changes.apply(unit, {"number_cards": number_cards})
    if details:
        session.flush()
        view = unit_on(session, unit_id, local_day(now))
        name = view.version.name_vi if view else unit.slug
        events.record(session, "unit.cards", name, now=now, staff_id=staff_id, unit_id=unit_id, details=dict(details))
