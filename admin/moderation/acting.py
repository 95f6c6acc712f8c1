"""What every page of a moderator asks first: may this person judge this unit, and is the form one of ours."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from flask import abort, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import appointing
from admin.accounts.guard import me
from admin.measures.periods import PeriodKind, last_complete
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.errors import Trouble
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.moderation.actions import Decided, Moderator
from survey.moderation.models import Act, Reason

PURPOSE: Final = "moderate"
RANDOM_NAME: Final = re.compile(r"[0-9a-f]{32}")
T = TypeVar("T")


def judged_unit(session: Session, unit_id: int) -> UnitView:
    """Return the unit as of today; answer 404 where there is none, and 403 to whoever belongs to it."""
    day = local_day(clock.now())
    unit = office.unit_on(session, unit_id, day)
    if unit is None:
        abort(404)
    if not appointing.outside(session, me().id, unit_id, day):
        raise Trouble(
            403,
            _("Ông/Bà có vai trò ở đơn vị này nên không được kiểm duyệt phiếu của đơn vị."),
            _("Việc này dành cho người ngoài đơn vị. Xin báo người quản trị nếu có nhầm lẫn."),
        )
    return unit


def as_moderator(unit_id: int, act: Callable[[Session, Moderator], T]) -> T:
    """Let the signed-in person act as an outsider to the unit, which is asked again in the very transaction."""

    def run(session: Session) -> T:
        judged_unit(session, unit_id)
        return act(session, Moderator(me().id, frozenset({unit_id})))

    return db.write(run, replayable=True)


def fresh_token(unit_id: int) -> str:
    """Return a one-time key for a form about the unit."""
    return form_tokens.make(PURPOSE, str(unit_id))


def sent_key(unit_id: int) -> str | None:
    """Return the one-time key that the form brought; ``None`` when it is too old or not ours."""
    try:
        return form_tokens.accept(request.form.get("token", ""), PURPOSE, str(unit_id)).key
    except (FormExpiredError, FormForgedError):
        return None


def ticked(name: str) -> list[str]:
    """Return the random names of what was ticked; whatever cannot be one is left out."""
    return [one for one in request.form.getlist(name) if RANDOM_NAME.fullmatch(one)]


def seen() -> dict[str, Decided]:
    """Return what the form says was decided about each comment on its page: ``<comment> [<act> [<reason>]]``."""
    found: dict[str, Decided] = {}
    for one in request.form.getlist("seen"):
        name, act, reason = (*one.split(" "), "", "")[:3]
        if act in list(Act):
            found[name] = (Act(act), Reason(reason) if reason in list(Reason) else None)
    return found


def last_week() -> Week:
    """Return the last week that is over, up to which “13 tuần” go on every page."""
    return Week.of(last_complete(PeriodKind.WEEK, local_day(clock.now())).first)


def page_number() -> int:
    """Return ``?page=``; 1 for whatever is no page."""
    asked = request.values.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def pages_of(count: int, on_a_page: int) -> tuple[int, int]:
    """Return the page that is asked for, or the last one, and how many there are; at least one."""
    pages = max(1, -(-count // on_a_page))
    return min(page_number(), pages), pages


def stale() -> str:
    """Return what a form that is too old is told."""
    return str(_("Trang này đã mở quá một ngày, chưa ghi gì. Xin bấm lần nữa."))
