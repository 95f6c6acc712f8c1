"""JSON log lines: one a request, by route and never by address, because addresses hold secrets."""

import logging
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("request")
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


def init_app(app: Flask) -> None:
    """Log every request of *app*: method, route, status, milliseconds."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint not in {"static", "ground.healthz"}:
            spent = time.perf_counter() - g.get("started", time.perf_counter())
            write_line(request.method, str(request.url_rule), response.status_code, spent)
        return response
