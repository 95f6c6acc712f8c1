"""How late a form came: a phone without a network keeps what was tapped, and tells how long when it can send it."""

from datetime import timedelta
from typing import Final

AT_ONCE: Final = timedelta(seconds=30)
"""A form that took no longer was just slow: the server's own clock is the better witness."""
OLDEST: Final = timedelta(hours=24)


def lateness(age: str) -> timedelta:
    """Return how long ago the person tapped, by what the phone says: *age*, whole seconds as it came.

    It is information, not proof: whoever uses it keeps the instant after everything the server knows to have happened,
    and marks it as the device's. Nothing, nonsense, and more than the life of a form count as zero.
    """
    if not (age.isascii() and age.isdigit() and len(age) <= 5):
        return timedelta()
    told = timedelta(seconds=int(age))
    return told if AT_ONCE < told <= OLDEST else timedelta()
