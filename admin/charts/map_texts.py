"""The words on the maps of the week, in the reader's language; the page hands them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from admin.measures.numbers import number


class Show(StrEnum):
    """What one map shows; its value stands in addresses."""

    ARRIVALS = "arrivals"
    WAITS = "waits"
    COUNTERS = "counters"


@dataclass(frozen=True, slots=True)
class MapTexts:
    """Every word the maps need.

    Attributes:
        title: The finding, a sentence.
        headings: What each map shows, with its unit; up to 24 letters fit on one line.
        weekdays: Short names from Monday to Sunday, up to 3 letters.
        few: What a hatched half hour means; written only when there is one.
        worst: What the thick frame means; written only when there is one.
        no_data: Written when nothing happened at all.
        not_recorded: Written over the map of counters where none was ever recorded.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    headings: Mapping[Show, str]
    weekdays: tuple[str, ...]
    few: str
    worst: str
    no_data: str
    not_recorded: str
    sample: str
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
