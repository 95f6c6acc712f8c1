"""Taking a number: one form, which may be sent any number of times and gives one ticket."""

from collections.abc import Mapping, Sequence
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
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.queue import cookies, handed_in, issue_actions, pages, queries, visits
from kiosk.queue.actions import KeyReusedError
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.door_views import behind
from kiosk.queue.doors import Door
from kiosk.queue.forms import TakeForm
from kiosk.queue.issue_actions import Arrival, TooManyNumbersError
from kiosk.queue.kinds import Channel
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.wording import RESPONDENTS

log = structlog.get_logger("take")
PURPOSE = "take"
Groups = Sequence[ServiceGroup]


def ask(code: str) -> ResponseReturnValue:
    """Ask what the visit is for."""
    now = clock.now()
    door, groups = _door_and_groups(code, now)
    if not door.has_queue:
        return redirect(url_for("citizen.door", code=door.code), 303)
    if not door.admission.gives_numbers:
        return _closed(door, None, now)
    return _form(door, groups, TakeForm(None, ()), now)


def take(code: str) -> ResponseReturnValue:
    """Give the number, once for each form however often it is sent."""
    now = clock.now()
    door, groups = _door_and_groups(code, now)
    form = TakeForm(request.form, [group.id for group in groups])
    try:
        token = form_tokens.accept(request.form.get("form_token", ""), PURPOSE, door.code)
    except FormExpiredError:
        said = _("Biểu mẫu đã quá 24 giờ. Lựa chọn của Ông/Bà vẫn còn, xin bấm “Lấy số” lần nữa.")
        return _form(door, groups, form, now, status=422, errors={"": [said]})
    except FormForgedError:
        return _no_number(
            door,
            400,
            _("Biểu mẫu này không đọc được."),
            _("Chưa có số nào được lấy. Xin mở lại trang chọn việc và lấy số lần nữa."),
        )
    try:
        return _give(door, groups, form, token, now)
    except KeyReusedError:
        return pages.refuse(
            door.unit,
            409,
            _("Ông/Bà đã lấy số từ trang này cho một việc khác."),
            _("Số ấy vẫn còn. Muốn đổi việc, xin mở số ấy, trả lại rồi lấy số mới."),
            back=url_for("citizen.ticket", token=token.secret),
            back_words=_("Xem số của tôi"),
        )
    except TooManyNumbersError:
        if _taken_before(token, form):  # a twin of this form took the last one
            return _to_own(token)
        log.warning("too many numbers", code=door.code, unit=door.unit.id)
        said = _("Mã này vừa phát quá nhiều số trong ít phút nên tạm dừng; chưa có số nào được lấy.")
        to_do = _("Xin đến quầy hướng dẫn để được cấp số, hoặc bấm “Lấy số” lại sau 10 phút: lựa chọn vẫn còn.")
        return _form(door, groups, form, now, status=429, errors={"": [said, to_do]})


def _give(door: Door, groups: Groups, form: TakeForm, token: FormToken, now: datetime) -> Response:
    """Answer a genuine form.

    What it already did is looked for before every rule: a number taken at 16:59 is still there at 17:01, when the
    phone asks again because the answer got lost.

    Raises:
        KeyReusedError: the form already took a number for something else.
        TooManyNumbersError: the code gives out no more for the moment.
    """
    if not _taken_before(token, form):
        if not form.validate():
            return _form(door, groups, form, now, status=422, errors=form.errors)
        if not door.has_queue:
            return _no_number(
                door,
                409,
                _("Mã này không dùng để lấy số."),
                _("Xin hỏi quầy hướng dẫn, hoặc quét mã ở lối vào."),
            )
        if not door.admission.gives_numbers:
            return _closed(door, form, now)
        _issue(door, next(group for group in groups if group.id == form.group_id), form, token, now)
    return _to_own(token)


def _to_own(token: FormToken) -> Response:
    own = TicketToken(token.secret)
    response = redirect(url_for("citizen.ticket", token=own.text), 303)
    cookies.remember(response, own, cookies.tokens_of(request), days=pages.survey_days())
    return response


def _taken_before(token: FormToken, form: TakeForm) -> bool:
    with db.read() as session:
        earlier = queries.by_issue_key(session, token.key)
        group_id = queries.first_leg(session, earlier.id).group_id if earlier else None
    if group_id is not None and form.group.data != str(group_id):
        raise KeyReusedError
    return group_id is not None


def _issue(door: Door, group: ServiceGroup, form: TakeForm, token: FormToken, now: datetime) -> None:
    own = TicketToken(token.secret)
    arrival = Arrival(
        unit_id=door.unit.id,
        group_id=group.id,
        prefix=group.prefix,
        channel=Channel.PHONE,
        key=token.key,
        at=now,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        respondent=form.respondent.data or None,
        opened_at=door.opened_at,
        code=door.code,
        keeps_queue=not door.unit.unit.close_at_night,
    )
    with db.read() as session:  # beside the transaction, which holds the lock on the day's numbers
        pace = visits.pace_now(session, door.unit.id, group.id, door.opening, now=now)
    db.write(lambda session: issue_actions.issue(session, arrival, CITIZEN, pace=pace), replayable=True)


def _form(
    door: Door,
    groups: Groups,
    form: TakeForm,
    now: datetime,
    *,
    status: int = 200,
    errors: Mapping[str, object] | None = None,
) -> Response:
    with db.read() as session:
        since = queries.called_since(door.unit.unit, local_day(now))
        waiting = queries.waiting_by_group(session, door.unit.id, since=since)
    return pages.draw(
        "take",
        door.unit,
        status,
        door=door,
        groups=groups,
        waiting=waiting,
        form=form,
        errors=errors or {},
        respondents=RESPONDENTS,
        form_token=form_tokens.make(PURPOSE, door.code),
    )


def _closed(door: Door, form: TakeForm | None, now: datetime) -> Response:
    """Say when the office opens.

    A form that comes too early or too late is right, only the moment is wrong: 409, and it can be sent again as it is.
    """
    return pages.draw(
        "closed",
        door.unit,
        200 if form is None else 409,
        door=door,
        now=now,
        sent=None if form is None else request.form,
        feedback_url=handed_in.current().feedback_url(door.code),
    )


def _no_number(door: Door, status: int, happened: str, to_do: str) -> Response:
    back = url_for("citizen.door", code=door.code, choices=1)
    return pages.refuse(door.unit, status, happened, to_do, back=back, back_words=_("Về trang đầu"))


def _door_and_groups(code: str, now: datetime) -> tuple[Door, list[ServiceGroup]]:
    with db.read() as session:
        door = behind(session, code, now=now)
        return door, office.groups_of(session, door.unit.id)
