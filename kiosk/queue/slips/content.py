"""What one slip says. Every text comes in the slip's own language, already translated."""

from dataclasses import dataclass
from enum import StrEnum


class SlipSize(StrEnum):
    """What a slip is printed on: a thermal roll 80 mm wide, or a sheet of A6."""

    ROLL = "80"
    A6 = "a6"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip.

    Attributes:
        unit: The unit's name.
        marks: What the paper is not: a trial, a sample, for practice; usually none.
        heading: Stands over the number.
        number: What is called out: “A012”.
        service: Name of the service group.
        arrived: When the number was given, with the day.
        waiting: How many people were in front then, and how long they take; empty where nobody counted.
        url: What the code says.
        aim: What scanning the code is good for.
        code: The six characters as people read them; empty for a slip that can neither move nor rate.
        code_label: Stands over them.
        code_use: What number and code are good for.
        anti_fraud: What the pages never ask for, and the domain.
        language: “vi”, “en”, “km” or “zh”.
    """

    unit: str
    marks: tuple[str, ...]
    heading: str
    number: str
    service: str
    arrived: str
    waiting: str
    url: str
    aim: str
    code: str
    code_label: str
    code_use: str
    anti_fraud: str
    language: str
