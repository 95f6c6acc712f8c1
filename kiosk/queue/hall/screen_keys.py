"""The key in the address of a hall's own screens: only they show the code that phones are asked for.

The screen at the address without a key is for everybody. Sixty bits are few enough to be typed once with a remote
control and too many to be guessed: nothing tells a guess from the right key except while a code is shown.
"""

import hmac
from typing import Final

from kiosk.queue.claim_codes import ALPHABET, READ_AS

CHARS: Final = 12


def screen_key(secret: str, unit_id: int) -> str:
    """Return the key of one unit's screens, lower case; it stays as long as the deployment's *secret* does."""
    number = int.from_bytes(hmac.digest(secret.encode(), f"screen\0{unit_id}".encode(), "sha256"), "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(CHARS)).lower()


def opens(typed: str, secret: str, unit_id: int) -> bool:
    """Tell whether *typed* is the key of this unit's screens, however it is written."""
    read = "".join(char for char in typed.upper().translate(READ_AS) if char in ALPHABET)
    return hmac.compare_digest(read, screen_key(secret, unit_id).upper())
