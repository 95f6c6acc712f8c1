"""Who asks, and what exactly: a key in, a checked request out, or a problem."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NoReturn, cast

from flask import Request, current_app

from kiosk.ground import db
from kiosk.ground.web.addresses import digest
from kiosk.ground.web.problems import Problem
from kiosk.office import api_key_actions, api_key_queries
from kiosk.office.models import ApiKey
from kiosk.queue.api.operations import Operation
from kiosk.queue.api.problem_kinds import ALL
from kiosk.queue.api.shapes import Invalid, Shape, read
from kiosk.queue.api.turnstile import Turnstile

TURNSTILE: Final = "api turnstile"
REALM: Final = 'Bearer realm="/api/v1"'
ONE_TIME_KEY: Final = re.compile(r"[!-~]{1,200}")
LONGEST_SECRET: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One checked request.

    Attributes:
        unit_id: The unit of the key: nothing of another one is ever read or written.
        key_id: The machine's key.
        values: What the body or the address said, by name.
        one_time_key: A digest of key and Idempotency-Key; empty for a request that only reads.
        digest: A digest of route and body: what the same Idempotency-Key has to come with.
    """

    unit_id: int
    key_id: int
    now: datetime
    values: dict[str, Any]
    one_time_key: str = ""
    digest: str = ""


def problem(name: str, detail: str = "", **more: object) -> Problem:
    """Return the refusal of this name."""
    return Problem(name, ALL[name], detail, more=more)


def asked(request: Request, operation: Operation, now: datetime) -> Asked:
    """Return what *request* asks for.

    Raises:
        Problem: It has no key or one that is not good for this; it is not of the declared form; it comes too often.
    """
    key = _key(request, operation)
    if key.last_used_at is None or now - key.last_used_at >= api_key_actions.USED_EVERY:
        db.write(lambda session: api_key_actions.used(session, key.id, now=now))
    wait = cast(Turnstile, current_app.extensions[TURNSTILE]).seconds_to_wait(key.id, now)
    if wait is not None:
        raise too_many(wait)
    if not operation.writes:
        return Asked(key.unit_id, key.id, now, _checked(operation.query, _query(request)))
    one_time = request.headers.get("Idempotency-Key", "")
    if ONE_TIME_KEY.fullmatch(one_time) is None:
        raise problem("idempotency-key-missing")
    body = _body(request)
    values = _checked(operation.body, body)
    said = json.dumps([operation.method, request.path, body], sort_keys=True)
    once = digest("api-once", f"{key.id}\0{one_time}")
    return Asked(key.unit_id, key.id, now, values, once, digest("api-request", said))


def too_many(seconds: int) -> Problem:
    """Return the refusal of a request that comes too soon."""
    return Problem("too-many-requests", ALL["too-many-requests"], headers={"Retry-After": str(seconds)})


def _key(request: Request, operation: Operation) -> ApiKey:
    scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem("key-missing", ALL["key-missing"], headers={"WWW-Authenticate": REALM})
    with db.read() as session:
        key = api_key_queries.by_secret(session, secret.strip()[:LONGEST_SECRET])
    if key is None:
        raise Problem(
            "key-unknown", ALL["key-unknown"], headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'}
        )
    if operation.scope not in key.scopes.split():
        needs = f'{REALM}, error="insufficient_scope", scope="{operation.scope}"'
        more = {"scope": str(operation.scope)}
        raise Problem("scope-missing", ALL["scope-missing"], more=more, headers={"WWW-Authenticate": needs})
    return key


def _checked(shape: Shape, values: object) -> dict[str, Any]:
    try:
        return read(shape, values)
    except Invalid as error:
        faults = [{"field": fault.field[:80], "message": fault.message} for fault in error.faults]
        raise problem("invalid", errors=faults) from error


def _query(request: Request) -> dict[str, object]:
    doubled = [name for name, values in request.args.lists() if len(values) > 1]
    if doubled:
        faults = [{"field": name[:80], "message": "must not be said twice"} for name in doubled]
        raise problem("invalid", errors=faults)
    return dict(request.args)


def _body(request: Request) -> object:
    """Return the decoded body; an empty one says nothing."""
    raw = request.get_data(cache=False)
    if not raw:
        return {}
    if request.mimetype != "application/json":
        raise problem("unsupported-media-type")
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise problem("bad-request", "The body is not sound JSON in UTF-8.") from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
