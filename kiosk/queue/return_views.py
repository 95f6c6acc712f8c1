"""Coming back after a missed call, from one's own phone: one button, once."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.queue import citizen_actions, visits
from kiosk.queue.actions import KeyReusedError, OvertakenError
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.ticket_views import COME_BACK, back_to_ticket, read_token, to_ticket, visit_of
from kiosk.queue.tickets import MoveRefused
from kiosk.queue.visits import Visit


def look(token: str) -> ResponseReturnValue:
    """Lead to the ticket: the button stands there."""
    return to_ticket(read_token(token))


def come_back(token: str) -> ResponseReturnValue:
    """Put the person back into the line; whoever is back already stays where they are."""
    own, now = read_token(token), clock.now()
    with db.read() as session:
        visit = visit_of(session, own, now=now)
        may_return = visits.way_back(session, visit, now=now) is not None
    if visit.is_back:
        return to_ticket(own)
    if not may_return:
        return _not_now(visit, own)
    try:
        sent = form_tokens.accept(request.form.get("form_token", ""), COME_BACK, own.hash)
        db.write(lambda s: citizen_actions.come_back(s, own.hash, key=sent.key, now=now), replayable=True)
    except (FormExpiredError, FormForgedError, KeyReusedError):
        return back_to_ticket(
            visit,
            own,
            400,
            _("Biểu mẫu này không đọc được."),
            _("Chưa có gì thay đổi. Xin mở lại trang số và bấm lần nữa."),
        )
    except MoveRefused:
        return _not_now(visit, own)
    except OvertakenError:
        pass
    return to_ticket(own)


def _not_now(visit: Visit, own: TicketToken) -> Response:
    return back_to_ticket(
        visit,
        own,
        409,
        _("Số %(number)s không vào hàng lại được từ điện thoại.", number=visit.ticket.label),
        _("Chưa có gì thay đổi. Xin đến quầy hướng dẫn, cán bộ sẽ giúp Ông/Bà."),
    )
