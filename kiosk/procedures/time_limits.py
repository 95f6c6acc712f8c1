"""How long an office may take: “5 ngày làm việc” read from text, and which of two limits is shorter. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.ground.text import fold


class LimitUnit(StrEnum):
    """What a limit counts."""

    HOURS = "hours"  # working hours
    WORKING_DAYS = "working_days"
    DAYS = "days"


_WORDS: Final = {
    "gio": LimitUnit.HOURS,
    "gio lam viec": LimitUnit.HOURS,
    "ngay lam viec": LimitUnit.WORKING_DAYS,
    "ngay": LimitUnit.DAYS,
}
_LIMIT: Final = re.compile(r"([0-9]{1,4}) +([a-z ]+?)\.?")
# A working day has 8 hours and a week of seven days five of them; in sevenths of a working hour all is whole.
_SEVENTHS: Final = {LimitUnit.HOURS: 7, LimitUnit.WORKING_DAYS: 8 * 7, LimitUnit.DAYS: 8 * 5}


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of working hours, working days or days."""

    amount: int
    unit: LimitUnit

    def is_shorter_than(self, other: "Limit") -> bool:
        """Whether it ends sooner, with 8 hours to a working day and 5 working days to 7 days.

        Five working days and seven days are equally long, so neither shortens the other.
        """
        return self.amount * _SEVENTHS[self.unit] < other.amount * _SEVENTHS[other.unit]


def read(text: str) -> Limit | None:
    """Return the limit that *text* states and nothing else: “05 ngày làm việc”, “15 ngày”, “4 giờ”; else ``None``.

    “Trong ngày” or “không quá 5 ngày” are limits in words: they are kept as text, and nothing is computed of them.
    """
    match = _LIMIT.fullmatch(" ".join(fold(text).split()))
    unit = _WORDS.get(match[2]) if match else None
    if match is None or unit is None or int(match[1]) == 0:
        return None
    return Limit(int(match[1]), unit)


def written(limit: Limit) -> str:
    """Return the limit as :func:`read` reads it: “5 ngày làm việc”."""
    words = {LimitUnit.HOURS: "giờ làm việc", LimitUnit.WORKING_DAYS: "ngày làm việc", LimitUnit.DAYS: "ngày"}
    return f"{limit.amount} {words[limit.unit]}"


def limit_of(amount: int | None, unit: str | None) -> Limit | None:
    """Return the limit that two columns hold; ``None`` when they hold none."""
    return None if amount is None or unit is None else Limit(amount, LimitUnit(unit))
