"""The kinds of official reports. Pure."""

from enum import StrEnum


class ReportKind(StrEnum):
    """Which report."""

    WEEKLY = "weekly"
    INTERIM = "interim"
    FINAL = "final"
