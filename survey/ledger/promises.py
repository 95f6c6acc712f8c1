"""The signed promise on a receipt. It is signed when somebody looks at it: casting costs nothing more."""

from datetime import date
from typing import Final

import structlog
from flask import current_app

from survey.ledger import checkpoints, keys
from survey.ledger.checkpoints import Promise
from survey.ledger.keys import KeyFile, KeyUnusable
from survey.ledger.notes import Signer, Verifier

log: Final = structlog.get_logger("ledger")


def key_file() -> KeyFile:
    """Return the running application's key file."""
    return KeyFile(current_app.config["SETTINGS"].ledger_key)


def signer() -> Signer | None:
    """Return the key of the running application; ``None`` without one that can be used, which the log is told."""
    try:
        return key_file().signer()
    except KeyUnusable as error:
        log.error("ledger key unusable", alarm="ledger", reason=str(error))
        return None


def former() -> tuple[Verifier, ...]:
    """Return the public keys that this log had before; none when their file cannot be read, which the log is told."""
    try:
        return key_file().former()
    except KeyUnusable as error:
        log.error("former ledger keys unusable", alarm="ledger", reason=str(error))
        return ()


def origin() -> str:
    """Return how the log is called: by its key, and before there is one by the address of this installation."""
    known = signer()
    return known.name if known else keys.default_origin(current_app.config["SETTINGS"].base_url)


def promise_note(unit_slug: str, week: str, commitment: str, due: date) -> str | None:
    """Return the signed promise that the log will hold a commitment by *due*; ``None`` when it cannot be signed.

    Args:
        unit_slug: The unit's.
        week: ISO week of casting, ``2026-W47``.
        commitment: As the receipt keeps it, 64 hex digits.
        due: The first day on which it has to be there.
    """
    known = signer()
    if known is None:
        log.warning("promise not signed", alarm="ledger", reason="no key")
        return None
    return known.sign(checkpoints.promise_text(Promise(known.name, unit_slug, week, commitment, due)))
