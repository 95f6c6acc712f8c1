"""Everything that stands on the page of one unit, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from admin.setup import queries
from admin.setup.queries import Act
from kiosk.office import queries as office
from kiosk.office.models import Counter, OpeningException, OpeningSession, ServiceGroup, UnitVersion
from kiosk.office.queries import CodeView, UnitView

ACTS = 10


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit.

    Attributes:
        above: The units above it today, the top first.
        names: The newest names of all units, to which versions and the record of changes refer.
        planned: The version whose day has not come; ``None`` when there is none.
        exceptions: Days from today on with hours of their own.
        served: The groups each counter serves.
        denunciations: Where denunciations are taken, by its own word or that of a unit above.
    """

    view: UnitView
    above: Sequence[UnitView]
    versions: Sequence[UnitVersion]
    names: Mapping[int, str]
    planned: UnitVersion | None
    week: Mapping[int, Sequence[OpeningSession]]
    exceptions: Mapping[date, Sequence[OpeningException]]
    counters: Sequence[Counter]
    groups: Sequence[ServiceGroup]
    served: Mapping[int, set[int]]
    codes: Sequence[CodeView]
    acts: Sequence[Act]
    denunciations: str | None


def unit_page(session: Session, view: UnitView, today: date) -> UnitPage:
    """Return the page of *view* as of *today*."""
    versions = office.versions_of(session, view.id)
    counters = office.counters_of(session, view.id, only_active=False)
    return UnitPage(
        view=view,
        above=above(session, view, today),
        versions=versions,
        names=queries.names(session),
        planned=versions[-1] if len(versions) > 1 and versions[-1].valid_from > today else None,
        week=queries.week_of(session, view.id),
        exceptions=dict(
            sorted((day, rows) for day, rows in queries.exceptions_of(session, view.id).items() if day >= today)
        ),
        counters=counters,
        groups=office.groups_of(session, view.id, only_active=False),
        served=queries.groups_by_counter(session, [counter.id for counter in counters]),
        codes=office.codes_of(session, view.id),
        acts=queries.acts_on(session, view.id, limit=ACTS),
        denunciations=office.denunciations_of(session, view.id, today),
    )


def above(session: Session, view: UnitView, today: date) -> list[UnitView]:
    """Return the units above *view* today, the top first."""
    keys = office.ancestor_ids(session, view.id, today)[:0:-1]
    return [found for key in keys if (found := office.unit_on(session, key, today)) is not None]
