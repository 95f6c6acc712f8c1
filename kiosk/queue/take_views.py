"""Taking a number: one form, which may be sent any number of times and gives one ticket."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response
from werkzeug.datastructures import ImmutableMultiDict

from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.queue import (
    cookies,
    doors,
    issue_actions,
    pages,
    presence_pages,
    priorities,
    queries,
    take_pages,
    visits,
)
from kiosk.queue.actions import KeyReusedError
from kiosk.queue.breaker_actions import Crowd, DayFullError, HallCodeNeededError
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.door_views import behind
from kiosk.queue.doors import Door, OwnTicket
from kiosk.queue.forms import TakeForm
from kiosk.queue.issue_actions import Arrival, GroupClosedError
from kiosk.queue.kinds import Channel
from kiosk.queue.ticket_tokens import TicketToken

log = structlog.get_logger("take")
MOST_HELD = 2
Groups = Sequence[ServiceGroup]


def ask(code: str) -> ResponseReturnValue:
    """Ask what the visit is for; an address with ``?group=`` has it chosen already."""
    now = clock.now()
    door, groups = _door_and_groups(code, now)
    if not door.offers_numbers:  # its page says where numbers are taken
        return redirect(url_for("citizen.door", code=door.code), 303)
    if not door.admission.gives_numbers:
        return take_pages.closed_page(door, now, sent=False)
    mark, wanted = presence_pages.mark(door, now), door.unit.unit.presence_code
    if wanted and mark is None and presence_pages.asks(door, _held_today(now)):
        return presence_pages.ask_page(door, now)
    form = TakeForm(_chosen(), (), ())
    form.presence.data = mark or ""
    return take_pages.form_page(door, groups, form, now, whoever=not wanted)


def take(code: str) -> ResponseReturnValue:
    """Give the number, once for each form however often it is sent."""
    now = clock.now()
    door, groups = _door_and_groups(code, now)
    form = TakeForm(request.form, [group.id for group in groups], priorities.in_use(now))
    token = _accepted(door, groups, form, now)
    if isinstance(token, Response):
        return token
    try:
        return _give(door, groups, form, token, now)
    except KeyReusedError:
        return _key_reused(door, token)
    except (GroupClosedError, HallCodeNeededError, DayFullError) as error:
        if _taken_before(token, form):  # a twin of this form was faster
            return _to_own(token)
        return _beyond_limits(door, groups, form, now, error)


def _accepted(door: Door, groups: Groups, form: TakeForm, now: datetime) -> FormToken | Response:
    """Return what the form's token stands for, or the page for a form that is too old or not ours."""
    try:
        return form_tokens.accept(request.form.get("form_token", ""), take_pages.PURPOSE, door.code)
    except FormExpiredError:
        said = _("Biểu mẫu đã quá 24 giờ. Lựa chọn của Ông/Bà vẫn còn, xin bấm “Lấy số” lần nữa.")
        return take_pages.form_page(door, groups, form, now, status=422, errors={"": [said]})
    except FormForgedError:
        return take_pages.no_number(
            door,
            400,
            _("Biểu mẫu này không đọc được."),
            _("Chưa có số nào được lấy. Xin mở lại trang chọn việc và lấy số lần nữa."),
        )


def _give(door: Door, groups: Groups, form: TakeForm, token: FormToken, now: datetime) -> Response:
    """Answer a genuine form.

    What it already did is looked for before any rule refuses it: a number taken at 16:59 is still there at 17:01, when
    the phone asks again because the answer got lost.

    Raises:
        KeyReusedError: the form already took a number for something else.
        GroupClosedError: the service was withdrawn some seconds ago.
        HallCodeNeededError: so many numbers are taken that each needs the hall's code.
        DayFullError: the day's last number was given meanwhile.
    """
    refusal = _refusal(door, groups, form, now)
    if refusal is None:  # issuing looks for what the form did before, too
        _issue(door, next(group for group in groups if group.id == form.group_id), form, token, now)
        return _to_own(token)
    return _to_own(token) if _taken_before(token, form) else refusal


