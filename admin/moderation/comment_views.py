"""Comments: read, and published, hidden for a reason, or freed of personal data."""

from typing import Final

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.measures.wording import week_name
from admin.moderation import acting, queries, words
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from kiosk.ground.text import clean
from kiosk.office.queries import UnitView
from survey.ballots.answers import COMMENT_CHARS
from survey.ballots.models import Comment
from survey.moderation import actions, striking, wording
from survey.moderation import queries as moderation
from survey.moderation.actions import Decided, DecidedSinceError, NotThereError
from survey.moderation.models import Act, Reason, Subject
from survey.moderation.striking import NotInTextError, TooMuchError

ON_A_PAGE: Final = 20
SAID_CHARS: Final = 80
"""How much of a comment stands in a message."""
MOST_TYPED: Final = 4000
DECISIONS: Final[dict[str, tuple[Act, Reason | None]]] = {
    "publish": (Act.PUBLISHED, None),
    "hide-spam": (Act.HIDDEN, Reason.SPAM),
    "hide-personal": (Act.HIDDEN, Reason.PERSONAL),
    "hide-test": (Act.HIDDEN, Reason.TEST),
}
judges = allow(Permission.MODERATE, of=scopes.unit_id)


@judges
def comments(unit_id: int) -> ResponseReturnValue:
    """Show comments in one state, at first those that nobody has decided about; the latest weeks first."""
    return _page(unit_id)


@judges
def decide(unit_id: int) -> ResponseReturnValue:
    """Publish or hide the comments that were ticked."""
    ticked, key, decision = acting.ticked("comment"), acting.sent_key(unit_id), request.form.get("act", "")
    if decision not in DECISIONS:
        abort(400)
    if key is None or not ticked:
        message = acting.stale() if key is None else _("Xin chọn ít nhất một lời góp ý.")
        return _page(unit_id, ticked=ticked, message=message)
    (act, reason), seen = DECISIONS[decision], acting.seen()
    try:
        done = acting.as_moderator(
            unit_id,
            lambda s, by: actions.decide_comments(
                s, unit_id, ticked, act, reason, by=by, key=key, now=clock.now(), seen=seen
            ),
        )
    except DecidedSinceError as error:
        return _page(unit_id, message=_decided_since(unit_id, error), status=409)
    except NotThereError:
        return _page(unit_id, message=_("Có lời góp ý không còn ở đơn vị này. Xin xem lại."))
    said = ngettext("Đã ghi quyết định về %(num)s lời góp ý.", "Đã ghi quyết định về %(num)s lời góp ý.", done)
    flash(said)
    return redirect(url_for(".comments", unit_id=unit_id, state=_state()), 303)


@judges
def mask(unit_id: int, comment_id: str) -> ResponseReturnValue:
    """Strike personal data out of one comment; the rest is published."""
    with db.read() as session:
        unit = acting.judged_unit(session, unit_id)
        comment = queries.comment_of(session, unit_id, comment_id)
        known = moderation.latest_acts(session, Subject.COMMENT, [comment_id])
    if comment is None:
        abort(404)
    decided = known.get(comment_id, actions.UNDECIDED)
    if request.method == "GET":
        return _mask_page(unit, comment, decided)
    key, typed = (
        acting.sent_key(unit_id),
        clean(request.form.get("pieces", "")[:MOST_TYPED], max_chars=4 * MOST_TYPED, multiline=True),
    )
    if key is None:
        return _mask_page(unit, comment, decided, typed, acting.stale())
    pieces = striking.pieces_of(typed)
    try:
        acting.as_moderator(
            unit_id,
            lambda s, by: actions.mask_comment(
                s, unit_id, comment_id, pieces, by=by, key=key, now=clock.now(), seen=acting.seen()
            ),
        )
    except DecidedSinceError as error:
        return _mask_page(unit, comment, decided, typed, _decided_since(unit_id, error), status=409)
    except NotInTextError as error:
        return _mask_page(unit, comment, decided, typed, _not_in_text(str(error)))
    except TooMuchError:
        said = _("Không che quá nửa lời góp ý. Nếu phải bỏ cả lời, xin quay lại và chọn “Ẩn”.")
        return _mask_page(unit, comment, decided, typed, said)
    flash(_("Đã che và cho công khai phần còn lại."))
    return redirect(url_for(".comments", unit_id=unit_id), 303)


def _page(unit_id: int, *, ticked: list[str] | None = None, message: str = "", status: int = 422) -> Response:
    state = _state()
    acts = None if state == wording.NEW else [Act(state)]
    with db.read() as session:
        unit = acting.judged_unit(session, unit_id)
        counts = moderation.comment_counts(session, [unit_id])
        in_state = sum(n for (act, _why), n in counts.items() if (act or wording.NEW) == state)
        page, pages = acting.pages_of(in_state, ON_A_PAGE)
        skip = (page - 1) * ON_A_PAGE
        rows = moderation.comments(session, [unit_id], undecided=acts is None, acts=acts, limit=ON_A_PAGE, skip=skip)
    by_state = {
        one: sum(n for (act, _why), n in counts.items() if (act or wording.NEW) == one) for one in wording.STATES
    }
    drawn = render_template(
        "admin/moderation/comments.html",
        unit=unit,
        unit_name=unit.name(locale()),
        rows=[(row, _weeks(row.comment)) for row in rows],
        state=state,
        counts=by_state,
        ticked=ticked or [],
        errors={"comments": [message]} if message else {},
        token=acting.fresh_token(unit_id),
        page=page,
        pages=pages,
        words=words,
        wording=wording,
    )
    return make_response(drawn, status if message else 200)


def _decided_since(unit_id: int, error: DecidedSinceError) -> str:
    """Return that an old page decides nothing, with what is decided about its comments now."""
    with db.read() as session:
        found = [(queries.comment_of(session, unit_id, one), now) for one, now in sorted(error.now.items())]
    each = [f"“{row.text[:SAID_CHARS]}”: {wording.comment_state(*now)}" for row, now in found if row]
    told = _("Từ khi mở trang này, lời góp ý đã có quyết định khác. Chưa ghi gì; xin xem lại rồi quyết định.")
    return " · ".join([told, *each])


def _mask_page(
    unit: UnitView, comment: Comment, decided: Decided, typed: str = "", message: str = "", *, status: int = 422
) -> Response:
    page = render_template(
        "admin/moderation/mask.html",
        unit=unit,
        unit_name=unit.name(locale()),
        comment=comment,
        decided=decided,
        typed=typed,
        errors={"pieces": [message]} if message else {},
        token=acting.fresh_token(unit.id),
        most=COMMENT_CHARS,
    )
    return make_response(page, status if message else 200)


def _not_in_text(piece: str) -> str:
    if not piece:
        return str(_("Xin chép vào đây những chữ cần che."))
    return str(_("Không thấy “%(piece)s” trong lời góp ý. Xin chép đúng từng chữ, mỗi dòng một chỗ.", piece=piece))


def _state() -> str:
    asked = request.values.get("state", "new")
    return asked if asked in wording.STATES else "new"


def _weeks(comment: Comment) -> str:
    return week_name(Week.parse(comment.until_week))
