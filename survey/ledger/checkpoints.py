"""What is signed: the checkpoint of the tree after C2SP tlog-checkpoint, and the promise of one leaf. Pure."""

import base64
import binascii
from datetime import date
from typing import Final, NamedTuple

ROOT_BYTES: Final = 32
MOST_DIGITS: Final = 18


class Head(NamedTuple):
    """What a checkpoint says: whose log, how many leaves, and the 32 bytes over them."""

    origin: str
    size: int
    root: bytes


class Promise(NamedTuple):
    """What a receipt says: the log will hold this commitment of a ballot of that unit and week by *due*."""

    origin: str
    unit: str
    week: str
    commitment: str
    due: date


def checkpoint_text(head: Head) -> str:
    """Return the three lines to sign."""
    return f"{head.origin}\n{head.size}\n{base64.b64encode(head.root).decode('ascii')}\n"


def read_checkpoint(text: str) -> Head:
    """Read the text of a checkpoint whose signature has been verified; further lines are left alone.

    Raises:
        ValueError: It is none.
    """
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not _is_number(lines[1]):
        raise ValueError("not a checkpoint")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except binascii.Error:
        raise ValueError("not a checkpoint") from None
    if len(root) != ROOT_BYTES:
        raise ValueError("not a checkpoint")
    return Head(lines[0], int(lines[1]), root)


def promise_text(promise: Promise) -> str:
    """Return the five lines to sign; the first is no origin of a checkpoint, so neither can pass for the other."""
    told = (f"{promise.origin}/promise", promise.unit, promise.week, promise.commitment, promise.due.isoformat())
    return "".join(f"{line}\n" for line in told)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and str(int(text)) == text
