"""The words on the chart of a change, in the reader's language; the page hands them in."""

from dataclasses import dataclass

from admin.measures.numbers import number


@dataclass(frozen=True, slots=True)
class EffectTexts:
    """Every word that chart needs.

    Attributes:
        title: What may be said of the change, a sentence.
        waits: Heading with the unit: “Thời gian chờ trung bình mỗi 7 ngày (phút)”.
        what: The change, as it is written at its day.
        before, after: Names of the two levels; the minutes follow.
        other: Name of the line of the other pilot unit; the minutes follow.
        target: Name of the target; the minutes follow.
        band: What the band says; written only when there is one.
        incident: What a cross means; written only when there is one.
        no_data: Written when no week has a mean.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    waits: str
    what: str
    before: str
    after: str
    other: str
    target: str
    band: str
    incident: str
    no_data: str
    sample: str
    decimal_comma: bool

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
