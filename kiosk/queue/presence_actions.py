"""Typing the hall's four characters: they have twenty bits, so that wrong tries are counted and soon end."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import limits
from kiosk.queue import hall_code

WRONG_CODES: Final = 40
"""More than a full hall mistypes; whoever guesses all day finds one code in a hundred days."""
WITHIN: Final = timedelta(minutes=10)


def try_hall_code(session: Session, unit_id: int, typed: str, secret: str, *, now: datetime) -> bool:
    """Tell whether *typed* is the code that the unit's hall shows, and count the try if not.

    It has to be committed whatever it says. After too many wrong ones the right one is refused, too, until the ten
    minutes are over: the square in the hall and the clerk still let people in.
    """
    if hall_code.accepted(typed, secret, unit_id, now):
        return not limits.used_up(session, _wrong(unit_id), limit=WRONG_CODES, window=WITHIN, now=now)
    limits.use(session, _wrong(unit_id), limit=WRONG_CODES, window=WITHIN, now=now)
    return False


def _wrong(unit_id: int) -> str:
    return f"hall-code:unit:{unit_id}"
