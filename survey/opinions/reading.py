"""The one read of satisfaction for every page, chart, file and document: a unit and everything below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, start_of_day
from kiosk.office import queries as office
from kiosk.office.descent import Descent
from kiosk.office.models import Counter
from kiosk.office.queries import UnitView
from kiosk.queue.kinds import Respondent
from kiosk.queue.waiting import WaitBand
from survey.opinions import queries
from survey.opinions.counted import OVER_30, By, Counted
from survey.opinions.coverage import spans
from survey.opinions.figures import Strand
from survey.opinions.strands import Orders, strands

ADDRESSES_KEPT: Final = timedelta(days=730)
"""The night blanks the addresses of older tickets."""
BANDS: Final = (*(str(band) for band in WaitBand if band is not WaitBand.NONE), OVER_30, str(WaitBand.NONE))


@dataclass(frozen=True, slots=True)
class Opinions:
    """Satisfaction of a unit and everything below it in a stretch of days.

    A batch belongs to the stretch that holds the Sunday of its last week, whole: so each batch is in one month, and
    which weeks are really covered may be others than the stretch has (`Strand.from_week`).

    Attributes:
        unit: As it is today.
        first, last: The days asked for, both inside.
        strands: Never mixed; the one that stands for the unit first. Empty where nothing was sealed.
        names: Of the keys of parts, by what they are.
        units: Names of the units by their key.
    """

    unit: UnitView
    first: date
    last: date
    strands: tuple[Strand, ...]
    names: Mapping[By, Mapping[int | str, str]]
    units: Mapping[int, str]

    def strand(self, name: str) -> Strand | None:
        """Return the strand that addresses call *name*."""
        return next((strand for strand in self.strands if strand.name == name), None)


def read(
    session: Session,
    unit_id: int,
    first: date,
    last: date,
    *,
    today: date,
    language: str,
    counters: bool = False,
    descent: Descent | None = None,
) -> Opinions:
    """Read the satisfaction of *unit_id* and its subtree.

    Each batch has the subtree of the Monday of its last week, as the waits of that week have.

    Args:
        session: Any.
        unit_id: A unit; of practice nothing is ever sealed.
        first: The first day.
        last: The last day, inside.
        today: As of when the unit is described.
        language: Of the wordings of questions and of names.
        counters: Whether parts by counter are wanted, only for whoever may see them: then nothing below counts.
        descent: The tree, where somebody has read it before.

    Raises:
        LookupError: There is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    counted = _counted(session, unit_id, first, last, None if counters else descent or office.descent(session))
    forms = queries.forms(session, {row.form_id for row in counted.sealed}, language)
    kept_since = start_of_day(today) - ADDRESSES_KEPT
    visits = {
        form_id: queries.visits(session, covered, kept_since=kept_since)
        for form_id in forms
        if (covered := spans(counted, form_id))
    }
    views = [view for view in office.all_units(session, today) if view.id in {row.unit_id for row in counted.batches}]
    names = _names(session, views, language, counters_of=unit_id if counters else None)
    orders = Orders({by: tuple(known) for by, known in names.items()}, [view.id for view in views])
    found = strands(counted, forms, visits, orders)
    return Opinions(unit, first, last, found, names, {view.id: view.name(language) for view in views})


def _counted(session: Session, unit_id: int, first: date, last: date, descent: Descent | None) -> Counted:
    """Return what was counted of the batches of these days; without *descent* of the unit alone."""
    since, until = Week.of(first), Week.of(last)
    since = since if since.sunday >= first else since.shift(1)
    until = until if until.sunday <= last else until.shift(-1)
    if until < since:
        return Counted()
    if descent is None:
        return queries.counted(session, [unit_id], since, until)
    found = queries.counted(session, descent.ever_below(unit_id, until.sunday), since, until)
    own = tuple(row for row in found.batches if row.unit_id in descent.below(unit_id, row.until_week.monday))
    return found._replace(batches=own)


def _names(
    session: Session, units: Sequence[UnitView], language: str, *, counters_of: int | None
) -> dict[By, dict[int | str, str]]:
    """Return what parts are by, each with its keys in the office's own order; words of closed lists are the page's."""
    groups: dict[int | str, str] = {}
    for view in units:
        for group in office.groups_of(session, view.id, only_active=False):
            own = group.name(language)
            groups[group.id] = f"{own} – {view.name(language)}" if len(units) > 1 else own
    found: dict[By, dict[int | str, str]] = {
        By.GROUP: groups,
        By.RESPONDENT: {str(kind): "" for kind in Respondent},
        By.WAIT_BAND: dict.fromkeys(BANDS, ""),
    }
    if counters_of is not None:
        own_counters = office.counters_of(session, counters_of, only_active=False)
        found[By.COUNTER] = {counter.id: _counter_name(counter, language) for counter in own_counters}
    return found


def _counter_name(counter: Counter, language: str) -> str:
    """Return what stands on its sign, and what it is for."""
    purpose = counter.purpose(language)
    return f"{counter.label} – {purpose}" if purpose else counter.name(language)
