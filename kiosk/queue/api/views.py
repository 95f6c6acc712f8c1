"""``/api/v1``: each operation reads a checked request, runs one action in one transaction, answers from what is there.

No session and no cookie: a machine shows its key with each request.
"""

from collections.abc import Callable
from typing import Any, Final

import structlog
from flask import Blueprint, Response, abort, jsonify, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.problems import ADDRESS
from kiosk.queue import pages
from kiosk.queue import queries as queue
from kiosk.queue.api import actions, check_in_actions, counter_actions, openapi, queries, representations
from kiosk.queue.api.operations import BASE, LABEL, PAGE, TABLE, Operation
from kiosk.queue.api.problem_kinds import ALL
from kiosk.queue.api.refusals import REFUSALS, told
from kiosk.queue.api.requests import TURNSTILE, Asked, asked
from kiosk.queue.api.stations import UnknownError, counter_of
from kiosk.queue.api.turnstile import Turnstile
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move

Json = dict[str, Any]
Named = Any
"""What the address names: a ticket's id, a counter's sign, or nothing."""
Act = Callable[[Session, Asked, Named], object]

log = structlog.get_logger("api")
bp = Blueprint("api", __name__, url_prefix=BASE)
PLACES: Final = {"{id}": "<int:ticket_id>", "{label}": "<label>"}
LARGEST_ID: Final = openapi.LARGEST_ID


@bp.record
def keep(state: BlueprintSetupState) -> None:
    """Count the requests of each key in this process."""
    state.app.extensions[TURNSTILE] = Turnstile()


@bp.get("/openapi.json")
def description() -> ResponseReturnValue:
    """Describe the API in OpenAPI 3.1."""
    return _conditional(openapi.document())


@bp.get("/problems/<name>")
def problem_kind(name: str) -> ResponseReturnValue:
    """Say what a problem of this type is, and what to do about it."""
    kind = ALL.get(name) or abort(404)
    return jsonify(type=f"{ADDRESS}{name}", title=kind.title, status=kind.status, advice=kind.advice)


def _unit(session: Session, ask: Asked, _named: Named) -> Json:
    return representations.unit(session, ask.unit_id, now=ask.now)


def _list(session: Session, ask: Asked, _named: Named) -> Json:
    limit, cursor = ask.values.get("limit", PAGE), int(ask.values.get("cursor", "0"))
    state, group = ask.values.get("state"), ask.values.get("group")
    rows = queries.tickets(
        session, ask.unit_id, local_day(ask.now), state=state, group=group, after=cursor, limit=limit + 1
    )
    names = representations.names_of(session, ask.unit_id)
    more = str(rows[limit - 1].id) if len(rows) > limit else None
    return {"tickets": [representations.ticket(row, names) for row in rows[:limit]], "next_cursor": more}


def _ticket(session: Session, ask: Asked, named: Named) -> Json:
    row = actions.known(session, ask, named) if named is not None else _made(session, ask)
    return representations.ticket(row, representations.names_of(session, ask.unit_id))


def _issued(session: Session, ask: Asked, _named: Named) -> Json:
    row = queue.by_issue_key(session, ask.one_time_key)
    if row is None:
        raise UnknownError
    own = check_in_actions.token_of(ask.one_time_key, pages.secret())
    url = f"{pages.settings().base_url}{url_for('citizen.ticket', token=own.text, lang=None)}"
    return representations.issued(row, representations.names_of(session, ask.unit_id), url=url, code=own.code)


def _counter(session: Session, ask: Asked, named: Named) -> Json:
    return representations.counter(session, counter_of(session, ask.unit_id, named), now=ask.now)


def _made(session: Session, ask: Asked) -> Ticket:
    """Return the ticket that this very request has called."""
    done = queue.event_by_key(session, ask.one_time_key)
    if done is None:
        raise UnknownError
    return session.get_one(Ticket, done.ticket_id)


def _moves(kind: Move) -> Act:
    return lambda session, ask, named: actions.move(session, ask, named, kind)


ANSWERS: Final[dict[str, Callable[[Session, Asked, Named], Json]]] = {
    "Unit": _unit,
    "TicketList": _list,
    "Ticket": _ticket,
    "IssuedTicket": _issued,
    "Counter": _counter,
}
ACTS: Final[dict[str, Act]] = {
    "issueTicket": lambda session, ask, _named: check_in_actions.issue(session, ask, secret=pages.secret()),
    "openCounter": counter_actions.open_counter,
    "pauseCounter": counter_actions.pause_counter,
    "resumeCounter": counter_actions.resume_counter,
    "closeCounter": counter_actions.close_counter,
    "callNext": actions.call_next,
    "callTicket": lambda session, ask, named: actions.call(session, ask, named, ask.values["counter"]),
    "recallTicket": _moves(Move.RECALL),
    "startTicket": _moves(Move.START),
    "finishTicket": _moves(Move.FINISH),
    "missTicket": _moves(Move.NO_SHOW),
    "checkOutTicket": actions.check_out,
    "leaveTicket": lambda session, ask, named: actions.leave(session, ask, named, ask.values.get("reason")),
}


def _view(operation: Operation) -> Callable[..., ResponseReturnValue]:
    """Return the view of one line of the table."""

    def view(**names: Named) -> ResponseReturnValue:
        ask = asked(request, operation, clock.now())
        try:
            meant = _meant(next(iter(names.values()), None))
            if operation.writes:
                return _carry_out(operation, ask, meant)
            return _conditional(_read(operation, ask, meant))
        except REFUSALS as error:
            raise told(error) from error

    return view


def _carry_out(operation: Operation, ask: Asked, named: Named) -> Response:
    act = ACTS[operation.name]
    replayed = db.write(
        lambda session: actions.once(session, ask, lambda s: act(s, ask, named)),
        replayable=True,
    )
    log.info("machine", machine=ask.key_id, operation=operation.name, replayed=replayed)
    # Whom a call of the next one called is told by the key of this request, not by the counter it was sent to.
    about = None if operation.name == "callNext" else named
    response = jsonify(_read(operation, ask, about))
    response.status_code = 200 if replayed else operation.status
    if replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _read(operation: Operation, ask: Asked, named: Named) -> Json:
    with db.read() as session:
        return ANSWERS[operation.answer](session, ask, named)


def _meant(named: Named) -> Named:
    """Return what the address names as it is stored; raises UnknownError for what cannot be there."""
    if named is None or isinstance(named, int):
        if named is not None and named > LARGEST_ID:
            raise UnknownError
        return named
    try:
        return LABEL.read(named)
    except ValueError as error:
        raise UnknownError from error


def _conditional(told_of: Json) -> Response:
    """Return an answer that can be asked for again with If-None-Match."""
    response = jsonify(told_of)
    response.add_etag()
    response.make_conditional(request)
    return response


for _operation in TABLE:
    _rule = _operation.path
    for _written, _place in PLACES.items():
        _rule = _rule.replace(_written, _place)
    bp.add_url_rule(
        _rule,
        endpoint=_operation.name,
        view_func=_view(_operation),
        methods=[_operation.method],
        provide_automatic_options=False,
    )
