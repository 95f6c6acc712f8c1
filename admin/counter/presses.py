"""One press of a button: read the key, take the seat, run one function in one transaction, answer with the page."""

from collections.abc import Callable
from datetime import date

import structlog
from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts.guard import me
from admin.counter import pages, queries, words
from admin.counter.actions import UnknownTicketError
from admin.counter.seats import CounterClosedError, RelievedError, Seat, sit
from admin.counter.words import Notice
from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.addresses import digest
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.queue import queries as queue
from kiosk.queue.tickets import MoveRefused, Refusal

log = structlog.get_logger("counter")
Act = Callable[[Session, Seat, FormToken], Notice]


def press(counter_id: int, act: Act) -> ResponseReturnValue:
    """Run *act* for the signed-in clerk at the counter and answer with the refreshed page.

    A press that can do nothing answers 409 with a plain sentence: the counter is somebody else's by now, the queue
    has moved on, the page was drawn yesterday. A ticket of another unit is 404.
    """
    now, staff_id = clock.now(), me().id
    try:
        token = form_tokens.accept(request.form.get("token", ""), pages.PURPOSE, str(counter_id))
    except (FormExpiredError, FormForgedError):
        return pages.answer(counter_id, _old_page(), status=409)
    since, start_with_call = _rules(counter_id)

    def run(session: Session) -> Notice:
        seat = sit(session, counter_id, staff_id, since=since, start_with_call=start_with_call, now=now)
        return act(session, seat, token)

    try:
        said = db.write(run, replayable=True)
    except UnknownTicketError:
        abort(404)
    except (CounterClosedError, RelievedError):
        return pages.answer(counter_id, not_done(), status=409)
    except words.REFUSALS as error:
        if isinstance(error, MoveRefused) and error.refusal is Refusal.TIME_RUNS_BACKWARDS:
            log.error("clock behind", move=error.move, counter=counter_id)
        return pages.answer(counter_id, words.refusal(error), status=409)
    return pages.answer(counter_id, said)


def key_of(token: FormToken, act: str, subject: object) -> str:
    """Return the one-time key of one act on one ticket: all buttons drawn together share one token."""
    return digest(f"{act} {subject}", token.key)


def not_done() -> Notice:
    """Return the word for a press at a counter that is no longer one's own."""
    return Notice("warn", _("Thao tác vừa rồi không được thực hiện."))


def _old_page() -> Notice:
    return Notice("warn", _("Trang này đã mở quá lâu và vừa được làm mới. Xin xem lại rồi bấm lại."))


def _rules(counter_id: int) -> tuple[date | None, bool]:
    """Return from which day on people are called at this counter, and whether service begins with the call."""
    now = clock.now()
    unit = recent.read(now, queries.unit_of, counter_id) or abort(404)
    return queue.called_since(unit, local_day(now)), unit.start_with_call
