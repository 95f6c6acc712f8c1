"""The pages of taking a number: the form, and why there is none to be had."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens, ready
from kiosk.office import public_holidays
from kiosk.office.models import ServiceGroup
from kiosk.queue import handed_in, pages, priorities, queries
from kiosk.queue.admission import Admission
from kiosk.queue.doors import Door, OwnTicket
from kiosk.queue.forms import TakeForm
from kiosk.queue.wording import RESPONDENTS

PURPOSE = "take"
SENT_AGAIN = ("form_token", "group", "respondent", "priority", "hall_code", "presence", "another")


def form_page(
    door: Door,
    groups: Sequence[ServiceGroup],
    form: TakeForm,
    now: datetime,
    *,
    status: int = 200,
    errors: Mapping[str, object] | None = None,
    whoever: bool = True,
) -> Response:
    """Return the form. Drawn without errors it depends on the door, the language and the queue, never on the phone.

    *whoever*: everybody would be shown it; otherwise nobody else is handed a copy.
    """
    with db.read() as session:
        since = queries.called_since(door.unit.unit, local_day(now))
        waiting = queries.waiting_by_group(session, door.unit.id, since=since)
    fresh = form_tokens.maker(PURPOSE, door.code)
    token = fresh()
    page = pages.draw(
        "take",
        door.unit,
        status,
        door=door,
        groups=groups,
        waiting=waiting,
        form=form,
        errors=errors or {},
        respondents=RESPONDENTS,
        priorities=priorities.offered(door.unit.unit, now),
        form_token=token,
    )
    return ready.keep(page, fresh, token, until=door.stands_until(now)) if whoever else page


def closed_page(door: Door, now: datetime, *, sent: bool) -> Response:
    """Say when the office opens.

    A form that comes too early or too late is right, only the moment is wrong: 409, and it can be sent again as it is.
    """
    page = pages.draw(
        "closed",
        door.unit,
        409 if sent else 200,
        door=door,
        now=now,
        holiday=_holiday(door, now),
        sent=request.form if sent else None,
        sent_again=SENT_AGAIN,
        feedback_url=handed_in.current().feedback_url(door.code),
    )
    return ready.keep(page, until=door.stands_until(now))


def full_page(door: Door, now: datetime) -> Response:
    """Say that the day's last number went to somebody else in this very moment."""
    return closed_page(replace(door, admission=Admission.FULL), now, sent=True)


def second_page(door: Door, own: OwnTicket) -> Response:
    """Offer the phone's own ticket for the same service first; the form goes on for somebody else's number."""
    return pages.draw("second", door.unit, 409, door=door, own=own, sent=request.form, sent_again=SENT_AGAIN)


def held_page(door: Door, held: Sequence[OwnTicket]) -> Response:
    """Say that this phone holds as many numbers as one may, which they are, and who gives out more."""
    return pages.draw("held", door.unit, 429, door=door, held=held)


def not_here(door: Door) -> Response:
    """Say where numbers are taken: not at this code, which is withdrawn or hangs at a counter."""
    to_do = _("Xin hỏi quầy hướng dẫn, hoặc quét mã ở lối vào.")
    return no_number(door, 409, _("Mã này không dùng để lấy số."), to_do)


def no_number(door: Door, status: int, happened: str, to_do: str) -> Response:
    """Return a refusal that leads back to the first page behind the code."""
    back = url_for("citizen.door", code=door.code, choices=1)
    return pages.refuse(door.unit, status, happened, to_do, back=back, back_words=_("Về trang đầu"))


def _holiday(door: Door, now: datetime) -> str | None:
    """Return the name of the holiday for which the office is off today, where we know it in the reader's language."""
    if not door.holiday or door.admission is not Admission.DAY_OFF or locale() not in {"vi", "en"}:
        return None
    day = local_day(now)
    return public_holidays.vietnam(day.year, locale()).get(day)
