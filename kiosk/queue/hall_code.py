"""The code on the hall screen: it says that somebody stands in the hall, and nothing more."""

import hmac
from datetime import datetime, timedelta
from typing import Final

from kiosk.ground.instants import EPOCH
from kiosk.queue.claim_codes import ALPHABET, READ_AS

CHARS: Final = 4
WINDOW: Final = timedelta(minutes=10)


def hall_code(secret: str, unit_id: int, now: datetime) -> str:
    """Return the unit's four characters at *now* (an aware instant); they change every ten minutes."""
    return _code(secret, unit_id, _window(now))


def changes_at(now: datetime) -> datetime:
    """Return when the next code is shown, aware and in UTC."""
    return EPOCH + (_window(now) + 1) * WINDOW


def accepted(typed: str, secret: str, unit_id: int, now: datetime) -> bool:
    """Tell whether *typed* is the code shown now or in the ten minutes before, however it is written."""
    read = "".join(char for char in typed.upper().translate(READ_AS) if char in ALPHABET)
    window = _window(now)
    return any(hmac.compare_digest(read, _code(secret, unit_id, one)) for one in (window, window - 1))


def _code(secret: str, unit_id: int, window: int) -> str:
    drawn = hmac.digest(secret.encode(), f"hall\0{unit_id}\0{window}".encode(), "sha256")
    number = int.from_bytes(drawn, "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(CHARS))


def _window(now: datetime) -> int:
    return (now - EPOCH) // WINDOW
