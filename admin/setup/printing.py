"""The posters of a unit, put together from what is stored, in the language of the paper and not of the page."""

from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale
from sqlalchemy.orm import Session

from admin.setup import page_queries, poster_texts
from kiosk.ground.settings import Settings
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.poster_content import Poster
from kiosk.office.queries import CodeView, UnitView


@dataclass(frozen=True, slots=True)
class Printing:
    """What all posters of one printing share.

    Attributes:
        unit: The unit whose codes are printed, as it is on `day`.
        agency: The organisation above it; ``None`` when the unit is one itself, or stands alone.
        settings: For the address, and for whether it is an https one.
        language: Of the posters.
    """

    unit: UnitView
    agency: UnitView | None
    settings: Settings
    language: str

    def of_code(self, view: CodeView) -> Poster:
        """Return the poster of one code."""
        with force_locale(self.language):
            return poster_texts.poster_of(self.unit, self.agency, view, self.settings, self.language)

    def of_group(self, group: ServiceGroup, entrance: CodeView) -> Poster:
        """Return the poster of one service group, on which an entrance's code is printed."""
        with force_locale(self.language):
            return poster_texts.group_poster_of(self.of_code(entrance), self.unit, group, self.language)


def printing(session: Session, unit: UnitView, settings: Settings, language: str, day: date) -> Printing:
    """Return the printing of the posters of *unit* in *language*."""
    above = page_queries.above(session, unit, day)
    agency = next((each for each in reversed(above) if each.unit.kind == "organisation"), None)
    return Printing(unit, agency, settings, language)


def codes_in_use(session: Session, unit_id: int) -> list[CodeView]:
    """Return the codes that hang somewhere: entrances first, then counters by their signs."""
    views = [view for view in office.codes_of(session, unit_id) if view.code.withdrawn_at is None]
    signs = [view for view in views if view.counter is None or view.counter.active]
    return sorted(signs, key=lambda view: (len(view.counter.label), view.counter.label) if view.counter else (0, ""))


def entrance_of(session: Session, unit_id: int) -> CodeView | None:
    """Return the oldest code of an entrance in use; ``None`` when there is none."""
    return next((view for view in codes_in_use(session, unit_id) if view.counter is None), None)


def groups_with_posters(session: Session, unit_id: int) -> list[ServiceGroup]:
    """Return the service groups in use in their order; “I do not know” has no procedures to show."""
    return [group for group in office.groups_of(session, unit_id) if not group.guidance]
