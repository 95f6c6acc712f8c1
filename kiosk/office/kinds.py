"""The closed lists of the office, shared by its tables, forms and commands."""

from enum import StrEnum
from typing import Literal

UnitKind = Literal["organisation", "centre", "site"]
Mode = Literal["full", "survey_only"]
PriorityPolicy = Literal["arrival", "interleaved", "strict"]
"""Whether those who go first do: never, one before every two others, always."""
PICTURES = (
    "ho-tich",
    "dat-dai",
    "chung-thuc",
    "kinh-doanh",
    "xay-dung",
    "lao-dong-xa-hoi",
    "cu-tru",
    "khac",
    "huong-dan",
)
CARDS = "T"
"""The letter before the numbers of laminated cards, in every unit; no group and no tablet has it."""
BY_HAND = "GT"
"""Before the numbers of visits from a tally sheet, “ghi tay”: they take none from the day's own services."""


class Scope(StrEnum):
    """What a machine's key is good for."""

    READ = "tickets:read"
    ISSUE = "tickets:issue"
    CALL = "tickets:call"
    END = "tickets:end"
    COUNTERS = "counters:open"
