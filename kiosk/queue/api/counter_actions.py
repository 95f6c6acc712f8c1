"""Opening, pausing and closing counters by a machine. Each is a state: asking for it again changes nothing."""

from sqlalchemy.orm import Session

from kiosk.office import queries as office
from kiosk.queue import desk_actions
from kiosk.queue.api.requests import Asked
from kiosk.queue.api.stations import MACHINE_ID, counter_of, desk_at, station_at
from kiosk.queue.issue_actions import GroupClosedError
from kiosk.queue.kinds import PauseReason


def open_counter(session: Session, asked: Asked, label: str) -> None:
    """Open a counter for machines; one that they have open stays as it is.

    Without groups in the request it calls from those it usually serves, and where none are said, from all.

    Raises:
        UnknownError, CounterTakenError: as in :mod:`kiosk.queue.api.stations`.
        GroupClosedError: one of the groups is not offered.
    """
    counter = counter_of(session, asked.unit_id, label)
    offered = {group.prefix: group.id for group in office.groups_of(session, asked.unit_id)}
    usual = [group.id for group in office.groups_served_by(session, counter.id)] or list(offered.values())
    named = asked.values.get("groups")
    if named is not None and not set(named) <= offered.keys():
        raise GroupClosedError
    if desk_at(session, counter.id, now=asked.now) is None:
        groups = usual if named is None else [offered[prefix] for prefix in named]
        desk_actions.open_desk(session, counter, groups, staff_id=MACHINE_ID, now=asked.now)


def pause_counter(session: Session, asked: Asked, label: str) -> None:
    """Pause an open counter; raises UnknownError, CounterClosedError, CounterTakenError."""
    here = station_at(session, counter_of(session, asked.unit_id, label).id, now=asked.now)
    desk_actions.pause_desk(session, here.counter_id, PauseReason(asked.values["reason"]), now=asked.now)


def resume_counter(session: Session, asked: Asked, label: str) -> None:
    """End the pause, if one runs; raises as :func:`pause_counter`."""
    here = station_at(session, counter_of(session, asked.unit_id, label).id, now=asked.now)
    desk_actions.resume_desk(session, here.counter_id, now=asked.now)


def close_counter(session: Session, asked: Asked, label: str) -> None:
    """Close a counter; raises UnknownError, CounterTakenError, and DeskBusyError while a person is there."""
    counter = counter_of(session, asked.unit_id, label)
    if desk_at(session, counter.id, now=asked.now) is not None:
        desk_actions.close_desk(session, counter.id, now=asked.now)
