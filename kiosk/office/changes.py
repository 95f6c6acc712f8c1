"""Setting columns and telling what was different before, for the record of changes."""

from collections.abc import Mapping
from datetime import date, datetime, time

from kiosk.ground.db import Base

Json = str | int | bool | list[str] | None
Change = dict[str, dict[str, Json]]


def differences(row: Base, values: Mapping[str, object]) -> Change:
    """Return what of *values* differs from the columns of *row*: ``{"hotline": {"old": "0292…", "new": None}}``."""
    return {
        column: {"old": as_json(getattr(row, column)), "new": as_json(new)}
        for column, new in values.items()
        if getattr(row, column) != new
    }


def apply(row: Base, values: Mapping[str, object]) -> Change:
    """Set the columns of *row* and return what was different; empty when nothing was."""
    found = differences(row, values)
    for column in found:
        setattr(row, column, values[column])
    return found


def from_nothing(values: Mapping[str, object]) -> Change:
    """Return *values* of a new row as a change; what is empty is left out."""
    return {column: {"old": None, "new": as_json(new)} for column, new in values.items() if new is not None}


def to_nothing(values: Mapping[str, object]) -> Change:
    """Return *values* of a row that goes as a change; what is empty is left out."""
    return {column: {"old": as_json(old), "new": None} for column, old in values.items() if old is not None}


def as_json(value: object) -> Json:
    """Return *value* as it stands in the record: days and times in ISO 8601, several values as a list of texts."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
