"""The one SELECT of visits: numbers only, several small ones in one, from the index ``ix_ticket_report`` alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Select, case, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from admin.measures.visits import CHANNELS, CODES, MISSING, RESPONDENTS, Details, Numbers, VisitColumns
from kiosk.office.models import PriorityClass
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands
from kiosk.queue.tickets import Quality

# How the marks of a visit stand in one number, by their lowest bit; the class is above all others.
DOUBTFUL_AT: Final = 4
STARTED_DOUBTFUL_AT: Final = 5
ENDED_DOUBTFUL_AT: Final = 6
CHANNEL_AT: Final = 7
RESPONDENT_AT: Final = 10
CLASS_AT: Final = 12
# The counter stands above the group, and the quoted wait, each of 21 bits, above the interruption.
COUNTER_AT: Final = 32
LOW_AT: Final = 21
HIGH_AT: Final = 42

HEADLINE: Final = 7


def visits(
    session: Session, unit_ids: Collection[int], since: datetime, until: datetime, *, detailed: bool = False
) -> VisitColumns:
    """Return the visits of *unit_ids* that arrived from *since* up to, not including, *until*; with details if asked.

    Instants are read as the numbers they are stored as: making dates of them would cost ten times the rest.
    """
    classes = _classes(session) if detailed else ()
    query = _query(classes, detailed=detailed)
    query = query.where(Ticket.unit_id.in_(unit_ids), Ticket.arrived_at >= since, Ticket.arrived_at < until)
    rows = [tuple(row) for row in session.execute(query)]
    columns = np.array(rows, np.int64).reshape(len(rows), len(query.selected_columns)).T
    return _columns(list(columns), classes)


def _classes(session: Session) -> tuple[str, ...]:
    """Return the codes of all classes, and an empty one for whatever else a ticket may say."""
    return (*sorted({NORMAL, *session.scalars(select(PriorityClass.code))}), "")


def _query(classes: Sequence[str], *, detailed: bool) -> Select[*tuple[Any, ...]]:
    instants = (_raw(at) for at in (Ticket.opened_at, Ticket.first_called_at, Ticket.started_at, Ticket.ended_at))
    headline = (_raw(Ticket.arrived_at), *(func.coalesce(at, MISSING) for at in instants), Ticket.unit_id)
    if not detailed:
        return select(*headline, _marks()).where(stands())
    groups = {code: place for place, code in enumerate(classes[:-1])}
    return select(
        *headline,
        _marks()
        + _code(Ticket.respondent, {code: place + 1 for code, place in RESPONDENTS.items() if code}, 0, RESPONDENT_AT)
        + _code(Ticket.priority_class, groups, len(groups), CLASS_AT),
        func.coalesce(_raw(Ticket.last_called_at), MISSING),
        Ticket.group_id + (func.coalesce(Ticket.counter_id, MISSING) + 1) * (1 << COUNTER_AT),
        Ticket.hold_seconds
        + (func.coalesce(Ticket.estimate_low_seconds, MISSING) + 1) * (1 << LOW_AT)
        + (func.coalesce(Ticket.estimate_high_seconds, MISSING) + 1) * (1 << HIGH_AT),
    ).where(stands())


def _marks() -> ColumnElement[int]:
    doubtful = (Ticket.arrived_quality != Quality.EXACT) | func.coalesce(Ticket.called_quality != Quality.EXACT, False)
    return (
        _code(Ticket.state, CODES, 0, 0)
        + case((doubtful, 1 << DOUBTFUL_AT), else_=0)
        + case((Ticket.started_quality != Quality.EXACT, 1 << STARTED_DOUBTFUL_AT), else_=0)
        + case((Ticket.ended_quality != Quality.EXACT, 1 << ENDED_DOUBTFUL_AT), else_=0)
        + _code(Ticket.channel, CHANNELS, 0, CHANNEL_AT)
    )


def _code(column: InstrumentedAttribute[Any], codes: Mapping[str, int], other: int, shift: int) -> ColumnElement[int]:
    return case({text: code << shift for text, code in codes.items()}, value=column, else_=other << shift)


def _raw(column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger())


def _columns(read: Sequence[Numbers], classes: tuple[str, ...]) -> VisitColumns:
    arrived, opened, called, started, ended, unit_id, marks = read[:HEADLINE]
    channel = _bits(marks, CHANNEL_AT, RESPONDENT_AT)
    by_hand = channel == CHANNELS[Channel.TALLY]
    return VisitColumns(
        arrived_us=arrived,
        opened_us=opened,
        first_called_us=called,
        started_us=started,
        ended_us=ended,
        state=_bits(marks, 0, DOUBTFUL_AT).astype(np.int8),
        doubtful=_bits(marks, DOUBTFUL_AT, STARTED_DOUBTFUL_AT) > 0,
        unit_id=unit_id,
        by_staff=by_hand | (channel == CHANNELS[Channel.CLERK]),
        by_hand=by_hand,
        details=_details(marks, read[HEADLINE:], classes) if classes else None,
    )


def _details(marks: Numbers, read: Sequence[Numbers], classes: tuple[str, ...]) -> Details:
    last_called, place, quoted = read
    return Details(
        last_called_us=last_called,
        hold_seconds=_bits(quoted, 0, LOW_AT),
        started_doubtful=_bits(marks, STARTED_DOUBTFUL_AT, ENDED_DOUBTFUL_AT) > 0,
        ended_doubtful=_bits(marks, ENDED_DOUBTFUL_AT, CHANNEL_AT) > 0,
        group_id=_bits(place, 0, COUNTER_AT),
        counter_id=(place >> COUNTER_AT) - 1,
        priority_class=(marks >> CLASS_AT).astype(np.int8),
        channel=_bits(marks, CHANNEL_AT, RESPONDENT_AT).astype(np.int8),
        respondent=(_bits(marks, RESPONDENT_AT, CLASS_AT) - 1).astype(np.int8),
        estimate_low_seconds=_bits(quoted, LOW_AT, HIGH_AT) - 1,
        estimate_high_seconds=(quoted >> HIGH_AT) - 1,
        classes=classes,
    )


def _bits(numbers: Numbers, first: int, after: int) -> Numbers:
    return (numbers >> first) & ((1 << (after - first)) - 1)
