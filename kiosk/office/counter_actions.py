"""Every write about counters and the groups they serve. A counter is never deleted: its visits stay its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, tree
from kiosk.office.models import Counter, CounterGroup, ServiceGroup
from kiosk.office.refusals import Refused

LABEL_CHARS: Final = 12


def add_counter(
    session: Session,
    unit_id: int,
    label: str,
    names: entries.Names,
    *,
    group_ids: Iterable[int] = (),
    now: datetime,
    staff_id: int | None,
) -> Counter:
    """Add a counter with the sign *label* (“3”) that serves these groups.

    Raises:
        Refused: ``label`` *missing*, *too_long* or *taken*, a name, or ``groups`` *unknown* in this unit.
    """
    values = {"label": entries.required(label, "label", max_chars=LABEL_CHARS), **names.columns()}
    tree.locked_unit(session, unit_id)
    _refuse_taken(session, unit_id, str(values["label"]), None)
    counter = Counter(unit_id=unit_id, **values)
    session.add(counter)
    session.flush()
    details = changes.from_nothing(values) | _serve(session, counter, group_ids)
    _record(session, "counter.add", counter, details, now=now, staff_id=staff_id)
    return counter


def change_counter(
    session: Session,
    counter_id: int,
    label: str,
    names: entries.Names,
    *,
    group_ids: Iterable[int],
    now: datetime,
    staff_id: int | None,
) -> None:
    """Give the counter another sign, other names or other groups.

    Raises:
        Refused: as :func:`add_counter`; ``counter`` *unknown*.
    """
    values = {"label": entries.required(label, "label", max_chars=LABEL_CHARS), **names.columns()}
    counter = _locked(session, counter_id)
    _refuse_taken(session, counter.unit_id, str(values["label"]), counter_id)
    details = changes.apply(counter, values) | _serve(session, counter, group_ids)
    session.flush()
    _record(session, "counter.change", counter, details, now=now, staff_id=staff_id)


def set_counter_active(session: Session, counter_id: int, *, active: bool, now: datetime, staff_id: int | None) -> None:
    """Take the counter out of use, or put it back; its codes go on answering either way.

    Raises:
        Refused: ``counter`` *unknown*.
    """
    counter = _locked(session, counter_id)
    details = changes.apply(counter, {"active": active})
    session.flush()
    _record(session, "counter.change", counter, details, now=now, staff_id=staff_id)


def _locked(session: Session, counter_id: int) -> Counter:
    counter = session.get(Counter, counter_id)
    if counter is None:
        raise Refused("unknown", "counter")
    tree.locked_unit(session, counter.unit_id)
    session.refresh(counter)
    return counter


def _refuse_taken(session: Session, unit_id: int, label: str, own_id: int | None) -> None:
    other = session.scalar(select(Counter.id).where(Counter.unit_id == unit_id, Counter.label == label))
    if other is not None and other != own_id:
        raise Refused("taken", "label")


def _serve(session: Session, counter: Counter, group_ids: Iterable[int]) -> changes.Change:
    """Make the counter serve exactly these groups; return the change by the groups' prefixes."""
    wanted = set(group_ids)
    query = select(ServiceGroup.id, ServiceGroup.prefix).where(ServiceGroup.unit_id == counter.unit_id)
    prefixes = {row.id: row.prefix for row in session.execute(query)}
    if not wanted <= set(prefixes):
        raise Refused("unknown", "groups")
    served = set(session.scalars(select(CounterGroup.group_id).where(CounterGroup.counter_id == counter.id)))
    if served == wanted:
        return {}
    gone = CounterGroup.group_id.in_(served - wanted)
    session.execute(delete(CounterGroup).where(CounterGroup.counter_id == counter.id, gone))
    session.add_all(CounterGroup(counter_id=counter.id, group_id=group_id) for group_id in sorted(wanted - served))
    before, after = (sorted(prefixes[group_id] for group_id in ids) for ids in (served, wanted))
    return {"groups": {"old": before, "new": after}}


def _record(
    session: Session, act: str, counter: Counter, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    if details:
        events.record(
            session,
            act,
            f"{counter.label} – {counter.name_vi}",
            now=now,
            staff_id=staff_id,
            unit_id=counter.unit_id,
            details=dict(details),
        )
