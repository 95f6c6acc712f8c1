"""Which signs a ballot bears that is being cast. Whatever goes wrong here, the ballot is taken."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from flask import current_app, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.queue.taps import lateness
from survey.ballots import sign_actions, sign_queries
from survey.ballots.models import BallotChannel
from survey.ballots.signs import Sign, network, timing

LOG: Final = structlog.get_logger()
STAMP: Final = "drawn"
"""The field with the stamp that says when a form was drawn."""
SURVEY: Final = "survey"

fresh_stamp: Final = partial(form_tokens.stamp, SURVEY)


def kept_stamp(sent: Mapping[str, list[str]]) -> str:
    """Return the stamp of the form that was sent: whoever corrects an answer has had it open all the time."""
    stamped = (sent.get(STAMP) or [""])[0]
    return stamped if form_tokens.drawn_at(stamped, SURVEY) else fresh_stamp()


def signs_of(
    session: Session, unit_id: int, sent: Mapping[str, list[str]], *, channel: BallotChannel, now: datetime
) -> frozenset[Sign]:
    """Return the signs of the ballot of a visit that this request brings; call it once in the transaction that casts.

    Where they cannot be found out there are fewer of them, and a line in the log.
    """
    timed = _timed(sent, now)
    if channel != BallotChannel.VISIT:  # a tablet stands in the office itself, and many use it in turn
        return timed
    return timed | {Sign.PHONE} | _noticed(session, unit_id, now)


def network_digest(unit_id: int, address: str) -> str | None:
    """Return what is kept of a network address for one unit; ``None`` for what is none.

    Without the server's key nobody can try all addresses, and the same address has another digest at another unit.
    """
    told = network(address)
    if told is None:
        return None
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"network\0{unit_id}\0{told}".encode(), "sha256").hex()


def _timed(sent: Mapping[str, list[str]], now: datetime) -> frozenset[Sign]:
    drawn = form_tokens.drawn_at((sent.get(STAMP) or [""])[0], SURVEY)
    late = lateness((sent.get("age") or [""])[0], drawn=drawn or now, now=now)
    return timing(drawn, None if late > timedelta() else now)


def _noticed(session: Session, unit_id: int, now: datetime) -> frozenset[Sign]:
    """Return what the database knows of the moment; a fault takes back what was counted here, and nothing else."""
    digest = network_digest(unit_id, request.remote_addr or "")
    try:
        with session.begin_nested():
            office = sign_queries.is_office(session, unit_id, digest, today=local_day(now)) if digest else None
            burst = sign_actions.bears_burst(session, unit_id, now=now)
    except SQLAlchemyError as error:
        LOG.warning("sign_not_noticed", error=type(error).__name__)
        return frozenset()
    there = {Sign.PLACED: office is not None, Sign.OFFICE: office, Sign.BURST: burst}
    return frozenset(sign for sign, is_there in there.items() if is_there)
