"""How a page about procedures is drawn, and a procedure's name in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Response, make_response, render_template

from kiosk.ground.i18n import DEFAULT, locale
from kiosk.office.entrances import Place
from kiosk.procedures import neighbours
from kiosk.procedures.models import ProcedureVersion
from kiosk.procedures.queries import Card

VIETNAMESE: Final = DEFAULT


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure in a list; *language* marks a name that is not in the page's language, else it is ``None``."""

    id: int
    name: str
    language: str | None


def lines(cards: Iterable[Card]) -> list[Line]:
    """Return *cards* as the reader sees them: in Vietnamese, and marked so, where nobody has translated the name."""
    return [Line(card.id, *named(card)) for card in cards]


def named(row: Card | ProcedureVersion) -> tuple[str, str | None]:
    """Return the name in the page's language and ``None``, or the Vietnamese one and ``"vi"``."""
    language = locale()
    found: str | None = getattr(row, f"name_{language}", None)
    if found:
        return found, None
    return row.name_vi, None if language == VIETNAMESE else VIETNAMESE


def draw(template: str, entrance: Place, status: int = 200, **values: object) -> Response:
    """Return ``kiosk/procedures/<template>.html`` filled with *values*, for the unit of a code."""
    page = render_template(
        f"kiosk/procedures/{template}.html",
        unit_name=entrance.unit.name(locale()),
        unit_hotline=entrance.unit.unit.hotline,
        unit_sample=entrance.unit.unit.is_demo,
        unit_practice=entrance.unit.unit.is_practice,
        entrance=entrance,
        door_url=neighbours.current().door_url(entrance.code),
        # What is not translated is Vietnamese, and says so to whoever reads it aloud.
        texts_in=None if locale() == VIETNAMESE else VIETNAMESE,
        **values,
    )
    return make_response(page, status)
