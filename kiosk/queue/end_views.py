"""Ending one's own visit: leave the queue, or check out at the counter. Each asks first, then acts by POST."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.office import queries as office
from kiosk.office.opening import closing_instant
from kiosk.queue import citizen_actions
from kiosk.queue.actions import OvertakenError
from kiosk.queue.forms import LeaveForm
from kiosk.queue.taps import lateness
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.ticket_views import back_to_ticket, draw, read_token, survey_of, to_ticket, visit_of
from kiosk.queue.tickets import ENDED_STATES, Actor, Move, MoveRefused, Refusal, State, permitted
from kiosk.queue.visits import Visit
from kiosk.queue.wording import LEAVE_REASONS

log = structlog.get_logger("citizen")
LEAVE = "leave"
CHECK_OUT = "check-out"
LEAST_KEPT_SECONDS = 3600


def confirm_leave(token: str) -> ResponseReturnValue:
    """Ask whether the person really leaves, and why if they want to say."""
    own, visit, _now = _own_visit(token)
    if Move.LEAVE not in permitted(visit.state, Actor.CITIZEN):
        return _cannot_leave(visit, own)
    return _leave_page(visit, own, LeaveForm())


def leave(token: str) -> ResponseReturnValue:
    """Give the number back."""
    own, visit, now = _own_visit(token)
    form = LeaveForm(request.form)
    if not form.validate():
        return _leave_page(visit, own, form, status=422, errors=form.errors)
    try:
        sent = form_tokens.accept(request.form.get("form_token", ""), LEAVE, own.hash)
        late = lateness(request.form.get("age", ""), drawn=sent.made_at, now=now)
        db.write(
            lambda s: citizen_actions.leave(s, own.hash, form.chosen, key=sent.key, now=now, late=late),
            replayable=True,
        )
    except FormExpiredError:
        return _leave_page(visit, own, form, status=422, errors=_expired())
    except FormForgedError:
        return _forged(visit, own)
    except MoveRefused as error:
        return _clock_behind(visit, own, error.move) if _too_early(error) else _cannot_leave(visit, own)
    except OvertakenError:
        pass
    return to_ticket(own)


def confirm_check_out(token: str) -> ResponseReturnValue:
    """Ask whether the business at the counter is done; where the clerk said so already, go on to the survey."""
    own, visit, _now = _own_visit(token)
    if visit.state is State.DONE:
        return _to_survey(visit, own)
    if Move.FINISH not in permitted(visit.state, Actor.CITIZEN):
        return _cannot_check_out(visit, own)
    return _check_out_page(visit, own)


def check_out(token: str) -> ResponseReturnValue:
    """End the service, unless the clerk was faster, and go on to the survey."""
    own, visit, now = _own_visit(token)
    try:
        sent = form_tokens.accept(request.form.get("form_token", ""), CHECK_OUT, own.hash)
        late = lateness(request.form.get("age", ""), drawn=sent.made_at, now=now)
        db.write(lambda s: citizen_actions.check_out(s, own.hash, key=sent.key, now=now, late=late), replayable=True)
    except FormExpiredError:
        return _check_out_page(visit, own, status=422, errors=_expired())
    except FormForgedError:
        return _forged(visit, own)
    except MoveRefused as error:
        return _clock_behind(visit, own, error.move) if _too_early(error) else _cannot_check_out(visit, own)
    except OvertakenError:
        return to_ticket(own)
    return _to_survey(visit, own)


def _to_survey(visit: Visit, own: TicketToken) -> Response:
    survey = survey_of(visit, own)
    return redirect(survey, 303) if survey else to_ticket(own)


def _own_visit(token: str) -> tuple[TicketToken, Visit, datetime]:
    now = clock.now()
    own = read_token(token)
    with db.read() as session:
        return own, visit_of(session, own, now=now), now


def _leave_page(
    visit: Visit, token: TicketToken, form: LeaveForm, *, status: int = 200, errors: Mapping[str, object] | None = None
) -> Response:
    return draw(
        "leave",
        visit,
        token,
        status,
        form=form,
        errors=errors or {},
        reasons=LEAVE_REASONS,
        form_token=form_tokens.make(LEAVE, token.hash),
        keep_seconds=_until_closing(visit),
    )


def _check_out_page(
    visit: Visit, token: TicketToken, *, status: int = 200, errors: Mapping[str, object] | None = None
) -> Response:
    return draw(
        "check_out",
        visit,
        token,
        status,
        errors=errors or {},
        form_token=form_tokens.make(CHECK_OUT, token.hash),
        keep_seconds=form_tokens.LIFETIME_SECONDS,
    )


def _until_closing(visit: Visit) -> int:
    """Return for how many seconds a phone may still send that somebody left; where people wait late, an hour more."""
    now = clock.now()
    today = local_day(now)
    with db.read() as session:
        closes = closing_instant(today, office.hours_of(session, visit.unit.id, today))
    left = (closes - now) // timedelta(seconds=1) if closes else 0
    return max(left, LEAST_KEPT_SECONDS)


def _expired() -> dict[str, list[str]]:
    return {"": [_("Biểu mẫu đã quá 24 giờ, chưa có gì thay đổi. Xin bấm lần nữa.")]}


def _forged(visit: Visit, token: TicketToken) -> Response:
    return back_to_ticket(
        visit,
        token,
        400,
        _("Biểu mẫu này không đọc được."),
        _("Chưa có gì thay đổi, số của Ông/Bà vẫn còn. Xin mở lại trang số và bấm lần nữa."),
    )


def _too_early(error: MoveRefused) -> bool:
    return error.refusal is Refusal.TIME_RUNS_BACKWARDS


def _clock_behind(visit: Visit, token: TicketToken, move: Move) -> Response:
    """Answer what came before the ticket's latest instant: another node wrote that, by a clock ahead of this one."""
    log.error("clock behind", move=move, unit=visit.unit.id)
    return back_to_ticket(
        visit,
        token,
        409,
        _("Đồng hồ máy chủ đang lệch nên thao tác vừa rồi chưa được ghi."),
        _("Chưa có gì thay đổi. Xin thử lại sau một phút, hoặc nói với cán bộ ở quầy."),
    )


def _cannot_leave(visit: Visit, token: TicketToken) -> Response:
    return back_to_ticket(
        visit,
        token,
        409,
        _("Số %(number)s không còn trong hàng chờ nên không trả lại được.", number=visit.ticket.label),
        _("Chưa có gì thay đổi. Xin xem tình trạng số, hoặc nói với cán bộ ở quầy."),
    )


def _cannot_check_out(visit: Visit, token: TicketToken) -> Response:
    number = visit.ticket.label
    happened = (
        _("Lượt của số %(number)s đã kết thúc từ trước.", number=number)
        if visit.state in ENDED_STATES
        else _("Số %(number)s chưa đến lượt ở quầy.", number=number)
    )
    return back_to_ticket(
        visit, token, 409, happened, _("Chưa có gì thay đổi. Xin xem tình trạng số, hoặc nói với cán bộ ở quầy.")
    )
