"""Every write of bringing in a log: missing groups and counters, then the visits, some hundred in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.imports import queries
from admin.imports.places import free_label, free_prefix
from admin.imports.rows import ImportedVisit
from kiosk.ground import events
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest
from kiosk.office import counter_actions, group_actions, prefix_queries, priority_queries, tree
from kiosk.office import queries as office
from kiosk.office.entries import Names
from kiosk.office.group_actions import GroupWords
from kiosk.office.models import ServiceGroup
from kiosk.queue import past_actions
from kiosk.queue.kinds import Channel
from kiosk.queue.past import PastVisit
from kiosk.queue.tickets import State

NORMAL: Final = frozenset({"", "0", "normal"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a log is to be read.

    Attributes:
        prefixes: The log's service code to the letters of a group; a code that is left out finds its own.
        priorities: What the log says of somebody who goes first; empty: anything but nothing, 0 or normal.
    """

    unit_id: int
    prefixes: Mapping[str, str]
    priorities: frozenset[str] = frozenset()

    def key(self, visit: ImportedVisit) -> str:
        """Return the one-time key of *visit*."""
        return digest("import", f"{self.unit_id}\0{visit.ticket}\0{visit.arrived_at.isoformat()}")

    def priority(self, visit: ImportedVisit, ranks: Mapping[str, int]) -> tuple[str, int]:
        """Return the class and its rank: one of our own by its code, else ``priority`` before everybody, or ``normal``.

        Args:
            visit: As read.
            ranks: Our own classes, code to place.
        """
        said = visit.priority.casefold()
        if said in ranks:
            return said, ranks[said]
        first = said in self.priorities if self.priorities else said not in NORMAL
        return ("priority", 1) if first else ("normal", 0)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of some visits: how many were new, how many known, and the places of those that were refused.

    Refused is a visit on a day on which the unit gave out numbers of its own: its figures would be mixed.
    """

    new: int
    known: int
    refused: frozenset[int]


def add_visits(session: Session, reading: Reading, visits: Sequence[ImportedVisit], *, now: datetime) -> Stored:
    """Store the visits that are not there yet.

    Raises:
        Refused: a group or a counter cannot be made.
    """
    tree.locked_unit(session, reading.unit_id)  # two imports into one unit go one after the other
    keys = [reading.key(visit) for visit in visits]
    known = queries.known_keys(session, keys)
    days = [local_day(visit.arrived_at) for visit in visits]
    in_use = queries.days_in_use(session, reading.unit_id, set(days))
    refused = frozenset(place for place, key in enumerate(keys) if key not in known and days[place] in in_use)
    fresh = {key: visits[place] for place, key in enumerate(keys) if key not in known and place not in refused}
    groups = _groups(session, reading, {visit.service for visit in fresh.values()}, now=now)
    counters = _counters(session, reading.unit_id, {visit.counter for visit in fresh.values()} - {""}, now=now)
    ranks = {one.code: one.position for one in priority_queries.every(session)}
    past = [
        _past(key, visit, groups[visit.service], counters.get(visit.counter), reading.priority(visit, ranks))
        for key, visit in fresh.items()
    ]
    new = past_actions.add_past(session, reading.unit_id, past)
    return Stored(new, len(visits) - len(refused) - new, refused)


def record(session: Session, reading: Reading, name: str, *, new: int, rejected: int, now: datetime) -> None:
    """Note in the record of changes that a log was brought in."""
    details = {"new": new, "rejected": rejected}
    events.record(session, "tickets.import", name, now=now, staff_id=None, unit_id=reading.unit_id, details=details)


def _groups(session: Session, reading: Reading, codes: Iterable[str], *, now: datetime) -> dict[str, ServiceGroup]:
    """Return the group of each code; a missing one is added out of use, so that nobody is offered it at the door."""
    groups = office.groups_of(session, reading.unit_id, only_active=False)
    by_name = {group.name_vi: group for group in groups}
    by_prefix = {group.prefix: group for group in groups}
    reserved = prefix_queries.used(session, reading.unit_id) | set(reading.prefixes.values())
    found: dict[str, ServiceGroup] = {}
    for code in sorted(codes):
        prefix = reading.prefixes.get(code)
        group = by_prefix.get(prefix) if prefix else by_name.get(code)
        if group is None:
            words = GroupWords(prefix or free_prefix(code, by_prefix.keys() | reserved), Names(code))
            group = group_actions.add_group(session, reading.unit_id, words, now=now, staff_id=None)
            group_actions.set_group_active(session, group.id, active=False, now=now, staff_id=None)
            by_prefix[group.prefix] = group
        found[code] = group
    return found


def _counters(session: Session, unit_id: int, names: Iterable[str], *, now: datetime) -> dict[str, int]:
    """Return the counter of each name; a missing one is added out of use."""
    counters = office.counters_of(session, unit_id, only_active=False)
    found = {counter.label: counter.id for counter in counters} | {row.name_vi: row.id for row in counters}
    labels = {counter.label for counter in counters}
    for name in sorted(set(names) - set(found)):
        label = free_label(name, labels)
        counter = counter_actions.add_counter(session, unit_id, label, Names(name), now=now, staff_id=None)
        counter_actions.set_counter_active(session, counter.id, active=False, now=now, staff_id=None)
        labels.add(label)
        found[name] = counter.id
    return found


def _past(
    key: str, visit: ImportedVisit, group: ServiceGroup, counter_id: int | None, priority: tuple[str, int]
) -> PastVisit:
    code, rank = priority
    return PastVisit(
        key=key,
        group_id=group.id,
        prefix=group.prefix,
        channel=Channel.IMPORT,
        state=State.DONE if visit.served else State.LEFT,
        arrived_at=visit.arrived_at,
        ended_at=visit.ended_at,
        first_called_at=visit.called_at,
        started_at=visit.started_at,
        counter_id=counter_id,
        priority_class=code,
        priority_rank=rank,
    )
