"""Every write about service groups. A group is never deleted: its tickets keep it."""

from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, positions, prefix_queries, tree
from kiosk.office.kinds import PICTURES
from kiosk.office.models import ServiceGroup
from kiosk.office.queries import groups_of
from kiosk.office.refusals import Refused

GUIDANCE: Final = entries.Names(
    "Tôi không biết – nhờ hướng dẫn", "I do not know – please guide me", "ខ្ញុំមិនដឹង – សូមជួយណែនាំ", "我不清楚 – 请帮我指引"
)
GUIDANCE_PREFIX: Final = "H"  # hướng dẫn
GUIDANCE_PICTURE: Final = "huong-dan"


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What people see of a group: the letters before its numbers, its names in everyday words, its picture."""

    prefix: str
    names: entries.Names
    picture: str = "khac"

    def columns(self) -> dict[str, object]:
        """Return the columns, checked.

        Raises:
            Refused: ``prefix``, a name, or ``picture`` *unknown*.
        """
        if self.picture not in PICTURES:
            raise Refused("unknown", "picture")
        return {"prefix": entries.prefix(self.prefix), **self.names.columns(), "picture": self.picture}


def add_group(
    session: Session, unit_id: int, words: GroupWords, *, now: datetime, staff_id: int | None, guidance: bool = False
) -> ServiceGroup:
    """Add a group at the end of the list; *guidance* marks the one for people who do not know where to go.

    Raises:
        Refused: as :meth:`GroupWords.columns`; ``prefix`` *taken* (also by a group out of use, a tablet or cards),
            ``guidance`` *taken*.
    """
    values = words.columns()
    tree.locked_unit(session, unit_id)
    others = groups_of(session, unit_id, only_active=False)
    if values["prefix"] in prefix_queries.used(session, unit_id):
        raise Refused("taken", "prefix")
    if guidance and any(group.guidance for group in others):
        raise Refused("taken", "guidance")
    position = max((group.position for group in others), default=0) + 1
    group = ServiceGroup(unit_id=unit_id, guidance=guidance, position=position, **values)
    session.add(group)
    session.flush()
    _record(session, "group.add", group, changes.from_nothing(values), now=now, staff_id=staff_id)
    return group


def add_guidance(session: Session, unit_id: int, *, now: datetime, staff_id: int | None) -> ServiceGroup:
    """Add “Tôi không biết – nhờ hướng dẫn” with H, or the first letter that is free.

    Raises:
        Refused: ``guidance`` *taken*: the unit has it already, perhaps out of use.
    """
    tree.locked_unit(session, unit_id)
    used = prefix_queries.used(session, unit_id)
    prefix = next((letter for letter in GUIDANCE_PREFIX + ascii_uppercase if letter not in used), GUIDANCE_PREFIX)
    words = GroupWords(prefix, GUIDANCE, GUIDANCE_PICTURE)
    return add_group(session, unit_id, words, now=now, staff_id=staff_id, guidance=True)


def change_group(session: Session, group_id: int, words: GroupWords, *, now: datetime, staff_id: int | None) -> None:
    """Give the group other words; numbers already given out keep their letters.

    Raises:
        Refused: as :func:`add_group`; ``group`` *unknown*.
    """
    values = words.columns()
    group = _locked(session, group_id)
    if values["prefix"] in prefix_queries.used(session, group.unit_id) - {group.prefix}:
        raise Refused("taken", "prefix")
    details = changes.apply(group, values)
    session.flush()
    _record(session, "group.change", group, details, now=now, staff_id=staff_id)


def set_group_active(session: Session, group_id: int, *, active: bool, now: datetime, staff_id: int | None) -> None:
    """Take the group off the list of services, or put it back.

    Raises:
        Refused: ``group`` *unknown*.
    """
    group = _locked(session, group_id)
    details = changes.apply(group, {"active": active})
    session.flush()
    _record(session, "group.change", group, details, now=now, staff_id=staff_id)


def move_group(session: Session, group_id: int, *, up: bool, now: datetime, staff_id: int | None) -> None:
    """Swap the group with its neighbour in the list; the first cannot go up, and guidance always stands last.

    Raises:
        Refused: ``group`` *unknown*.
    """
    group = _locked(session, group_id)
    listed = [each for each in groups_of(session, group.unit_id, only_active=False) if each.guidance == group.guidance]
    after = positions.stepped(listed, group, up=up)
    if after is None:
        return
    session.flush()
    details: changes.Change = {
        "order": {"old": [each.prefix for each in listed], "new": [each.prefix for each in after]}
    }
    _record(session, "group.move", group, details, now=now, staff_id=staff_id)


def _locked(session: Session, group_id: int) -> ServiceGroup:
    group = session.get(ServiceGroup, group_id)
    if group is None:
        raise Refused("unknown", "group")
    tree.locked_unit(session, group.unit_id)
    session.refresh(group)
    return group


def _record(
    session: Session, act: str, group: ServiceGroup, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    if details:
        events.record(
            session,
            act,
            f"{group.prefix} – {group.name_vi}",
            now=now,
            staff_id=staff_id,
            unit_id=group.unit_id,
            details=dict(details),
        )
