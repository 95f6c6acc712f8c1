"""The full check of the log that a monitor asked for, as the worker does it."""

from typing import Any, Final

from admin.monitoring.queries import CHECK
from kiosk.ground import clock
from survey.audit import cli as audit


def check(_payload: dict[str, Any]) -> None:
    """Check everything; what is found is kept where the daily check keeps it."""
    audit.check_daily(clock.now())


HANDLERS: Final = {CHECK: check}
"""What the worker does for this room."""