def _refusal(door: Door, groups: Groups, form: TakeForm, now: datetime) -> Response | None:
    """Return the page of the first rule that a form breaks; ``None`` when it breaks none."""
    if not form.validate():
        return take_pages.form_page(door, groups, form, now, status=422, errors=form.errors)
    if not door.offers_numbers:
        return take_pages.not_here(door)
    if not door.admission.gives_numbers:
        return take_pages.closed_page(door, now, sent=True)
    today = _held_today(now)
    if presence_pages.asks(door, today) and not _in_hall(door, form, now):
        return take_pages.form_page(door, groups, form, now, status=422, errors=presence_pages.not_in_hall())
    return _held_already(door, form, today)


def _beyond_limits(door: Door, groups: Groups, form: TakeForm, now: datetime, error: Exception) -> Response:
    if isinstance(error, DayFullError):
        return take_pages.full_page(door, now)
    if isinstance(error, GroupClosedError):
        return _without(form.group_id, door, groups, now)
    log.warning("hall code asked for", unit=door.unit.id)
    said = (
        presence_pages.code_refused()
        if form.hall_code.data
        else _("Đang có rất nhiều người lấy số. Xin nhập thêm mã bốn ký tự ở sảnh, hoặc hỏi cán bộ mã này.")
    )
    return take_pages.form_page(door, groups, form, now, status=422, errors={"hall_code": [said]})


def _without(group_id: int, door: Door, groups: Groups, now: datetime) -> Response:
    left = [group for group in groups if group.id != group_id]
    form = TakeForm(request.form, [group.id for group in left], priorities.in_use(now))
    form.validate()
    return take_pages.form_page(door, left, form, now, status=422, errors=form.errors)


def _in_hall(door: Door, form: TakeForm, now: datetime) -> bool:
    return presence_pages.in_hall(door.unit.id, form.presence.data or "", form.hall_code.data or "", now)


def _held_today(now: datetime) -> list[OwnTicket]:
    """Return this phone's tickets of today that may still be called, by its own cookie: without one it has none."""
    tokens = cookies.tokens_of(request)
    if not tokens:
        return []
    with db.read() as session:
        return doors.live(doors.held(session, tokens), since=local_day(now))


def _held_already(door: Door, form: TakeForm, today: Sequence[OwnTicket]) -> Response | None:
    """Return the page for a phone that holds a number for the same, or two of today; ``None`` when it may take one."""
    same = [one for one in today if one.ticket.group_id == form.group_id]
    if same and not form.another.data:
        return take_pages.second_page(door, same[0])
    return take_pages.held_page(door, today) if len(today) >= MOST_HELD else None


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
    own, unit = TicketToken(token.secret), door.unit.unit
    in_hall = _in_hall(door, form, now)
    arrival = Arrival(
        unit_id=unit.id,
        group_id=group.id,
        prefix=group.prefix,
        channel=Channel.PHONE,
        key=token.key,
        at=now,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(token.key, pages.secret()),
        respondent=form.respondent.data or None,
        priority=form.first,
        opened_at=door.opened_at,
        crowd=Crowd(pages.most_numbers(unit.id, now), in_hall=in_hall, a_day=unit.daily_limit),
        keeps_queue=not unit.close_at_night,
    )
    with db.read() as session:  # beside the transaction, which holds the lock on the day's numbers
        pace = visits.pace_now(session, unit.id, group.id, door.opening, now=now)
    db.write(lambda session: issue_actions.issue(session, arrival, CITIZEN, pace=pace), replayable=True)


def _key_reused(door: Door, token: FormToken) -> Response:
    return pages.refuse(
        door.unit,
        409,
        _("Ông/Bà đã lấy số từ trang này cho một việc khác."),
        _("Số ấy vẫn còn. Muốn đổi việc, xin mở số ấy, trả lại rồi lấy số mới."),
        back=url_for("citizen.ticket", token=token.secret),
        back_words=_("Xem số của tôi"),
    )


def _chosen() -> ImmutableMultiDict[str, str] | None:
    chosen = request.args.get("group")
    return ImmutableMultiDict({"group": chosen}) if chosen else None


def _door_and_groups(code: str, now: datetime) -> tuple[Door, list[ServiceGroup]]:
    with db.read() as session:
        door = behind(session, code, now=now)
    return door, recent.read(now, office.groups_of, door.unit.id)
