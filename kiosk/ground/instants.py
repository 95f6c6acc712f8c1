"""Instants as whole microseconds since 1970, without a detour through floating point."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_microseconds(instant: datetime) -> int:
    """Return microseconds since 1970-01-01 UTC.

    Raises:
        ValueError: *instant* has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError(f"a time without a zone: {instant!r}")
    return (instant - EPOCH) // MICROSECOND


def from_microseconds(microseconds: int) -> datetime:
    """Return the aware UTC instant of *microseconds* since 1970."""
    return EPOCH + timedelta(microseconds=microseconds)
