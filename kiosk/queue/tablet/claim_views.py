"""A number and its code, typed at the tablet: to say how the visit was, or to get a phone's number on paper."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import db
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.queue import claim_actions, handed_in, pages
from kiosk.queue.actions import OvertakenError
from kiosk.queue.claim_actions import Answer, Claim, Found
from kiosk.queue.forms import ClaimForm
from kiosk.queue.tablet import screens
from kiosk.queue.tablet.screens import Tablet
from kiosk.queue.tablet.take_views import KIOSK
from kiosk.queue.ticket_tokens import TicketToken

log = structlog.get_logger("tablet")
RATE: Final = "tablet-rate"
PAPER: Final = "tablet-paper"


@screens.let_in
def ask_rating(tablet: Tablet) -> ResponseReturnValue:
    """Ask which visit is to be rated."""
    return _rating_form(tablet, ClaimForm())


@screens.let_in
def find_rating(tablet: Tablet) -> ResponseReturnValue:
    """Go on to the survey of the visit that number and code tell."""
    form = ClaimForm(request.form)
    claim = _claim(tablet, form)
    if _token(tablet, RATE) is None:
        return _rating_form(tablet, form, 422, {"": [_("Trang này đã cũ, chưa có gì thay đổi. Xin bấm lần nữa.")]})
    if claim is None:
        return _rating_form(tablet, form, 422, form.errors)
    since = claim.day - timedelta(days=pages.survey_days())
    answer = db.write(lambda session: claim_actions.find_lately(session, claim, since=since, now=tablet.now))
    if answer.ticket is None:
        return _rating_form(tablet, form, _status(answer), _errors(answer, claim))
    return redirect(handed_in.current().survey_url(answer.vote), 303)


@screens.let_in
def ask_paper(tablet: Tablet) -> ResponseReturnValue:
    """Ask which number is to be printed."""
    if not _prints(tablet):
        return tablet.to_start()
    return _paper_form(tablet, ClaimForm())


@screens.let_in
def print_paper(tablet: Tablet) -> ResponseReturnValue:
    """Move a phone's number to paper, once for each form however often it is sent."""
    if not _prints(tablet):
        return tablet.to_start()
    form = ClaimForm(request.form)
    claim, token = _claim(tablet, form), _token(tablet, PAPER)
    if token is None:
        return _paper_form(tablet, form, 422, {"": [_("Trang này đã cũ, chưa có gì thay đổi. Xin bấm lần nữa.")]})
    if claim is None:
        return _paper_form(tablet, form, 422, form.errors)
    once, now = token.of(claim.subject), tablet.now
    own = TicketToken(once.secret)
    try:
        answer = db.write(
            lambda session: claim_actions.take_over(session, claim, own, KIOSK, key=once.key, now=now),
            replayable=True,
        )
    except OvertakenError:
        said = _("Số này vừa chuyển sang máy khác. Xin nhập lại mã đang hiện ở máy ấy.")
        return _paper_form(tablet, form, 409, {"": [said]})
    if answer.ticket is None:
        return _paper_form(tablet, form, _status(answer), _errors(answer, claim))
    return redirect(url_for("tablet.number", slug=tablet.slug, token=own.text), 303)


def _token(tablet: Tablet, purpose: str) -> FormToken | None:
    """Return what the form's token stands for; ``None`` when it is too old or not ours."""
    try:
        return form_tokens.accept(request.form.get("form_token", ""), purpose, tablet.slug)
    except (FormExpiredError, FormForgedError):
        return None


def _claim(tablet: Tablet, form: ClaimForm) -> Claim | None:
    """Return what was typed; ``None`` when it cannot be a number and a code."""
    if not form.validate() or form.read is None:
        return None
    number, code = form.read
    return Claim(
        unit_id=tablet.unit.id,
        typed=number,
        code=code,
        day=local_day(tablet.now),
        keeps_queue=not tablet.unit.unit.close_at_night,
        secret=pages.secret(),
        in_hall=True,  # it stands there
    )


def _prints(tablet: Tablet) -> bool:
    return tablet.device.prints and tablet.door.has_queue


def _status(answer: Answer) -> int:
    log.info("ticket not found at the tablet", found=answer.found)
    return 429 if answer.found is Found.TRIES_USED_UP else 422


def _errors(answer: Answer, claim: Claim) -> dict[str, list[str]]:
    said = {
        Found.NO_SUCH_NUMBER: (
            "number",
            _("Hôm nay ở đây không có số này. Xin xem lại số, kể cả chữ cái ở đầu."),
        ),
        Found.LETTER_MISSING: (
            "number",
            _("Có nhiều số %(number)s. Xin nhập cả chữ cái ở đầu, ví dụ A012.", number=claim.typed.number),
        ),
        Found.WRONG_CODE: ("code", _("Mã của số chưa đúng. Xin xem lại sáu ký tự in dưới số, hoặc hiện trên máy.")),
        Found.TRIES_USED_UP: ("code", _("Đã nhập sai 5 lần. Xin đến quầy hướng dẫn: số vẫn còn và vẫn được gọi.")),
    }
    field, words = said[answer.found]
    return {field: [words]}


def _rating_form(
    tablet: Tablet, form: ClaimForm, status: int = 200, errors: Mapping[str, object] | None = None
) -> Response:
    fresh = form_tokens.make(RATE, tablet.slug)
    return screens.draw("rate", tablet, status, form=form, errors=errors or {}, form_token=fresh)


def _paper_form(
    tablet: Tablet, form: ClaimForm, status: int = 200, errors: Mapping[str, object] | None = None
) -> Response:
    fresh = form_tokens.make(PAPER, tablet.slug)
    return screens.draw("paper", tablet, status, form=form, errors=errors or {}, form_token=fresh)
