"""By what the pages that compare pilot units are kept: their data, and what was compared with the time before."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from admin.accounts.guard import me
from admin.accounts.roles import Permission, tops_with
from admin.charts import answers
from admin.measures import versions
from admin.pilot import asked, standing_queries
from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

Tops = tuple[int, ...]


def my_tops() -> Tops:
    """Return the units over which, and below which, the signed-in person reads figures: by them a page is kept."""
    return tuple(sorted(tops_with(Permission.SEE_REPORTS, me().grants)))


def units_below(tops: Tops) -> list[UnitView]:
    """Return the pilot units among *tops* and everything below them, a few seconds old at most; for reading only."""
    now = clock.now()
    return recent.read(now, _pilot_units, tops, local_day(now))


def of_tops(tops: Tops) -> str:
    """Return the version of a page about all pilot units at and below *tops*, in the week of the address."""
    return of_units(units_below(tops))


def of_units(units: Sequence[UnitView]) -> str:
    """Return the version of a page about *units* in the week of the address.

    What was compared with the time before the pilot is up to ten minutes old, so it stands in the version itself.

    Raises:
        Trouble: 422, the address names no week.
    """
    now = clock.now()
    tree = recent.read(now, office.descent)
    ever = frozenset[int]().union(*(tree.ever_below(unit.id, local_day(now)) for unit in units))
    with db.read() as session:
        wanted = asked.week(session, frozenset(unit.id for unit in units))
        changed = standing_queries.changes(session, units, tree, wanted)
        data = versions.data_version(session, ever, now=now)
    return answers.version(data, wanted.period.key, sorted(changed.items()))


def _pilot_units(session: Session, tops: Tops, day: date) -> list[UnitView]:
    return standing_queries.pilot_units(session, office.subtree_ids(session, tops, day), day)
