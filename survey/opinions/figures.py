"""Satisfaction of sealed ballots, as it may be told to anybody: what rests on fewer than ten is not in it. Pure.

A strand is what is never mixed with anything else: one channel, one outcome, one version of a questionnaire.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from kiosk.ground.calendar import Week
from survey.moderation.standings import Standing
from survey.opinions.counted import Asked, Batch, By, FormAsked
from survey.opinions.enough import enough
from survey.satisfaction import LEVELS, score

SATISFIED_FROM: Final = 4
Counts = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rating:
    """Five counts and what follows from them; everything but *n* is ``None`` where it may not be told.

    Attributes:
        n: Answers; where nothing but their number is told, those of batches with too few are among them.
        counts: At levels 1 to 5.
        top2: Share 0–1 of levels 4 and 5.
        low, high: Wilson 95 % interval of *top2*, shares 0–1.
        untold: Answers of batches in which fewer than ten answered; *counts* have none of them.
    """

    n: int
    counts: Counts | None = None
    top2: float | None = None
    low: float | None = None
    high: float | None = None
    untold: int = 0

    @property
    def shown(self) -> bool:
        """Whether more than *n* is told."""
        return self.counts is not None


class Picked(NamedTuple):
    """One choice: how many picked it, and their share 0–1 of those who answered the question."""

    value: int
    name: str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Answers to one wording.

    Attributes:
        n: Ballots that answered it; where nothing but their number is told, those of batches with too few, too.
        rating: Of a question of five levels.
        picked: Of a question with choices, in the form's order; empty where it may not be told. Shares of a question
            that takes several answers add up to more than 1.
        untold: Ballots of batches too few of which answered it; nothing of them is in *rating* or *picked*.
    """

    asked: Asked
    n: int
    rating: Rating | None
    picked: tuple[Picked, ...]
    untold: int = 0

    @property
    def shown(self) -> bool:
        """Whether more than *n* is told."""
        return self.rating.shown if self.rating else bool(self.picked)


@dataclass(frozen=True, slots=True)
class FactorFigures:
    """A factor: all answers to its questions of five levels in one form; *rating.n* are answers, not ballots."""

    factor: str
    questions: int
    ballots: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Part:
    """The overall rating of a part of the strand; *key* ``None``: not known.

    *difference* says how far its share lies from that of all other known parts that are told, with its interval, only
    where that excludes 0.
    """

    key: int | str | None
    rating: Rating
    difference: "Difference | None" = None


class Difference(NamedTuple):
    """A share less another, both 0–1, and its interval."""

    of: float
    low: float
    high: float


class Done(NamedTuple):
    """What an office says it does about ratings of 1 to 3 of some weeks, both inside, and on which day it said so."""

    text: str
    on: date
    from_week: Week
    until_week: Week


class SealedWeeks(NamedTuple):
    """What was sealed up to one week: the earliest week of its batches and the last, both inside."""

    from_week: Week
    until_week: Week
    rating: Rating


@dataclass(frozen=True, slots=True)
class Low:
    """Ballots that rate the whole 1 to 3, and what they say about waiting and conduct.

    Attributes:
        n: Ballots; ``None`` where it may not be told.
        said: Questions that ask why; each with its own n of these ballots.
    """

    n: int | None
    said: tuple[QuestionFigures, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """From served visits to ballots that count: one denominator, the served visits of these units and weeks.

    Attributes:
        served: Visits that were served; by the week of arrival.
        offered: Of these, the ones with a survey's address; ``None``: no longer known, or fewer than answered.
        answered: Ballots of these visits in all channels of visits; by the week of answering.
        kept: Of these, the ones that count.
        rated: Of these, the ones that rate the whole.
        share: answered ÷ served, 0–1; ``None`` where more answered than were served: then weeks do not match.
        lowest, highest: Share 0–1 of all served that is satisfied if every other one is not, and if every one is
            (Manski 1989); ``None`` under ten ratings, too.
    """

    served: int
    offered: int | None
    answered: int
    kept: int
    rated: int
    share: float | None
    lowest: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class Strand:
    """One channel, one outcome, one form.

    Attributes:
        batches: Whole; oldest first.
        standing: All ballots that were sealed, those that count, those that were set aside and why.
        overall: ``None`` where the form does not ask.
        weeks: The overall rating of what was sealed up to each week, oldest first.
        parts: By what the ballots say of where they were cast; empty where the whole is not told. Parts by counter
            are in it only where they were asked for.
        units: The same by unit, where there are several.
        coverage: Of all ballots of visits on this form; ``None`` for others, and for people who were not served.
    """

    channel: str
    served: bool | None
    form: FormAsked
    batches: tuple[Batch, ...]
    standing: Standing
    overall: Rating | None
    questions: tuple[QuestionFigures, ...]
    factors: tuple[FactorFigures, ...]
    weeks: tuple[SealedWeeks, ...]
    parts: Mapping[By, tuple[Part, ...]]
    units: tuple[Part, ...]
    low: Low
    coverage: Coverage | None

    @property
    def from_week(self) -> Week:
        """The first week that is really covered."""
        return min(batch.from_week for batch in self.batches)

    @property
    def until_week(self) -> Week:
        """The last week that is really covered."""
        return max(batch.until_week for batch in self.batches)

    @property
    def name(self) -> str:
        """The strand in addresses: ``visit-served-3``."""
        outcome = {True: "served", False: "left", None: "any"}[self.served]
        return f"{self.channel}-{outcome}-{self.form.id}"


def rating(counts: list[int], *, told: bool = True, untold: int = 0) -> Rating:
    """Return the rating of five *counts*: nothing but n under ten, or where it may not be *told*.

    Args:
        counts: Answers at levels 1 to 5.
        told: Whether more than their number may be told.
        untold: Answers that are not among them.
    """
    found = score(counts)
    if not told or not enough(found.n):
        return Rating(found.n + untold, untold=untold)
    return Rating(found.n, found.counts, found.top2, found.low, found.high, untold)


def empty() -> list[int]:
    """Return five counts of nobody."""
    return [0] * LEVELS
