"""What stands in the log, word for word: each entry is one line of canonical JSON that anybody can read. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
"""Made once: a check of the whole log needs it millions of times."""
KINDS: Final = ("start", "cast", "batch", "aside", "restored", "comment")


def canonical(value: Mapping[str, Any]) -> str:
    """Return *value* as the one JSON text that stands for it: keys in order, no white space, UTF-8 not escaped."""
    return ENCODER.encode(value)


def commitment(nonce: str, ballot: Mapping[str, Any]) -> str:
    """Return what binds whoever keeps the ballots to this one, and says nothing about it without the nonce.

    Args:
        nonce: 256 random bits, 64 hex digits, destroyed when the ballot is sealed.
        ballot: As :func:`survey.ballots.canonical.cast_ballot` gives it.

    Returns:
        SHA-256 of “langnghe ballot”, NUL, the nonce's bytes and the canonical ballot; 64 hex digits.
    """
    return hashlib.sha256(b"langnghe ballot\0" + bytes.fromhex(nonce) + canonical(ballot).encode()).hexdigest()


def start(unit: str, spent: int) -> str:
    """Return the entry of a unit whose ballots were cast before there was a log: how many tokens were spent by then."""
    return canonical({"kind": "start", "unit": unit, "spent": spent})


def cast(unit: str, week: str, committed: str) -> str:
    """Return the entry of one ballot: the unit's slug, the week of casting, the commitment that was promised."""
    return canonical({"kind": "cast", "unit": unit, "week": week, "commitment": committed})


def batch(unit: str, number: int, sealed: Mapping[str, Any]) -> str:
    """Return the entry of a sealed batch.

    Args:
        unit: The unit's slug.
        number: The batch's id.
        sealed: channel, served, from_week, until_week, ballots, form (key/version), form_sha256, levels (five counts of
            the overall question, or ``None``), ballots_sha256, comments, comments_sha256.
    """
    return canonical({"kind": "batch", "unit": unit, "batch": number, **sealed})


def decision(kind: str, unit: str, about: Sequence[str], *, reason: str | None, batch_number: int | None) -> str:
    """Return the entry of a moderator's decision.

    Args:
        kind: ``aside`` or ``restored`` for ballots; ``comment`` for what is decided about a comment.
        unit: The unit's slug.
        about: SHA-256 of the identifiers it is about, hex: they name no answer.
        reason: Why; for a comment the act and the reason (``hidden spam``).
        batch_number: The batch's id, for ballots.
    """
    told = {"kind": kind, "unit": unit, "about": sorted(about), "reason": reason, "batch": batch_number}
    return canonical(told)
