"""Two addresses for machines: is the process alive, and can it serve."""

import structlog
from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.ground import db, startup

bp = Blueprint("ground", __name__, template_folder="../templates")
log = structlog.get_logger("health")


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer that the process is alive."""
    return "ok\n", {"Content-Type": "text/plain"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer 200 when the database answers, can be trusted and has every migration; else 503 and why."""
    problems = startup.problems(db.current())
    if problems:
        log.error("not ready", problems=problems)
    text = "ready\n" if not problems else "".join(f"{problem}\n" for problem in problems)
    return text, 503 if problems else 200, {"Content-Type": "text/plain"}
