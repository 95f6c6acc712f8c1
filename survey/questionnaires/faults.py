"""What keeps a draft from being published. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

MOST_QUESTIONS: Final = 40
MOST_CHOICES: Final = 12


class Fault(StrEnum):
    """What has to be mended first."""

    EMPTY = "empty"
    TOO_LONG = "too_long"  # more questions than a page on a phone can hold
    TWO_REQUIRED = "two_required"
    TWO_OVERALL = "two_overall"
    NO_OVERALL = "no_overall"  # after a visit: all scores of the unit would end
    OVERALL_NO_LEVELS = "overall_no_levels"
    FEW_CHOICES = "few_choices"


class Drafted(NamedTuple):
    """What the rules look at in a question; *choices* is how many may be picked from."""

    kind: str
    required: bool
    overall: bool
    choices: int


def faults(questions: Sequence[Drafted], role: str) -> list[tuple[Fault, int]]:
    """Return every fault with the place of the question it is about, from 1; 0 for the whole form; empty when sound.

    At most one question is required, so that nobody is held up; at most one gives the score, on the five levels.
    Without such a question a form of *role* ``visit`` is at fault; any other gives no score.
    """
    found: list[tuple[Fault, int]] = []
    if not questions:
        found.append((Fault.EMPTY, 0))
    if len(questions) > MOST_QUESTIONS:
        found.append((Fault.TOO_LONG, 0))
    required = [place for place, one in enumerate(questions, start=1) if one.required]
    overall = [place for place, one in enumerate(questions, start=1) if one.overall]
    if role == "visit" and not overall:
        found.append((Fault.NO_OVERALL, 0))
    found += [(Fault.TWO_REQUIRED, place) for place in required[1:]]
    found += [(Fault.TWO_OVERALL, place) for place in overall[1:]]
    for place, one in enumerate(questions, start=1):
        if one.overall and (one.kind != "levels" or one.choices != 5):
            found.append((Fault.OVERALL_NO_LEVELS, place))
        if one.kind != "text" and one.choices < 2:
            found.append((Fault.FEW_CHOICES, place))
    return found
