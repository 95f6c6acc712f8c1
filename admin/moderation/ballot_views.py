"""Sealed ballots: the batches of a unit, and the ballots of one batch, to be set aside or restored."""

from typing import Final

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.moderation import acting, queries, words
from admin.moderation.said import answers_of
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.ground.keys import key as row_key
from survey.moderation import actions, wording
from survey.moderation import queries as moderation
from survey.moderation.actions import NotThereError
from survey.moderation.models import Act, Reason
from survey.moderation.standings import NONE
from survey.moderation.wording import REASONS

ON_A_PAGE: Final = 20
judges = allow(Permission.MODERATE, of=scopes.unit_id)


@judges
def batches(unit_id: int) -> ResponseReturnValue:
    """List the sealed batches of a unit with what counts and what was set aside."""
    with db.read() as session:
        unit = acting.judged_unit(session, unit_id)
        found = moderation.batches(session, unit_id)
        standings = moderation.by_batch(session, [unit_id])
        lately = moderation.lately(session, [unit_id], acting.last_week())[unit_id]
    return render_template(
        "admin/moderation/batches.html",
        unit=unit,
        unit_name=unit.name(locale()),
        batches=[(batch, standings.get(batch.id, NONE)) for batch in found],
        alarms=wording.alarm(lately),
        words=words,
        wording=wording,
    )


@judges
def batch(unit_id: int, batch_id: int) -> ResponseReturnValue:
    """Show the ballots of one batch in an order that says nothing."""
    return _page(unit_id, batch_id)


@judges
def judge(unit_id: int, batch_id: int) -> ResponseReturnValue:
    """Set the ticked ballots aside for a reason, or restore them."""
    ticked, key = acting.ticked("ballot"), acting.sent_key(unit_id)
    act, reason = request.form.get("act", ""), request.form.get("reason", "")
    if act not in (Act.ASIDE, Act.RESTORED):
        abort(400)
    message = _missing(act, reason, ticked) if key else acting.stale()
    if key is None or message:
        return _page(unit_id, batch_id, ticked=ticked, reason=reason, message=message)
    try:
        if act == Act.ASIDE:
            done = acting.as_moderator(
                unit_id,
                lambda s, by: actions.set_aside(
                    s, row_key(batch_id), ticked, Reason(reason), by=by, key=key, now=clock.now()
                ),
            )
        else:
            done = acting.as_moderator(
                unit_id,
                lambda s, by: actions.restore(s, row_key(batch_id), ticked, by=by, key=key, now=clock.now()),
            )
    except NotThereError:
        return _page(unit_id, batch_id, message=_("Có phiếu không thuộc đợt niêm phong này. Xin chọn lại."))
    flash(ngettext("Đã ghi quyết định về %(num)s phiếu.", "Đã ghi quyết định về %(num)s phiếu.", done))
    return redirect(url_for(".batch", unit_id=unit_id, batch_id=batch_id, page=acting.page_number()), 303)


def _missing(act: str, reason: str, ticked: list[str]) -> str:
    if not ticked:
        return str(_("Xin chọn ít nhất một phiếu."))
    if act == Act.ASIDE and reason not in list(Reason):
        return str(_("Xin chọn lý do gạt phiếu."))
    return ""


def _page(
    unit_id: int, batch_id: int, *, ticked: list[str] | None = None, reason: str = "", message: str = ""
) -> Response:
    with db.read() as session:
        unit = acting.judged_unit(session, unit_id)
        found = queries.batch_of(session, unit_id, row_key(batch_id))
        if found is None:
            abort(404)
        rows = moderation.ballots(session, found.id)
        page, pages = acting.pages_of(len(rows), ON_A_PAGE)
        shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        answered = queries.answers(session, [row.ballot.id for row in shown])
        forms = queries.forms(session, found.id)
        counters, groups = queries.places(session, unit_id, locale())
        standing = moderation.standing(session, [unit_id], batch_ids=[found.id])
    drawn = render_template(
        "admin/moderation/batch.html",
        unit=unit,
        unit_name=unit.name(locale()),
        batch=found,
        rows=[
            (row, answers_of(forms, answered[row.ballot.id], locale()), words.place(row.ballot, counters, groups))
            for row in shown
        ],
        first=(page - 1) * ON_A_PAGE + 1,
        page=page,
        pages=pages,
        standing=wording.beside_score(standing),
        reasons=REASONS,
        reason=reason,
        ticked=ticked or [],
        errors={"ballots": [message]} if message else {},
        token=acting.fresh_token(unit_id),
        words=words,
    )
    return make_response(drawn, 422 if message else 200)
