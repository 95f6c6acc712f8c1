"""Taking a number at the tablet: for a phone to photograph, on paper where it prints, or to be written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug import Response

from kiosk.ground import db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.office import qr
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.queue import claim_codes, issue_actions, pages, priorities, pulse_queries, queries, visits
from kiosk.queue.actions import KeyReusedError, Mover
from kiosk.queue.admission import Admission
from kiosk.queue.breaker_actions import Crowd, DayFullError
from kiosk.queue.forms import TakeForm
from kiosk.queue.issue_actions import Arrival, GroupClosedError
from kiosk.queue.kinds import Channel
from kiosk.queue.slips import paper
from kiosk.queue.slips import wording as slip_wording
from kiosk.queue.slips.content import SlipSize
from kiosk.queue.tablet import screens
from kiosk.queue.tablet.screens import Tablet
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.ticket_views import not_found, read_token, visit_of
from kiosk.queue.tickets import Actor
from kiosk.queue.wording import RESPONDENTS

KIOSK: Final = Mover(actor=Actor.KIOSK, channel=Channel.KIOSK)
PURPOSE: Final = "tablet-take"
Groups = Sequence[ServiceGroup]


@screens.let_in
def ask(tablet: Tablet) -> ResponseReturnValue:
    """Ask what the visit is for, or say when the office opens."""
    if not tablet.door.offers_numbers:
        return tablet.to_start()
    if not tablet.door.admission.gives_numbers:
        return _closed(tablet)
    return _form(tablet, _groups(tablet), TakeForm(None, (), ()))


@screens.let_in
def take(tablet: Tablet) -> ResponseReturnValue:
    """Give the number, once for each form however often it is sent."""
    groups = _groups(tablet)
    form = TakeForm(request.form, [group.id for group in groups], priorities.in_use(tablet.now))
    try:
        token = form_tokens.accept(request.form.get("form_token", ""), PURPOSE, tablet.slug)
    except (FormExpiredError, FormForgedError):
        return _form(tablet, groups, form, 422, {"": [_("Trang này đã cũ, chưa có số nào được lấy. Xin bấm lần nữa.")]})
    if not form.validate():
        return _form(tablet, groups, form, 422, form.errors)
    refusal = None if _taken_before(token) else _refusal(tablet)
    return refusal or _give(tablet, groups, form, token)


@screens.let_in
def number(tablet: Tablet, token: str) -> ResponseReturnValue:
    """Show the number that was just given, with all that lets its person leave the tablet."""
    own = read_token(token)
    with db.read() as session:
        visit = visit_of(session, own, now=tablet.now)
        if visit.ticket.unit_id != tablet.unit.id:
            raise not_found()
        pulse = pulse_queries.pulse(session, own.hash)
        queue = visits.queue_of(session, visit, pulse.line, now=tablet.now) if pulse and pulse.line else None
    slip = slip_wording.slip_of(visit, own, pages.settings())
    label, module_mm = _("Mã QR của số %(number)s", number=slip.number), paper.code_module_mm(slip.url, SlipSize.ROLL)
    picture = qr.svg(slip.url, label=label, module_mm=module_mm, level=paper.LEVEL).decode()
    return screens.draw(
        "number",
        tablet,
        visit=visit,
        queue=queue,
        slip=slip,
        code=Markup(picture),  # noqa: S704 - our own drawing
        claim_code=claim_codes.shown(own.code) if visit.ticket.claim_box else None,
    )


def _refusal(tablet: Tablet) -> Response | None:
    if not tablet.door.offers_numbers:
        return tablet.to_start()
    return None if tablet.door.admission.gives_numbers else _closed(tablet, 409)


def _give(tablet: Tablet, groups: Groups, form: TakeForm, token: FormToken) -> Response:
    try:
        _issue(tablet, next(group for group in groups if group.id == form.group_id), form, token)
    except KeyReusedError:
        return screens.refuse(
            tablet,
            409,
            _("Số của trang trước đã được lấy cho một việc khác."),
            _("Xin bấm “Về đầu” và lấy số lần nữa."),
        )
    except GroupClosedError:
        left = [group for group in groups if group.id != form.group_id]
        form = TakeForm(request.form, [group.id for group in left], priorities.in_use(tablet.now))
        form.validate()
        return _form(tablet, left, form, 422, form.errors)
    except DayFullError:
        full = replace(tablet.door, admission=Admission.FULL)
        return _closed(replace(tablet, door=full), 409)
    return redirect(url_for("tablet.number", slug=tablet.slug, token=TicketToken(token.secret).text), 303)


def _issue(tablet: Tablet, group: ServiceGroup, form: TakeForm, token: FormToken) -> None:
    own, door, unit = TicketToken(token.secret), tablet.door, tablet.unit.unit
    arrival = Arrival(
        unit_id=unit.id,
        group_id=group.id,
        prefix=group.prefix,
        channel=Channel.KIOSK,
        key=token.key,
        at=tablet.now,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
        claim_box=own.box(token.key, pages.secret()),
        respondent=form.respondent.data or None,
        priority=form.first,
        opened_at=door.opened_at,
        crowd=Crowd(None, in_hall=True, a_day=unit.daily_limit),
        keeps_queue=not unit.close_at_night,
    )
    with db.read() as session:  # beside the transaction, which holds the lock on the day's numbers
        pace = visits.pace_now(session, unit.id, group.id, door.opening, now=tablet.now)
    db.write(lambda session: issue_actions.issue(session, arrival, KIOSK, pace=pace), replayable=True)


def _taken_before(token: FormToken) -> bool:
    with db.read() as session:
        return queries.by_issue_key(session, token.key) is not None


def _form(
    tablet: Tablet,
    groups: Groups,
    form: TakeForm,
    status: int = 200,
    errors: Mapping[str, object] | None = None,
) -> Response:
    with db.read() as session:
        since = queries.called_since(tablet.unit.unit, local_day(tablet.now))
        waiting = queries.waiting_by_group(session, tablet.unit.id, since=since)
    return screens.draw(
        "take",
        tablet,
        status,
        groups=groups,
        waiting=waiting,
        form=form,
        errors=errors or {},
        respondents=RESPONDENTS,
        priorities=priorities.offered(tablet.unit.unit, tablet.now),
        form_token=form_tokens.make(PURPOSE, tablet.slug),
    )


def _closed(tablet: Tablet, status: int = 200) -> Response:
    return screens.draw("closed", tablet, status)


def _groups(tablet: Tablet) -> Groups:
    return recent.read(tablet.now, office.groups_of, tablet.unit.id)
