"""The words on the weekly chart, in the reader's language; the page hands them in."""

from dataclasses import dataclass
from typing import Protocol

from admin.measures.numbers import number


class Numbers(Protocol):
    """Whatever knows how the reader writes numbers: the words of any chart."""

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """Every word the chart needs; names of lines up to 14 letters and headings up to 46 fit on a phone.

    Attributes:
        title: The finding, a sentence.
        waits: Heading of the waits with their unit: “Thời gian chờ (phút)”.
        mean, median, p90: Short names of the three measures; the minutes follow.
        target, older_target: Names of the two lines; the minutes follow.
        few: What a hollow point means; written only when there is one.
        visits, satisfied: Headings of the two lower panels.
        satisfied_both: The same where some answered at a tablet: with the full and the hollow sign of the two.
        no_data: Written when nobody was served in any of the weeks.
        no_scores: Written when no sealed week has enough ballots.
        sample: Written across sample data.
        incident: What a cross means; written only when there is one.
        week: The pattern of a week's short name, as :meth:`kiosk.ground.calendar.Week.named` takes it.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    waits: str
    mean: str
    median: str
    p90: str
    target: str
    older_target: str
    few: str
    visits: str
    satisfied: str
    satisfied_both: str
    no_data: str
    no_scores: str
    sample: str
    incident: str = "× sự cố"
    week: str = "T%(number)s (%(monday)s)"
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
