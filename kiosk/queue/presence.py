"""Whether somebody stands in the hall: they can read what only the screen and the tablet there show at this minute.

Three things say so. The *code of the minute* stands in the square that is scanned and is good for three minutes. The
*mark* is given for it at the door and goes on through the form, so that whoever scanned in time may choose in peace.
The hall's four characters are for phones without a camera: they are few, so they are typed into a form that counts
wrong tries (:mod:`kiosk.queue.presence_actions`), and never stand in an address.
"""

import hmac
import re
from datetime import datetime, timedelta
from typing import Final

from kiosk.ground.instants import EPOCH
from kiosk.queue.claim_codes import ALPHABET

MINUTE: Final = timedelta(minutes=1)
GOOD_MINUTES: Final = 3
"""The minute that is shown and the two before it: somebody lifts the phone, and the scanner's page takes a while."""
CODE_CHARS: Final = 8
"""Forty bits, three of them good at a time: whoever guesses needs some hundred thousand million tries."""
MARK_LIFE: Final = timedelta(minutes=15)
MARK_CHARS: Final = 16
_MARK: Final = re.compile(rf"([0-9]{{1,12}})-([0-9a-z]{{{MARK_CHARS}}})")


def minute_code(secret: str, unit_id: int, now: datetime) -> str:
    """Return the eight small characters that one unit's screens show at *now* (an aware instant)."""
    return _code(secret, unit_id, _minute(now))


def changes_at(now: datetime) -> datetime:
    """Return when the screens show the next code, aware and in UTC."""
    return EPOCH + (_minute(now) + 1) * MINUTE


def mark_for(shown: str, secret: str, unit_id: int, now: datetime) -> str | None:
    """Return the mark with which somebody goes on who brings *shown*; ``None`` for somebody who may be anywhere.

    Args:
        shown: A code of the minute, or a mark from an earlier page: it is handed back and gets no younger.
        secret: The deployment's own.
        unit_id: The unit whose hall it is.
        now: The present, aware.
    """
    if holds(shown, secret, unit_id, now):
        return shown
    return mark(secret, unit_id, now) if _is_minute_code(shown, secret, unit_id, now) else None


def mark(secret: str, unit_id: int, now: datetime) -> str:
    """Return the mark of somebody who has just shown that they stand in the hall."""
    return _mark(secret, unit_id, int(now.timestamp()))


def holds(shown: str, secret: str, unit_id: int, now: datetime) -> bool:
    """Tell whether *shown* is a mark that was given by this unit's door in the last fifteen minutes."""
    read = _MARK.fullmatch(shown)
    if read is None:
        return False
    age = timedelta(seconds=int(now.timestamp()) - int(read[1]))
    # Another server of ours may be a little ahead.
    return -MINUTE <= age <= MARK_LIFE and hmac.compare_digest(shown, _mark(secret, unit_id, int(read[1])))


def _is_minute_code(shown: str, secret: str, unit_id: int, now: datetime) -> bool:
    minute, read = _minute(now), shown.encode("utf-8", "replace")
    codes = (_code(secret, unit_id, minute - back) for back in range(GOOD_MINUTES))
    return any(hmac.compare_digest(read, code.encode()) for code in codes)


def _code(secret: str, unit_id: int, minute: int) -> str:
    return _spelled(secret, f"presence\0{unit_id}\0{minute}", CODE_CHARS)


def _mark(secret: str, unit_id: int, second: int) -> str:
    signed = _spelled(secret, f"mark\0{unit_id}\0{second}", MARK_CHARS)
    return f"{second}-{signed}"


def _spelled(secret: str, text: str, chars: int) -> str:
    number = int.from_bytes(hmac.digest(secret.encode(), text.encode(), "sha256"), "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(chars)).lower()


def _minute(now: datetime) -> int:
    return (now - EPOCH) // MINUTE
