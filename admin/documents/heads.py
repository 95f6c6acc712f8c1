"""Letterhead and foot of a unit's documents: as somebody has set them up, else guessed from the tree of units. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from admin.documents.content import Foot, Head

COMMITTEE: Final = "Ủy ban nhân dân"
PEOPLE: Final = ("phường ", "xã ", "đặc khu ", "thành phố ", "tỉnh ")

ASIDE: Final = re.compile(r"\s*\([^()]*\)$")


class Stored(Protocol):
    """A letterhead, stored or guessed: lines are parted by line breaks."""

    @property
    def superior_body(self) -> str: ...
    @property
    def issuing_body(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def signer_title(self) -> str: ...
    @property
    def recipients(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Guessed:
    """A letterhead that nobody has set up, in the fields of a stored one."""

    superior_body: str
    issuing_body: str
    symbol: str
    place: str
    signer_title: str
    recipients: str


def guess(unit: str, parent: str | None, top: str | None) -> Guessed:
    """Return the letterhead of a unit that has none, from its name, its parent's and that of the unit at the top."""
    unit, parent, top = (ASIDE.sub("", name or "") for name in (unit, parent, top))
    issuing, above = body(unit), body(parent) if parent else ""
    committee = issuing.startswith(COMMITTEE)
    return Guessed(
        superior_body=above,
        issuing_body=issuing,
        symbol="BC-UBND" if committee else "BC",
        place=place(issuing.splitlines()[-1] if committee else top or unit),
        signer_title="TM. Ủy ban nhân dân\nChủ tịch" if committee else "Thủ trưởng đơn vị",
        recipients=f"- {' '.join(above.split())} (báo cáo);\n- Lưu: VT." if above else "- Lưu: VT.",
    )


def body(name: str) -> str:
    """Return the body behind a unit's name, in two lines: a ward is run by its people's committee."""
    lowered = name.lower()
    kind = next((word for word in PEOPLE if word in lowered), None)
    if kind is None or name.startswith(COMMITTEE):
        return name
    return f"{COMMITTEE}\n{kind}{name[lowered.index(kind) + len(kind) :]}"


def place(name: str) -> str:
    """Return what stands before the date: the name of a province or ward without its kind."""
    lowered = name.lower()
    return next((name[lowered.index(kind) + len(kind) :] for kind in PEOPLE if kind in lowered), name)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of *text* that are not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def head(stored: Stored, day: date) -> Head:
    """Return the letterhead of a document of that *day*."""
    return Head(lines(stored.superior_body), lines(stored.issuing_body), stored.symbol, stored.place, day.year)


def foot(stored: Stored) -> Foot:
    """Return its foot."""
    return Foot(lines(stored.recipients), lines(stored.signer_title))
