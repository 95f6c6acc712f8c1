"""What one tap of the page asks for, read from its form and done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from admin.spot_checks import actions, numbers
from admin.spot_checks.taps import Tap
from kiosk.ground.text import clean

_KEY: Final = re.compile(r"[0-9a-f]{16,64}")
_SEQ: Final = re.compile(r"[0-9]{1,6}")
LONGEST_LATE: Final = 24 * 3600
MOST_TYPED: Final = 40


class Act(StrEnum):
    """The buttons of the page."""

    ARRIVED = "arrived"
    CALLED = "called"
    LEFT = "left"
    NUMBER = "number"
    NO_TICKET = "no_ticket"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What was typed as somebody's number and is none; nothing is written."""

    seq: int
    typed: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One tap.

    Attributes:
        key: Of somebody's coming, one-time.
        seq: Whom it is about; 0 for somebody new.
        number: As it is called out; ``None`` where it is taken away again.
        undone: The kind of tap that is to be taken back.
        late_seconds: How long before it was sent the phone says it was tapped; ``None``: at once.
    """

    act: Act
    seq: int
    key: str
    number: str | None
    undone: str
    late_seconds: int | None

    def do(self, session: Session, check_id: int, by: int, now: datetime) -> None:
        """Write it down; raises what :mod:`admin.spot_checks.actions` raises."""
        match self.act:
            case Act.ARRIVED:
                actions.came(session, check_id, by, key=self.key, late_seconds=self.late_seconds, now=now)
            case Act.CALLED | Act.LEFT:
                tap = Tap(str(self.act))
                actions.ended(session, check_id, by, self.seq, tap, late_seconds=self.late_seconds, now=now)
            case Act.NUMBER | Act.NO_TICKET:
                none = self.act is Act.NO_TICKET
                actions.tell_number(session, check_id, by, self.seq, self.number, no_ticket=none)
            case Act.UNDO:
                actions.undo(session, check_id, by, (self.seq, self.undone), now=now)


def read(form: Mapping[str, str]) -> Wish | Mistyped | None:
    """Return what a form asks for; ``None`` for what no page of ours sends."""
    try:
        act = Act(form.get("act", ""))
    except ValueError:
        return None
    seq, key, typed = form.get("seq", ""), form.get("key", ""), form.get("number", "")
    if (act is Act.ARRIVED and not _KEY.fullmatch(key)) or (act is not Act.ARRIVED and not _SEQ.fullmatch(seq)):
        return None
    number = numbers.read(typed) if act is Act.NUMBER else None
    if act is Act.NUMBER and number is None and typed.strip():
        return Mistyped(int(seq), clean(typed[:MOST_TYPED], max_chars=4 * MOST_TYPED))
    known = int(seq) if act is not Act.ARRIVED else 0
    return Wish(act, known, key, number, form.get("undone", ""), _late(form.get("age", "")))


def _late(age: str) -> int | None:
    """Return how late a tap came in, as the phone says: a whole second or more."""
    late = min(int(age), LONGEST_LATE) if _SEQ.fullmatch(age) else 0
    return late or None
