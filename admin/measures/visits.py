"""Visits as columns: what the reports read, one number array per instant, so that a year of rows costs milliseconds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self, TypeVar

import numpy as np
import numpy.typing as npt

from kiosk.queue.kinds import NORMAL, Channel, Respondent
from kiosk.queue.tickets import State

MISSING: Final = -1
CODES: Final = {str(state): code for code, state in enumerate(State)}
CHANNELS: Final = {str(channel): code for code, channel in enumerate(Channel)}
RESPONDENTS: Final[Mapping[str | None, int]] = {
    None: MISSING,
    **{str(respondent): code for code, respondent in enumerate(Respondent)},
}

Instants = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
Code = TypeVar("Code", str, str | None)


class Visit(NamedTuple):
    """One ticket, its instants in microseconds since 1970-01-01 UTC; ``None`` or -1 where it did not happen.

    Attributes:
        arrived_us: When the ticket was taken.
        opened_us: When the office opened, if that was after the arrival.
        first_called_us: The first call; a recall does not change it.
        started_us, ended_us: Begin of the service, end of the visit however it ended.
        state: A ticket state, ``done`` for instance.
        doubtful: Arrival or first call is not to be trusted to the second, so neither is the wait.
        unit_id: Where the ticket was taken.
        by_staff: The arrival was logged by the staff, who choose when, rather than by the citizen.
        by_hand: It was written on a tally sheet first; such an arrival is also by the staff.
        last_called_us: The last call, after which the service began.
        hold_seconds: How long the service was interrupted.
        started_doubtful, ended_doubtful: That instant is not to be trusted to the second.
        group_id, counter_id: The service group at the end, and the counter that called last, ``None`` before a call.
        priority_class: The code of the class, ``normal`` for most.
        channel, respondent: How the ticket came to be; whom the visitor stands for, ``None`` when nobody asked.
        estimate_low_seconds, estimate_high_seconds: The wait that was quoted; ``None`` when none was.
    """

    arrived_us: int
    opened_us: int | None
    first_called_us: int | None
    started_us: int | None
    ended_us: int | None
    state: str
    doubtful: bool
    unit_id: int = 0
    by_staff: bool = False
    by_hand: bool = False
    last_called_us: int | None = None
    hold_seconds: int = 0
    started_doubtful: bool = False
    ended_doubtful: bool = False
    group_id: int = 0
    counter_id: int | None = None
    priority_class: str = NORMAL
    channel: str = Channel.PHONE
    respondent: str | None = None
    estimate_low_seconds: int | None = None
    estimate_high_seconds: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """What the headline does not need, by column, in the order of the visits they belong to.

    Attributes:
        last_called_us: As in `Visit`; -1 where it did not happen.
        started_doubtful, ended_doubtful, group_id: As in `Visit`.
        counter_id, estimate_low_seconds, estimate_high_seconds: As in `Visit`; -1 where there is none.
        priority_class: The place of the code in *classes*.
        channel: ``CHANNELS[channel]``.
        respondent: ``RESPONDENTS[respondent]``; -1 when nobody asked.
        classes: The codes of the classes that these visits, or others beside them, belong to.
    """

    last_called_us: Instants
    started_doubtful: Mask
    ended_doubtful: Mask
    group_id: Numbers
    counter_id: Numbers
    priority_class: Codes
    channel: Codes
    respondent: Codes
    estimate_low_seconds: Numbers
    estimate_high_seconds: Numbers
    classes: tuple[str, ...]

    def take(self, rows: npt.NDArray[np.intp] | Mask) -> Self:
        """Return those of the visits at the positions *rows*, or where *rows* is true."""
        return type(self)(
            self.last_called_us[rows],
            self.started_doubtful[rows],
            self.ended_doubtful[rows],
            self.group_id[rows],
            self.counter_id[rows],
            self.priority_class[rows],
            self.channel[rows],
            self.respondent[rows],
            self.estimate_low_seconds[rows],
            self.estimate_high_seconds[rows],
            self.classes,
        )

    @classmethod
    def of(cls, visits: Sequence[Visit]) -> Self:
        """Return the details of *visits*, in their order.

        Raises:
            ValueError: A channel or a respondent that there is not.
        """
        classes = tuple(sorted({visit.priority_class for visit in visits}))
        places = {code: place for place, code in enumerate(classes)}
        return cls(
            last_called_us=_numbers(visit.last_called_us for visit in visits),
            started_doubtful=np.array([visit.started_doubtful for visit in visits], np.bool_),
            ended_doubtful=np.array([visit.ended_doubtful for visit in visits], np.bool_),
            group_id=_numbers(visit.group_id for visit in visits),
            counter_id=_numbers(visit.counter_id for visit in visits),
            priority_class=_codes(places, [visit.priority_class for visit in visits]),
            channel=_codes(CHANNELS, [visit.channel for visit in visits]),
            respondent=_codes(RESPONDENTS, [visit.respondent for visit in visits]),
            estimate_low_seconds=_numbers(visit.estimate_low_seconds for visit in visits),
            estimate_high_seconds=_numbers(visit.estimate_high_seconds for visit in visits),
            classes=classes,
        )


@dataclass(frozen=True, slots=True, eq=False)
class VisitColumns:
    """The same visits by column, all of one length and in one order, which does not matter.

    Attributes:
        arrived_us, opened_us, first_called_us, started_us, ended_us: As in `Visit`; -1 where it did not happen.
        state: ``CODES[state]``.
        doubtful, unit_id, by_staff, by_hand, hold_seconds: As in `Visit`.
        details: Everything else; ``None`` when only the headline was asked for.
    """

    arrived_us: Instants
    opened_us: Instants
    first_called_us: Instants
    started_us: Instants
    ended_us: Instants
    state: Codes
    doubtful: Mask
    unit_id: Numbers
    by_staff: Mask
    by_hand: Mask
    hold_seconds: Numbers
    details: Details | None = None

    @classmethod
    def of(cls, visits: Iterable[Visit]) -> Self:
        """Return the columns of *visits* with their details.

        Raises:
            ValueError: A visit is in no state of a ticket, or came through no channel, or for nobody.
        """
        rows = list(visits)
        return cls(
            arrived_us=_numbers(visit.arrived_us for visit in rows),
            opened_us=_numbers(visit.opened_us for visit in rows),
            first_called_us=_numbers(visit.first_called_us for visit in rows),
            started_us=_numbers(visit.started_us for visit in rows),
            ended_us=_numbers(visit.ended_us for visit in rows),
            state=_codes(CODES, [visit.state for visit in rows]),
            doubtful=np.array([visit.doubtful for visit in rows], np.bool_),
            unit_id=_numbers(visit.unit_id for visit in rows),
            by_staff=np.array([visit.by_staff for visit in rows], np.bool_),
            by_hand=np.array([visit.by_hand for visit in rows], np.bool_),
            hold_seconds=_numbers(visit.hold_seconds for visit in rows),
            details=Details.of(rows),
        )

    def __len__(self) -> int:
        """Return how many visits there are."""
        return len(self.arrived_us)

    def take(self, rows: npt.NDArray[np.intp] | Mask) -> Self:
        """Return the visits at the positions *rows*, or where *rows* is true."""
        return type(self)(
            self.arrived_us[rows],
            self.opened_us[rows],
            self.first_called_us[rows],
            self.started_us[rows],
            self.ended_us[rows],
            self.state[rows],
            self.doubtful[rows],
            self.unit_id[rows],
            self.by_staff[rows],
            self.by_hand[rows],
            self.hold_seconds[rows],
            None if self.details is None else self.details.take(rows),
        )

    @property
    def detailed(self) -> Details:
        """The details.

        Raises:
            ValueError: They were not asked for.
        """
        if self.details is None:
            raise ValueError("only the headline of these visits was read")
        return self.details

    def is_in(self, state: State) -> Mask:
        """Return, for each visit, whether it is in *state*."""
        there: Mask = self.state == CODES[state]
        return there

    def of_units(self, unit_ids: Collection[int]) -> Mask:
        """Return, for each visit, whether its ticket was taken at one of *unit_ids*."""
        if len(unit_ids) == 1:
            of_one: Mask = self.unit_id == next(iter(unit_ids))  # a tenth of the time of isin
            return of_one
        return np.isin(self.unit_id, sorted(unit_ids))

    def served(self) -> Mask:
        """Return, for each visit, whether it was served: called, and done or closed at night after the start."""
        ended = self.is_in(State.DONE) | (self.is_in(State.CLOSED) & (self.started_us >= 0))
        return (self.first_called_us >= 0) & ended


def _numbers(values: Iterable[int | None]) -> Numbers:
    return np.fromiter((MISSING if value is None else value for value in values), np.int64)


def _codes(known: Mapping[Code, int], values: Sequence[Code]) -> Codes:
    try:
        return np.fromiter((known[value] for value in values), np.int8, len(values))
    except KeyError as unknown:
        raise ValueError(f"no ticket is {unknown}") from None
