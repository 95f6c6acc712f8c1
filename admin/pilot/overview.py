"""All pilot units on one screen: which of them are shown, and in which order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from admin.measures.finding import Level
from admin.pilot.change import Trend
from admin.pilot.standing import Standing
from kiosk.ground.text import fold
from kiosk.procedures.shares import Shares

SEARCH_CHARS = 100


class Show(StrEnum):
    """Which units are wanted; its value stands in the address."""

    ALL = "all"
    OVER = "over"
    IMPROVED = "improved"
    FEW = "few"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Row:
    """One pilot unit on the overview.

    Attributes:
        unit: How it stands.
        live_since: The day of its first printed code in use; ``None`` without one.
        scans: How often its codes were opened in the period.
        procedures: What it receives, and how much of that its codes lead to.
    """

    unit: Standing
    live_since: date | None
    scans: int
    procedures: Shares

    def is_shown(self, show: Show) -> bool:
        """Tell whether *show* wants it."""
        return {
            Show.ALL: True,
            Show.OVER: self.unit.level in (Level.OVER, Level.NEAR),
            Show.IMPROVED: self.unit.trend is Trend.BETTER,
            Show.FEW: self.unit.level is Level.TOO_FEW,
            Show.DOUBTFUL: bool(self.unit.doubts),
        }[show]


def chosen(rows: Iterable[Row], show: Show, asked: str) -> list[Row]:
    """Return the rows that are wanted, those that need attention first.

    Args:
        rows: Of all units.
        show: Which.
        asked: Part of a name, with or without accents; empty for every name.
    """
    found = [row for row in rows if row.is_shown(show) and fold(asked) in fold(row.unit.name)]
    return sorted(found, key=lambda row: row.unit.urgency)


def counts(rows: Iterable[Row]) -> dict[Show, int]:
    """Return how many units each choice would show."""
    every = list(rows)
    return {show: sum(row.is_shown(show) for row in every) for show in Show}
