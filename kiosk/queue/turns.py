"""In which turn somebody was called, as the record of the call keeps it: policies change, what was done does not."""

from enum import StrEnum
from typing import NamedTuple

from kiosk.queue.order import Policy


class By(StrEnum):
    """Who chose: the unit's order, or a clerk who called somebody else."""

    ORDER = "next"
    CHOICE = "pick"


class Turn(NamedTuple):
    """How a call came about: by whose choice, and the unit's policy at that moment."""

    by: By
    policy: Policy


def written(turn: Turn) -> str:
    """Return what stands in the note of the call: ``next interleaved``."""
    return f"{turn.by} {turn.policy}"


def read(note: str | None) -> Turn | None:
    """Return the turn that a note tells; ``None`` for one that tells none, as of a call that was imported."""
    by, _, policy = (note or "").partition(" ")
    try:
        return Turn(By(by), Policy(policy))
    except ValueError:
        return None
