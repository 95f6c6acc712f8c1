"""JSON log lines: one a request, by route and never by address, because addresses hold secrets.

Of quiet rooms a request has no line at all unless it failed: where somebody answers alone, the instant tells who it is.
"""

import logging
import sys
import time
from collections.abc import Collection, MutableMapping
from typing import Any, Final

import structlog
from flask import Flask, Response, current_app, g, request

log = structlog.get_logger("request")
QUIET: Final = "quiet_rooms"
FAULT: Final = 500
SECRET_KEYS = frozenset({"password", "token", "secret", "secret_key", "cookie", "authorization", "code"})


def configure(level: str) -> None:
    """Write one JSON object a line to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def mask_secrets(_logger: object, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blank values whose key names a secret."""
    for key in line:
        if key.lower() in SECRET_KEYS:
            line[key] = "•••"
    return line


def write_line(method: str, route: str, status: int, seconds: float) -> None:
    """Write the line of one request."""
    log.info("request", method=method, route=route, status=status, ms=round(1000 * seconds, 1))


def is_quiet() -> bool:
    """Whether the present request has no line unless it fails."""
    return request.blueprint in current_app.extensions.get(QUIET, ())


def init_app(app: Flask, *, quiet: Collection[str] = ()) -> None:
    """Log requests of *app*: method, route, status, milliseconds; of the blueprints in *quiet* only faults.

    Not even a coarse line: its place among the lines of others would tell when it was.
    """
    app.extensions[QUIET] = frozenset(quiet)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        told = response.status_code >= FAULT or not is_quiet()
        if told and request.endpoint not in {"static", "ground.healthz"}:
            spent = time.perf_counter() - g.get("started", time.perf_counter())
            write_line(request.method, str(request.url_rule), response.status_code, spent)
        return response
