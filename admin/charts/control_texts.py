"""The words on the control chart, in the reader's language; the page hands them in."""

from dataclasses import dataclass

from admin.measures.numbers import number


@dataclass(frozen=True, slots=True)
class ControlTexts:
    """Every word the control chart needs.

    Attributes:
        title: The finding, a sentence.
        waits: Heading with the unit: “Thời gian chờ trung bình (phút)”.
        ringed, watched, left_out: What a ring, a hollow and a pale point mean; each written only when there is one.
        centre, high, low, target: Names of the lines; the minutes follow.
        run: How a run is named beside its points: “%(n)s tuần liền”.
        ranges: Heading of the lower panel: how far each week lies from the one before.
        range_high: Name of the line there; the minutes follow.
        no_data: Written when no week has a mean.
        sample: Written across sample data.
        incident: What a cross means.
        week: The pattern of a week's short name.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    waits: str
    ringed: str
    watched: str
    left_out: str
    centre: str
    high: str
    low: str
    target: str
    run: str
    ranges: str
    range_high: str
    no_data: str
    sample: str
    incident: str
    week: str
    decimal_comma: bool

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
