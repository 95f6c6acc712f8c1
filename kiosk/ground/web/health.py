"""Two addresses for machines: is the process alive, and can it serve."""

import structlog
from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from kiosk.ground import db, migrate

bp = Blueprint("ground", __name__, template_folder="../templates")
log = structlog.get_logger("health")


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer that the process is alive."""
    return "ok\n", {"Content-Type": "text/plain"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer 200 when the database answers, can be trusted and has every migration; else 503 and why."""
    database = db.current()
    try:
        problems = [*database.problems(), *migrate.problems(database.engine)]
    except DBAPIError as error:
        log.error("not ready", error=type(error).__name__)
        problems = ["the database does not answer"]
    text = "ready\n" if not problems else "".join(f"{problem}\n" for problem in problems)
    return text, 503 if problems else 200, {"Content-Type": "text/plain"}
