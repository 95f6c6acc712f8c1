"""What an entry of a tablet's batch is: a visit with a slip, an instant that is known to some seconds, and a key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.addresses import digest
from kiosk.ground.web.form_tokens import FormForgedError
from kiosk.office import priority_queries
from kiosk.office import queries as office
from kiosk.office.models import Device, ServiceGroup
from kiosk.office.opening import OpeningState, opening_state
from kiosk.queue import pages
from kiosk.queue.issue_actions import Arrival, Printed
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.outage import clocks, queries
from kiosk.queue.outage.actions import Given
from kiosk.queue.outage.batches import Entry
from kiosk.queue.outage.clocks import Arrival as When
from kiosk.queue.tablet.screens import Tablet
from kiosk.queue.tablet.take_views import PURPOSE
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Quality

KEY: Final = "tablet-number"
"""The purpose of a key that follows from a number's own secret."""


def read(session: Session, tablet: Tablet, entries: Sequence[Entry]) -> tuple[list[Given], list[Entry]]:
    """Return the entries as they are to be written, and those that no tablet of this unit gave."""
    if not entries:
        return [], []
    tablets = queries.tablets(session, tablet.unit.id)
    groups = office.groups_of(session, tablet.unit.id, only_active=False)
    classes = frozenset(one.code for one in priority_queries.in_use(session))
    ours = [one for one in entries if one.device in tablets and tablets[one.device].prefix == one.prefix and groups]
    given = [
        _given(tablet, one, _when(tablet, one, tablets[one.device]), _group(groups, one.group_id), classes)
        for one in ours
    ]
    return given, [one for one in entries if one not in ours]


def _when(tablet: Tablet, entry: Entry, giver: Device) -> When:
    found = clocks.arrival(entry.reading, entry.contact, tablet.now, settled=giver.settled_at)
    return clocks.on_day(found, entry.day, tablet.now)


def _given(tablet: Tablet, entry: Entry, when: When, group: ServiceGroup, classes: frozenset[str]) -> Given:
    own, key = TicketToken(entry.token), _form_key(tablet, entry.form) or digest(KEY, entry.token)
    moved = "" if group.id == entry.group_id else "; việc đã chọn không còn nhận"
    other_day = "" if local_day(when.at) == entry.day else f"; phiếu ghi ngày {entry.day}"
    arrival = Arrival(
        unit_id=tablet.unit.id,
        group_id=group.id,
        prefix=entry.prefix,
        channel=Channel.KIOSK,
        key=key,
        at=when.at,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(key, pages.secret()),
        respondent=entry.respondent,
        priority=entry.priority if entry.priority in classes else NORMAL,
        opened_at=_opened_at(tablet, when.at),
        quality=Quality.DEVICE,
        written_at=tablet.now,
        note=f"± {when.bound_seconds} s{moved}{other_day}",
        keeps_queue=not tablet.unit.unit.close_at_night,
        printed=Printed(entry.number, local_day(when.at)),
    )
    return Given(arrival, own, pages.secret())


def _group(groups: Sequence[ServiceGroup], group_id: int) -> ServiceGroup:
    """Return the service that was tapped; where nobody is received for it any more, the one that shows people around.

    Nobody would ever call its number, and a number that was given out is never lost.
    """
    chosen = next((one for one in groups if one.id == group_id and one.active), None)
    guiding = next((one for one in groups if one.active and one.guidance), None)
    return chosen or guiding or next((one for one in groups if one.active), groups[0])


def _opened_at(tablet: Tablet, at: datetime) -> datetime | None:
    hours = recent.read(tablet.now, office.hours_of, tablet.unit.id, local_day(at))
    opening = opening_state(at, hours)
    return opening.changes_at if opening.state is OpeningState.BEFORE_OPENING else None


def _form_key(tablet: Tablet, form: str) -> str:
    try:
        return form_tokens.accept(form, PURPOSE, tablet.slug, late=True).key if form else ""
    except FormForgedError:
        return ""
