"""One line of a tally sheet as it was typed: read, checked, or refused field by field. Pure.

Times were written down to the minute while it happened, so they are taken as they are. Only an end that nobody wrote
down is marked: it stands at the last instant that is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from kiosk.ground.calendar import at_local
from kiosk.queue.tickets import State

FIELDS: Final = ("group", "arrived", "called", "started", "ended", "result")
MOST_CHARS: Final = 8
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])\s*[:hHgG.,]?\s*([0-5][0-9])")
RESULTS: Final[Mapping[str, State]] = {"X": State.DONE, "V": State.NO_SHOW, "B": State.LEFT}
"""As printed on the sheet: xong, vắng khi gọi, bỏ về."""


class Fault(StrEnum):
    """What is wrong with one field."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    BACKWARDS = "backwards"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A line that can be stored; all instants aware.

    Attributes:
        place: Its number on the sheet, from 1.
        end_known: Somebody wrote down when the visit ended.
    """

    place: int
    group_id: int
    state: State
    arrived_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime
    end_known: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be stored: what is wrong, by field."""

    place: int
    faults: Mapping[str, Fault]


def read_time(typed: str) -> time | None:
    """Return the time in ``0735``, ``735``, ``7:35``, ``7h35``, ``7.35``; ``None`` for else."""
    match = _TIME.fullmatch(typed.strip())
    return time(int(match[1]), int(match[2])) if match else None


def read(
    place: int, typed: Mapping[str, str], day: date, groups: Mapping[str, int], *, now: datetime
) -> TallyRow | Refused | None:
    """Return what one line says.

    Args:
        place: Its number on the sheet, from 1.
        typed: What stands in each of `FIELDS`; missing ones are empty.
        day: The local day of the sheet.
        groups: Group by letters, in capitals.
        now: Nothing may be later.

    Returns:
        ``None`` for an empty line.
    """
    said = {name: typed.get(name, "").strip()[:MOST_CHARS] for name in FIELDS}
    if not any(said.values()):
        return None
    faults: dict[str, Fault] = {}
    group_id = groups.get(said["group"].upper())
    if group_id is None:
        faults["group"] = Fault.UNKNOWN if said["group"] else Fault.MISSING
    state = RESULTS.get(said["result"].upper())
    if state is None:
        faults["result"] = Fault.UNKNOWN if said["result"] else Fault.MISSING
    instants = {name: _instant(name, said[name], day, now, faults) for name in FIELDS[1:5]}
    for name in _needed(state):
        if not said[name]:
            faults[name] = Fault.MISSING
    _refuse_backwards(instants, faults)
    arrived = instants["arrived"]
    if faults or group_id is None or state is None or arrived is None:
        return Refused(place, faults)
    known = [at for at in (arrived, instants["called"], instants["started"]) if at is not None]
    return TallyRow(
        place=place,
        group_id=group_id,
        state=state,
        arrived_at=arrived,
        called_at=instants["called"],
        started_at=instants["started"] if state is State.DONE else None,
        ended_at=instants["ended"] or max(known),
        end_known=instants["ended"] is not None,
    )


def _needed(state: State | None) -> tuple[str, ...]:
    """Return the times that a line needs: whoever left tells by their going how long they had waited."""
    needed = {State.DONE: ("arrived", "called"), State.NO_SHOW: ("arrived", "called"), State.LEFT: ("arrived", "ended")}
    return ("arrived",) if state is None else needed[state]


def _instant(name: str, typed: str, day: date, now: datetime, faults: dict[str, Fault]) -> datetime | None:
    if not typed:
        return None
    found = read_time(typed)
    if found is None:
        faults[name] = Fault.UNREADABLE
        return None
    at = at_local(day, found)
    if at > now:
        faults[name] = Fault.FUTURE
    return at


def _refuse_backwards(instants: Mapping[str, datetime | None], faults: dict[str, Fault]) -> None:
    latest: datetime | None = None
    for name, at in instants.items():
        if at is None:
            continue
        if latest is not None and at < latest:
            faults.setdefault(name, Fault.BACKWARDS)
        latest = at if latest is None else max(latest, at)
