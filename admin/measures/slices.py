"""The same figures of each part of the visits: service group, counter, class, channel, whom the visitor stands for.

A visit that was transferred queued in several groups and counts in each, with its wait there; `by_stay` makes one row
of each such stay. So arrivals by group add up to more than the visits, and by everything else to exactly these.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from admin.measures.figures import Figures, Targets
from admin.measures.visits import CHANNELS, MISSING, RESPONDENTS, Codes, Details, Mask, Numbers, Visit, VisitColumns
from admin.measures.waiting import of
from kiosk.queue.kinds import Outcome
from kiosk.queue.tickets import State

Key = int | str | None

_CHANNELS: Final = {code: channel for channel, code in CHANNELS.items()}
_RESPONDENTS: Final = {code: respondent for respondent, code in RESPONDENTS.items()}


class Slice(StrEnum):
    """What tells the parts apart; its value stands in addresses."""

    GROUP = "group"
    COUNTER = "counter"
    CLASS = "class"
    CHANNEL = "channel"
    RESPONDENT = "respondent"


class Leg(NamedTuple):
    """One stay of a visit in the queue of one group; instants in microseconds since 1970 UTC, ``None`` = never.

    Attributes:
        outcome: How it ended, one of `Outcome`; ``None`` while it lasts.
    """

    group_id: int
    counter_id: int | None
    queued_us: int
    first_called_us: int | None
    started_us: int | None
    ended_us: int | None
    outcome: str | None


class Transferred(NamedTuple):
    """A visit with more than one leg, and its legs in their order."""

    visit: Visit
    legs: tuple[Leg, ...]


def sliced(columns: VisitColumns, by: Slice, targets: Targets, *, deep: bool = False) -> list[tuple[Key, Figures]]:
    """Return the figures of each part of *columns* that has a visit, in the order of their keys.

    Args:
        columns: With details; by group, what `by_stay` made of them.
        by: What tells the parts apart.
        targets: In force when they came.
        deep: As for `admin.measures.waiting.of`.

    Returns:
        With the id of a group or of the final counter, a class, a channel, a respondent. ``None`` stands for those
        never called to a counter, and for those whom nobody asked.

    Raises:
        ValueError: The details were not read.
    """
    return [(key, of(part, targets, deep=deep)) for key, part in parts(columns, by)]


def parts(columns: VisitColumns, by: Slice) -> list[tuple[Key, VisitColumns]]:
    """Return the visits of each part of *columns*, as `sliced` tells them apart."""
    codes = _codes(columns.detailed, by)
    return [(_key(columns.detailed, by, int(code)), columns.take(codes == code)) for code in np.unique(codes)]


def where(columns: VisitColumns, by: Slice, key: Key) -> VisitColumns:
    """Return the visits of one part; none where there is no such part."""
    return dict(parts(columns, by)).get(key) or columns.take(np.zeros(len(columns), np.bool_))


def by_stay(columns: VisitColumns, transferred: Sequence[Transferred]) -> VisitColumns:
    """Return *columns* with each transferred visit replaced by its stays, one row for each group it was sent to.

    A stay that ended with a transfer was served there once it was called: its wait there is over. Coming back after a
    missed call continues the stay. Way and quoted wait are known of the last and the first stay only; a service with
    holds that may belong to another stay is left out.

    Args:
        columns: With details.
        transferred: Those of the same units that were in more than one leg, in these periods or beside them.
    """
    kept = columns.take(~_moved(columns, transferred))
    rows = [row for one in transferred for row in _stays(one)]
    if not rows:
        return kept
    return _together(kept, VisitColumns.of(rows))


def _codes(details: Details, by: Slice) -> Numbers | Codes:
    match by:
        case Slice.GROUP:
            return details.group_id
        case Slice.COUNTER:
            return details.counter_id
        case Slice.CLASS:
            return details.priority_class
        case Slice.CHANNEL:
            return details.channel
    return details.respondent


def _key(details: Details, by: Slice, code: int) -> Key:
    match by:
        case Slice.GROUP:
            return code
        case Slice.COUNTER:
            return None if code == MISSING else code
        case Slice.CLASS:
            return details.classes[code]
        case Slice.CHANNEL:
            return _CHANNELS[code]
    return _RESPONDENTS[code]


def _moved(columns: VisitColumns, transferred: Sequence[Transferred]) -> Mask:
    """Return which rows are *transferred* visits: their instants tell, and where two are alike so are their waits."""
    found: Mask = np.zeros(len(columns), np.bool_)
    sought = Counter(_mark(one.visit) for one in transferred)
    near = np.isin(columns.arrived_us, [one.visit.arrived_us for one in transferred])
    groups = columns.detailed.group_id
    for place in np.flatnonzero(near).tolist():
        instants = (columns.arrived_us, columns.first_called_us, columns.ended_us, columns.unit_id, groups)
        mark = tuple(int(column[place]) for column in instants)
        if sought[mark]:
            sought[mark] -= 1
            found[place] = True
    return found


def _mark(visit: Visit) -> tuple[int, ...]:
    instants = (visit.arrived_us, visit.first_called_us, visit.ended_us)
    return (*(MISSING if at is None else at for at in instants), visit.unit_id, visit.group_id)


def _stays(one: Transferred) -> list[Visit]:
    stays: list[list[Leg]] = []
    before = None
    for leg in one.legs:
        if before is None or before.outcome == Outcome.TRANSFERRED:
            stays.append([])
        stays[-1].append(leg)
        before = leg
    last = len(stays) - 1
    return [_stay(one.visit, legs, first=place == 0, last=place == last) for place, legs in enumerate(stays)]


def _stay(visit: Visit, legs: Sequence[Leg], *, first: bool, last: bool) -> Visit:
    ending = legs[-1]
    stay = visit._replace(
        arrived_us=legs[0].queued_us,
        first_called_us=next((leg.first_called_us for leg in legs if leg.first_called_us is not None), None),
        started_us=ending.started_us,
        ended_us=ending.ended_us,
        group_id=ending.group_id,
        counter_id=ending.counter_id,
        ended_doubtful=(last and visit.ended_doubtful) or visit.hold_seconds > 0,
        hold_seconds=0,
    )
    if not first:
        stay = stay._replace(opened_us=None, doubtful=False, by_staff=False, by_hand=False, estimate_low_seconds=None)
    if last:
        return stay
    return stay._replace(state=State.DONE, last_called_us=None, started_doubtful=False)


def _together(first: VisitColumns, second: VisitColumns) -> VisitColumns:
    """Return the visits of both, the classes of the *second* numbered as those of the *first*."""
    mine, others = first.detailed, second.detailed
    classes = (*mine.classes, *(code for code in others.classes if code not in mine.classes))
    places = np.array([classes.index(code) for code in others.classes], np.int8)
    others = replace(others, priority_class=places[others.priority_class])
    columns = [field.name for field in fields(Details) if field.name != "classes"]
    details = Details(
        **{name: np.concatenate([getattr(mine, name), getattr(others, name)]) for name in columns}, classes=classes
    )
    instants = [field.name for field in fields(VisitColumns) if field.name != "details"]
    whole = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in instants}
    return VisitColumns(**whole, details=details)
