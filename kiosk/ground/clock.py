"""The only place that asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, aware, in UTC.

    Only views and commands call it and hand the value down, so that every rule can be tested at 06:59.
    """
    return datetime.now(UTC)
