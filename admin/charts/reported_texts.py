"""The words on the chart of measured and reported waits, in the reader's language; the page hands them in."""

from dataclasses import dataclass
from typing import NamedTuple

from admin.measures.numbers import number


class PanelTexts(NamedTuple):
    """Words of one panel: where people answered and how many do not remember; what the two bars are, with their n."""

    heading: str
    measured: str
    said: str


@dataclass(frozen=True, slots=True)
class ReportedTexts:
    """Every word the chart needs.

    Attributes:
        title: The finding, a sentence.
        panels: Of each panel.
        bands: Names of the five bands: “dưới 5”, “5–15” and so on, in minutes.
        no_data: Written when too few answered.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    panels: tuple[PanelTexts, ...]
    bands: tuple[str, str, str, str, str]
    no_data: str
    sample: str
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
