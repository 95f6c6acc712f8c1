"""Whether the order of calling was fair: waits by class, and who was called after somebody who came later, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from admin.measures.finding import FEW
from kiosk.queue.order import Policy
from kiosk.queue.turns import By, Turn
from kiosk.queue.waiting import percentile

SECOND: Final = 1_000_000


class Joined(StrEnum):
    """How somebody came to stand in the line of a service."""

    ARRIVED = "arrived"
    TRANSFER = "transfer"
    CAME_BACK = "came_back"
    WRITTEN_LATER = "written_later"


class Reason(StrEnum):
    """Why somebody who came later was called earlier."""

    PRIORITY = "priority"
    CAME_BACK = "came_back"
    TRANSFER = "transfer"
    WRITTEN_LATER = "written_later"
    OUT_OF_TURN = "out_of_turn"
    NOT_KEPT = "not_kept"


BY_JOINING: Final = {
    Joined.CAME_BACK: Reason.CAME_BACK,
    Joined.TRANSFER: Reason.TRANSFER,
    Joined.WRITTEN_LATER: Reason.WRITTEN_LATER,
}


class Stay(NamedTuple):
    """One stay of a ticket in the line of one service, instants in microseconds.

    Attributes:
        code, rank: The class at arrival and its place among those who go first; 0 for everybody.
        joined: How the stay began.
        counts: The arrival is exact: others may only overtake, and stand in no figure.
        queued_us: When it began: arrival, transfer, return, or when an arrival was written down that is not exact.
        called_us: Its first call; ``None`` for somebody who was not called.
        until_us: When the waiting ended: that call, else the end; ``None`` while it lasts.
        wait_us: Arrival to the first call of a visit that counts as served and is not doubtful; on its first stay only.
        turn: In which turn it was called; ``None`` where nothing of it was kept.
    """

    ticket_id: int
    group_id: int
    code: str
    rank: int
    joined: Joined
    counts: bool
    queued_us: int
    called_us: int | None
    until_us: int | None
    wait_us: int | None
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class ClassWaits:
    """The waits of one class, in whole seconds, and how many of it were overtaken; ``None`` under ten visits.

    Attributes:
        n: Visits served and not doubtful.
        within_target: Share 0–1 called within the target.
        waited: People who stood in a line, whatever became of them.
        overtaken: Those of them who were overtaken at least once.
    """

    code: str
    n: int
    mean_seconds: float | None
    median_seconds: int | None
    p90_seconds: int | None
    within_target: float | None
    waited: int
    overtaken: int

    @property
    def overtaken_share(self) -> float | None:
        """Share 0–1 of those who waited; ``None`` under ten."""
        return self.overtaken / self.waited if self.waited >= FEW else None


@dataclass(frozen=True, slots=True)
class Overtakings:
    """People who were called after somebody who came to the same line later.

    Attributes:
        waited: People who stood in a line.
        by_how_many: For each overtaken person how many went before, fewest first.
        people: Overtaken at least once for a reason; somebody may count for several.
        times: Overtakings for a reason.
    """

    waited: int
    by_how_many: tuple[int, ...]
    people: Mapping[Reason, int]
    times: Mapping[Reason, int]

    @property
    def share(self) -> float | None:
        """Share 0–1 of people overtaken at least once; ``None`` under ten who waited."""
        return len(self.by_how_many) / self.waited if self.waited >= FEW else None


@dataclass(frozen=True, slots=True)
class Fairness:
    """The report: a line for each class that came, everybody else last, and the overtakings."""

    classes: tuple[ClassWaits, ...]
    overtakings: Overtakings


def fairness(stays: Sequence[Stay], order: Sequence[str], target_seconds: int) -> Fairness:
    """Return the report on *stays* of one period.

    Args:
        stays: Of all who stood in the lines, in any order.
        order: Codes of the classes as they go first; others follow by name, everybody else last.
        target_seconds: The unit's target of the wait.
    """
    overtaken, counted = overtakings(stays), [stay for stay in stays if stay.counts]
    by_class: dict[str, list[Stay]] = defaultdict(list)
    for stay in counted:
        by_class[stay.code].append(stay)
    place = {code: number for number, code in enumerate(order)}
    codes = sorted(by_class, key=lambda code: (by_class[code][0].rank == 0, place.get(code, len(place)), code))
    classes = tuple(_class_waits(code, by_class[code], overtaken, target_seconds) for code in codes)
    return Fairness(classes, _summary({stay.ticket_id for stay in counted}, overtaken))


def overtakings(stays: Iterable[Stay]) -> dict[int, Counter[Reason]]:
    """Return for each overtaken ticket how many were called before it though they joined the line later, by reason."""
    lines: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        lines[stay.group_id].append(stay)
    found: dict[int, Counter[Reason]] = defaultdict(Counter)
    for line in lines.values():
        line.sort(key=lambda stay: stay.queued_us)
        for number, one in enumerate(line):
            for other in _who_went_before(one, line, number):
                found[one.ticket_id][reason(one, other)] += 1
    return dict(found)


def reason(overtaken: Stay, other: Stay) -> Reason:
    """Return why *other* went before: by a clerk's choice, by how they joined the line, or by their class.

    The policy is that of the call, so that one chosen later judges nothing that was done before.
    """
    if other.turn is not None and other.turn.by is By.CHOICE:
        return Reason.OUT_OF_TURN
    if other.joined in BY_JOINING:
        return BY_JOINING[other.joined]
    goes_first = other.rank > 0 and (overtaken.rank == 0 or other.rank < overtaken.rank)
    by_class = other.turn is not None and other.turn.policy is not Policy.ARRIVAL and goes_first
    return Reason.PRIORITY if by_class else Reason.NOT_KEPT


def _who_went_before(one: Stay, line: Sequence[Stay], number: int) -> Iterable[Stay]:
    """Yield those after *number* in *line*, which is sorted by joining, who were called while *one* waited."""
    if one.until_us is None or not one.counts:
        return
    for later in range(number + 1, len(line)):
        other = line[later]
        if other.queued_us >= one.until_us:
            return
        if other.queued_us > one.queued_us and other.called_us is not None and other.called_us < one.until_us:
            yield other


def _class_waits(
    code: str, stays: Sequence[Stay], overtaken: Mapping[int, Counter[Reason]], target_seconds: int
) -> ClassWaits:
    waits = sorted(stay.wait_us // SECOND for stay in stays if stay.wait_us is not None)
    people = {stay.ticket_id for stay in stays}
    enough = len(waits) >= FEW
    return ClassWaits(
        code=code,
        n=len(waits),
        mean_seconds=sum(waits) / len(waits) if enough else None,
        median_seconds=percentile(waits, 50) if enough else None,
        p90_seconds=percentile(waits, 90) if enough else None,
        within_target=sum(wait <= target_seconds for wait in waits) / len(waits) if enough else None,
        waited=len(people),
        overtaken=len(people & overtaken.keys()),
    )


def _summary(people: set[int], overtaken: Mapping[int, Counter[Reason]]) -> Overtakings:
    return Overtakings(
        waited=len(people),
        by_how_many=tuple(sorted(counted.total() for counted in overtaken.values())),
        people={why: sum(counted[why] > 0 for counted in overtaken.values()) for why in Reason},
        times={why: sum(counted[why] for counted in overtaken.values()) for why in Reason},
    )
