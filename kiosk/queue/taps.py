"""How late a form came: a phone without a network keeps what was tapped, and tells how long when it can send it."""

from datetime import datetime, timedelta
from typing import Final

AT_ONCE: Final = timedelta(seconds=30)
"""A form that took no longer was just slow: the server's own clock is the better witness."""
MOST_DIGITS: Final = 5


def lateness(age: str, *, drawn: datetime, now: datetime) -> timedelta:
    """Return how long ago the person tapped, by what the phone says: never before the form was drawn.

    It is information, not proof: whoever uses it keeps the instant after everything the server knows to have happened,
    and marks it as the device's.

    Args:
        age: Whole seconds, as it came. Nothing, nonsense and a slow line count as zero.
        drawn: When the server drew the form, by the form's own token.
        now: When the form came.
    """
    if not (age.isascii() and age.isdigit() and len(age) <= MOST_DIGITS):
        return timedelta()
    told = min(timedelta(seconds=int(age)), now - drawn)
    return told if told > AT_ONCE else timedelta()
