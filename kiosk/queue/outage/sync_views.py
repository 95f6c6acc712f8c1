"""Where a tablet hears of the server: it tells the numbers it gave out on its own, and learns the time."""

from collections.abc import Sequence

import structlog
from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.queue.outage import actions, arrivals, pairing_actions, queries
from kiosk.queue.outage.actions import Given
from kiosk.queue.outage.batches import Batch, Entry, Malformed
from kiosk.queue.tablet import devices, screens
from kiosk.queue.tablet.screens import Tablet

log = structlog.get_logger("outage")


def sync(slug: str) -> ResponseReturnValue:
    """Write a batch down and say which of it is; a tablet that is not let in keeps what it has."""
    tablet = screens.of_unit(slug)
    if tablet is None:
        with db.read() as session:
            return _problem(401, devices.outside(session, request))
    try:
        batch = Batch.read(request.get_data(cache=False) if request.is_json else b"")
    except Malformed:
        return _problem(400, "malformed")
    today = local_day(tablet.now)
    with db.read() as session:
        given, strange = arrivals.read(session, tablet, batch.entries)
    held = max(batch.unsent - len(batch.entries), 0) + len(strange)

    def write(session: Session) -> tuple[list[str], int]:
        if batch.fresh and pairing_actions.may_have_printed(tablet.device, tablet.now):
            actions.begin_anew(session, tablet.device, today)
        labels = [ticket.label for ticket in actions.record(session, given, now=tablet.now)]
        actions.note_unsent(session, tablet.device, held, now=tablet.now)
        return labels, queries.last_number(session, tablet.unit.id, (tablet.device.prefix, today)) or 0

    noted = held != tablet.device.unsent or actions.settles(tablet.device, held, tablet.now)
    changes = bool(batch.fresh or given or noted)
    labels, last = db.write(write, replayable=True) if changes else ([], _last(tablet))
    if given:
        log.info("numbers of a tablet written down", count=len(given), device=tablet.device.id)
    response = _answer(tablet, given, labels, strange, last)
    screens.note_seen(tablet, response)
    return response


def _answer(
    tablet: Tablet, given: Sequence[Given], labels: Sequence[str], strange: Sequence[Entry], last: int
) -> Response:
    return jsonify(
        now=int(clock.now().timestamp() * 1000),
        day=str(local_day(tablet.now)),
        device=tablet.device.id,
        paired=int((tablet.device.paired_at or tablet.now).timestamp() * 1000),
        prefix=tablet.device.prefix,
        last=last,
        recorded={one.own.text: label for one, label in zip(given, labels, strict=True)},
        refused=[one.token for one in strange],
    )


def _last(tablet: Tablet) -> int:
    with db.read() as session:
        place = (tablet.device.prefix, local_day(tablet.now))
        return queries.last_number(session, tablet.unit.id, place) or 0


def _problem(status: int, why: str) -> Response:
    response = jsonify(why=why)
    response.status_code = status
    return response
