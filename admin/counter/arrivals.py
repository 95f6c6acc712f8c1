"""Somebody without a phone, logged by the clerk."""

from sqlalchemy.orm import Session

from admin.counter.seats import Seat
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest, voting_token
from kiosk.ground.web.form_tokens import FormToken
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.opening import OpeningState, opening_state
from kiosk.queue import issue_actions, queries
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket


def log_walk_in(session: Session, seat: Seat, group: ServiceGroup, token: FormToken) -> Ticket:
    """Give the next number to somebody who stands before the clerk; the same form again gives the same number.

    Opening hours do not matter: the person is there. Digests of the form's secret are kept as a phone's are, so that
    a slip can carry the link.
    """
    hours = office.hours_of(session, seat.unit_id, local_day(seat.now))
    opening = opening_state(seat.now, hours)
    arrival = Arrival(
        unit_id=seat.unit_id,
        group_id=group.id,
        prefix=group.prefix,
        channel=Channel.CLERK,
        key=token.key,
        at=seat.now,
        token_hash=digest("ticket", token.secret),
        vote_hash=digest("ballot", voting_token(token.secret)),
        opened_at=opening.changes_at if opening.state is OpeningState.BEFORE_OPENING else None,
        keeps_queue=seat.since is None,
    )
    pace = queries.pace(session, seat.unit_id, group.id, now=seat.now)
    return issue_actions.issue(session, arrival, seat.mover, pace=pace)
