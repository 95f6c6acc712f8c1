"""“Tôi đã có số”: a ticket is taken over to this phone by its number and code, and can be put off it again."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.queue import claim_actions, cookies, pages, presence_pages
from kiosk.queue.actions import OvertakenError
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.claim_actions import Claim, Found
from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.door_views import behind
from kiosk.queue.doors import AT_DESK, Door
from kiosk.queue.forms import ClaimForm
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.ticket_views import draw, read_token, visit_of

log = structlog.get_logger("claim")
PURPOSE = "claim"


def ask(code: str) -> ResponseReturnValue:
    """Ask for the number and its code."""
    door = _door(code, clock.now())
    if not door.has_queue:
        return redirect(url_for("citizen.door", code=door.code), 303)
    form = ClaimForm()
    form.presence.data = presence_pages.mark(door, clock.now()) or ""
    return _form(door, form)


def take_over(code: str) -> ResponseReturnValue:
    """Move the ticket to this phone, once for each form however often it is sent."""
    now = clock.now()
    door, form = _door(code, now), ClaimForm(request.form)
    try:
        token = form_tokens.accept(request.form.get("form_token", ""), PURPOSE, door.code)
    except FormExpiredError:
        said = _("Biểu mẫu đã quá 24 giờ, chưa có gì thay đổi. Xin bấm lần nữa.")
        return _form(door, form, status=422, errors={"": [said]})
    except FormForgedError:
        back = url_for("citizen.claim", code=door.code)
        said = _("Biểu mẫu này không đọc được.")
        to_do = _("Chưa có gì thay đổi, số của Ông/Bà vẫn còn. Xin nhập lại.")
        return pages.refuse(door.unit, 400, said, to_do, back=back, back_words=_("Nhập lại"))
    if not form.validate() or form.read is None:
        return _form(door, form, status=422, errors=form.errors)
    return _answer(door, form, _claim(door, form, form.read, now), token, now)


def confirm_forget(token: str) -> ResponseReturnValue:
    """Ask whether this phone is really to lose the ticket, and show what brings it back."""
    now = clock.now()
    own = read_token(token)
    with db.read() as session:
        visit = visit_of(session, own, now=now)
    return draw("forget", visit, own)


def forget(token: str) -> ResponseReturnValue:
    """Take the ticket off this phone's cookie; the ticket itself stays as it is."""
    now = clock.now()
    own = read_token(token)
    with db.read() as session:
        visit = visit_of(session, own, now=now)
    entrance = visit.entrance
    way = url_for("citizen.door", code=entrance, choices=1) if entrance else url_for("citizen.home")
    response = redirect(way, 303)
    cookies.forget(response, own, cookies.tokens_of(request), days=pages.survey_days())
    return response


def _answer(door: Door, form: ClaimForm, claim: Claim, token: FormToken, now: datetime) -> Response:
    once = token.of(claim.subject)
    own = TicketToken(once.secret)
    try:
        answer = db.write(
            lambda session: claim_actions.take_over(session, claim, own, CITIZEN, key=once.key, now=now),
            replayable=True,
        )
    except OvertakenError:
        said = _("Số này vừa chuyển sang máy khác. Xin nhập lại mã đang hiện ở máy ấy.")
        return _form(door, form, status=409, errors={"": [said]})
    if answer.ticket is None:
        log.info("ticket not taken over", unit=door.unit.id, found=answer.found)
        status = 429 if answer.found is Found.TRIES_USED_UP else 422
        return _form(door, form, status=status, errors=_errors(answer.found, claim))
    response = redirect(_way(door, answer.ticket, own), 303)
    cookies.remember(response, own, cookies.tokens_of(request), days=pages.survey_days())
    return response


def _way(door: Door, ticket: Ticket, own: TicketToken) -> str:
    """Return where the person goes on: to check out at the counter that serves them, else to the ticket."""
    here = door.counter is not None and ticket.counter_id == door.counter.id and ticket.state in AT_DESK
    return url_for("citizen.confirm_check_out" if here else "citizen.ticket", token=own.text)


def _claim(door: Door, form: ClaimForm, typed: tuple[TypedNumber, str], now: datetime) -> Claim:
    number, code = typed
    return Claim(
        unit_id=door.unit.id,
        typed=number,
        code=code,
        day=local_day(now),
        keeps_queue=not door.unit.unit.close_at_night,
        secret=pages.secret(),
        in_hall=presence_pages.in_hall(door.unit.id, form.presence.data or "", form.hall_code.data or "", now),
    )


def _errors(found: Found, claim: Claim) -> dict[str, list[str]]:
    number = claim.typed.number
    said = {
        Found.NO_SUCH_NUMBER: ("number", _("Hôm nay ở đây không có số này. Xin xem lại số, kể cả chữ cái ở đầu.")),
        Found.LETTER_MISSING: (
            "number",
            _("Có nhiều số %(number)s. Xin nhập cả chữ cái ở đầu, ví dụ A012.", number=number),
        ),
        Found.WRONG_CODE: ("code", _("Mã của số chưa đúng. Xin xem lại sáu ký tự hiện dưới số.")),
        Found.TRIES_USED_UP: ("code", _("Đã nhập sai 5 lần. Xin đến quầy hướng dẫn: số vẫn còn và vẫn được gọi.")),
        Found.HALL_CODE_NEEDED: ("hall_code", _("Xin nhập thêm mã bốn ký tự ở sảnh, hoặc đến quầy hướng dẫn.")),
    }
    field, words = said[found]
    return {field: [words]}


def _form(door: Door, form: ClaimForm, *, status: int = 200, errors: Mapping[str, object] | None = None) -> Response:
    fresh = form_tokens.make(PURPOSE, door.code)
    return pages.draw("claim", door.unit, status, door=door, form=form, errors=errors or {}, form_token=fresh)


def _door(code: str, now: datetime) -> Door:
    with db.read() as session:
        return behind(session, code, now=now)
