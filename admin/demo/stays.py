"""What the sample knows of one visit, in seconds since local midnight. Pure."""

from dataclasses import dataclass, field
from typing import Final

from kiosk.office.priority_classes import DEFAULT_CLASSES
from kiosk.queue.kinds import NORMAL, Channel, PauseReason
from kiosk.queue.order import OTHERS_BETWEEN
from kiosk.queue.tickets import Quality, State
from kiosk.queue.waiting import Band

RANKS: Final = {code: rank for rank, code in enumerate(DEFAULT_CLASSES, start=1)}


@dataclass(slots=True)
class Stay:
    """One visit of the sample: first what the person brings, then what happens to them in the hall.

    Attributes:
        service: Place of the service in the office's list.
        needs: Seconds of service.
        patience: Seconds after which the person gives up waiting.
        says_so: Gives the number back then; otherwise just walks out, and is called in vain.
        reason: Why they leave, or are removed, should that happen.
        removed_after: Seconds after which a clerk removes the number.
        priority: The code of the class the person says they belong to.
        desk: Place of the counter in the office's list, once called.
        gone: Has walked out without a word.
        ahead: People of the same service in front, on arrival.
        estimate: The wait quoted then; ``None`` while no counter is open.
    """

    service: int
    arrived: int
    needs: int
    patience: int
    says_so: bool
    channel: Channel
    respondent: str | None
    reason: str | None
    removed_after: int | None = None
    priority: str = NORMAL
    state: State = State.WAITING
    desk: int | None = None
    called: int | None = None
    recalled: int | None = None
    started: int | None = None
    ended: int = 0
    gone: bool = False
    called_quality: Quality = Quality.EXACT
    ended_quality: Quality = Quality.EXACT
    ahead: int = 0
    estimate: Band | None = None

    @property
    def rank(self) -> int:
        """The place of the class among those who go first; 0 for everybody."""
        return RANKS.get(self.priority, 0)

    @property
    def waited(self) -> int | None:
        """Seconds from arrival to first call; ``None`` for somebody who was never called."""
        return None if self.called is None else self.called - self.arrived


@dataclass(frozen=True, slots=True)
class Pause:
    """A break of a counter, from one second of the day to another."""

    begins: int
    ends: int
    reason: PauseReason


@dataclass(slots=True)
class Presence:
    """Somebody at a counter from one second of the day to another.

    Attributes:
        desk: Place of the counter in the office's list.
        stops: When nobody is called any more; *closes* is later while somebody is still served.
        planned: Breaks as meant; each begins when the service before it is over.
        pauses: Breaks as they were.
        others_since: Calls since the last of somebody who went first.
    """

    desk: int
    opens: int
    stops: int
    planned: tuple[Pause, ...]
    pauses: list[Pause] = field(default_factory=list)
    closes: int = 0
    others_since: int = OTHERS_BETWEEN


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one office: everybody who came, in order of arrival, and who stood where."""

    stays: list[Stay]
    presences: list[Presence]
