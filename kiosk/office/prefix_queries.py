"""Which letters before a number are taken: a number says by its letters alone where it comes from."""

from collections.abc import Iterator
from itertools import chain
from string import ascii_uppercase
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.kinds import BY_HAND, CARDS
from kiosk.office.models import Device, ServiceGroup

TABLETS: Final = "K"


def used(session: Session, unit_id: int) -> frozenset[str]:
    """Return the letters of the unit's groups and tablets, in use or not, those of cards, and those of tally sheets."""
    groups = session.scalars(select(ServiceGroup.prefix).where(ServiceGroup.unit_id == unit_id))
    tablets = session.scalars(select(Device.prefix).where(Device.unit_id == unit_id))
    return frozenset(chain(groups, tablets, (CARDS, BY_HAND)))


def free_for_tablet(session: Session, unit_id: int) -> str:
    """Return letters for one more tablet: K, then KA, KB and so on; empty when not even KZ is free.

    Letters only: in K2001 nobody could tell where the number begins.
    """
    taken = used(session, unit_id)
    return next((one for one in _of_tablets() if one not in taken), "")


def _of_tablets() -> Iterator[str]:
    yield TABLETS
    yield from (TABLETS + letter for letter in ascii_uppercase)
