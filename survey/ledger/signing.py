"""The last step of a seal run: sign the tree if it grew, say so loudly if that is refused, mail what is unsent."""

from datetime import datetime
from typing import Final, NamedTuple

import structlog
from flask import current_app

from kiosk.ground import db
from kiosk.ground.settings import Settings
from survey.ledger import checkpoint_actions, letters
from survey.ledger.checkpoint_actions import SigningRefused
from survey.ledger.letters import Sent
from survey.ledger.promises import key_file
from survey.ledger.queries import Checkpoint

log: Final = structlog.get_logger("ledger")


class Signing(NamedTuple):
    """What one run did: *signed* is ``None`` when nothing was new or *refused* says why not."""

    signed: Checkpoint | None
    refused: SigningRefused | None
    letters: Sent

    @property
    def told(self) -> str:
        """What happened, for whoever typed the command."""
        if self.refused:
            return f"NOT SIGNED: {self.refused}."
        mailed = f", {self.letters.sent} letters sent, {self.letters.waiting} wait" if any(self.letters) else ""
        signed = f"Checkpoint signed: {self.signed.size} entries" if self.signed else "No new entries to sign"
        return f"{signed}{mailed}."


def sign_and_mail(now: datetime) -> Signing:
    """Sign what is new, in a transaction of its own, and mail each checkpoint to LEDGER_MAIL once.

    Call it after everything else of the run is committed. Neither a missing key nor a dead mail server is an error of
    the run: both stand in the log, marked as an alarm, and the next run tries again.
    """
    signed, refused = None, None
    try:
        signed = db.write(lambda session: checkpoint_actions.sign(session, key_file(), now=now))
    except SigningRefused as error:
        refused = error
        log.error("checkpoint refused", alarm="ledger", reason=error.reason, told=str(error))
    return Signing(signed, refused, _mail(now))


def _mail(now: datetime) -> Sent:
    settings: Settings = current_app.config["SETTINGS"]
    if settings.mail is None or not settings.ledger_mail:
        return Sent()
    url = f"{settings.base_url}/ledger"
    sent = letters.send(db.current(), settings.mail, settings.ledger_mail, url=url, now=now)
    if sent.waiting or sent.refused:
        log.warning("checkpoint not mailed", alarm="ledger", waiting=sent.waiting, refused=sent.refused)
    return sent
