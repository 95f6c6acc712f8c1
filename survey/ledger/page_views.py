"""The log in plain words, for whoever was handed a receipt or saw the address on a notice."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple, cast

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.recent import Recent
from survey.ledger import promises, queries
from survey.ledger.queries import Checkpoint

COUNTED: Final = "ledger_counted"
LIFE: Final = timedelta(hours=6)


class Counted(NamedTuple):
    """Ballots in the signed log, and those of before there was a log."""

    ballots: int
    before: int


def index() -> ResponseReturnValue:
    """Say what the log is, how many ballots it holds, and what anybody can do with it."""
    with db.read() as session:
        signed = queries.latest_checkpoint(session)
        counted = _counted(session, signed, clock.now()) if signed else None
        sample = queries.is_sample(session)
    signer = promises.signer()
    return render_template(
        "survey/ledger/index.html",
        signed=signed,
        counted=counted,
        vkey=signer.verifier.vkey if signer else None,
        address=f"{current_app.config['SETTINGS'].base_url}/ledger",
        unit_sample=sample,
    )


def _counted(session: Session, signed: Checkpoint, now: datetime) -> Counted:
    """Count once for each checkpoint: a million entries take a moment."""
    kept = cast(Recent, current_app.extensions.setdefault(COUNTED, Recent(LIFE)))
    size = signed.size
    return kept.get(now, size, lambda: Counted(queries.ballots(session, size), queries.ballots_before(session, size)))
