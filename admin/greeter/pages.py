"""What the greeter's page shows: who waits, the number of just now, the last ones given on this phone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Response, make_response, render_template, session
from sqlalchemy.orm import Session

from admin.arrivals.forms import WalkInForm
from admin.arrivals.given import Given
from admin.greeter import queries
from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue import priorities
from kiosk.queue import queries as queue
from kiosk.queue.models import Ticket

PURPOSE: Final = "greeter"
KEPT: Final = "given"
LAST: Final = "received_in"
MOST: Final = 10
"""So many numbers of before can be printed again; the cookie holds the forms that gave them, no address of a ticket."""


@dataclass(frozen=True, slots=True)
class Again:
    """A number that was given on this phone before; *token* is the form that gave it."""

    ticket: Ticket
    service: str
    token: str


def draw(
    view: UnitView,
    now: datetime,
    *,
    status: int = 200,
    form: WalkInForm | None = None,
    trouble: str = "",
    shown: str = "",
) -> Response:
    """Draw the page.

    Args:
        view: The unit in whose hall the greeter stands.
        now: When.
        status: 409 or 422 when nothing was given.
        form: The form that came back with its errors.
        trouble: Why nothing was given.
        shown: The form token of the number to show large; empty for none.
    """
    with db.read() as reading:
        groups = office.groups_of(reading, view.id)
        since = queue.called_since(view.unit, local_day(now))
        page = render_template(
            "admin/greeter/unit.html",
            unit=view.unit,
            unit_name=view.name(locale()),
            unit_sample=view.unit.is_demo,
            unit_practice=view.unit.is_practice,
            groups=groups,
            waiting=queue.waiting_by_group(reading, view.id, since=since),
            form=form or WalkInForm(classes=priorities.offered(view.unit, now), now=now),
            cards=view.unit.number_cards is not None,
            token=form_tokens.make(PURPOSE, str(view.id)),
            trouble=trouble,
            given=_given(reading, view, shown),
            before=_before(reading, view),
        )
    return make_response(page, status)


def read_token(text: str, unit_id: int) -> FormToken | None:
    """Return the token of a form of this unit; ``None`` when it is too old or not ours."""
    try:
        return form_tokens.accept(text, PURPOSE, str(unit_id))
    except (FormExpiredError, FormForgedError):
        return None


def remember(token: str, unit_id: int) -> None:
    """Keep on this phone that the form *token* gave a number, and in which unit."""
    session[LAST] = unit_id
    session[KEPT] = [token, *(one for one in session.get(KEPT, []) if one != token)][:MOST]


def last_unit() -> int | None:
    """Return the unit in which this phone gave a number last; ``None`` before the first."""
    return session.get(LAST)


def _given(reading: Session, view: UnitView, text: str) -> Given | None:
    token = read_token(text, view.id) if text else None
    ticket = next(iter(queries.given(reading, view.id, [token.key] if token else [])), None)
    if token is None or ticket is None:
        return None
    return Given.of(ticket, token.secret, _services(reading, view)[ticket.group_id])


def _before(reading: Session, view: UnitView) -> list[Again]:
    tokens = {token.key: text for text in session.get(KEPT, []) if (token := read_token(text, view.id))}
    if not tokens:
        return []
    names = _services(reading, view)
    tickets = queries.given(reading, view.id, tokens)
    return [Again(one, names[one.group_id], tokens[one.issue_key]) for one in tickets]


def _services(reading: Session, view: UnitView) -> dict[int, str]:
    return {key: group.name(locale()) for key, group in queue.group_names(reading, view.id).items()}
