"""What the chart of units side by side shows of each, and the words on it; the page hands them in."""

from dataclasses import dataclass

from admin.measures.numbers import number


@dataclass(frozen=True, slots=True)
class Level:
    """A mean wait in minutes, and its 95 % interval; *low* and *high* are ``None`` where there are too few days."""

    minutes: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class UnitLevels:
    """One unit: its name, its wait before the pilot and now, and its target; ``None`` where too few were served."""

    name: str
    before: Level | None
    now: Level | None
    target_minutes: float


@dataclass(frozen=True, slots=True)
class UnitsTexts:
    """Every word that chart needs.

    Attributes:
        title: The finding, a sentence.
        waits: Heading with the unit: “Thời gian chờ trung bình (phút)”.
        before, now: What the hollow and the full point are.
        target: What the upright dash is.
        interval: What the whiskers are; written only when there is one.
        too_few: Written beside a unit that has no mean now.
        no_data: Written when there is no unit.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    waits: str
    before: str
    now: str
    target: str
    interval: str
    too_few: str
    no_data: str
    sample: str
    decimal_comma: bool

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
