"""Satisfaction of a unit in one period, as pages, charts, files and documents of staff show it.

The figures themselves are those of `survey.opinions` (shapes in `survey.opinions.figures`), with which the public page
is made, too; here the office's own words about bad ratings come on top.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from admin.measures.periods import Period
from admin.opinions import queries
from admin.opinions.models import Remedy
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from survey.opinions import reading
from survey.opinions.figures import Strand
from survey.opinions.reading import Opinions

VOLUNTARY: Final = _l("Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS.")
"""Stands on every page, chart and file of satisfaction."""


@dataclass(frozen=True, slots=True)
class OpinionReport:
    """One period of a unit and everything below it.

    Attributes:
        period: As asked for; `Strand.from_week` and `until_week` say which weeks are really covered.
        opinions: The figures, all as they may be told; see `survey.opinions.figures.Strand`.
        remedies: What is done about ratings of 1 to 3 of these weeks, as it stands; latest weeks first.
    """

    period: Period
    opinions: Opinions
    remedies: tuple[Remedy, ...]

    @property
    def strands(self) -> tuple[Strand, ...]:
        """What is never mixed, the one that stands for the unit first; empty where nothing was sealed."""
        return self.opinions.strands

    @property
    def main(self) -> Strand | None:
        """The strand that stands for the unit: served, on the own phone where there is any, with most ballots."""
        return self.strands[0] if self.strands else None


def read(
    session: Session,
    unit_id: int,
    period: Period,
    *,
    today: date,
    counters: bool = False,
    language: str | None = None,
) -> OpinionReport:
    """Read the satisfaction of *unit_id* in *period*.

    A sealed batch belongs, whole, to the period that holds the Sunday of its last week.

    Args:
        session: Any.
        unit_id: A unit.
        period: Any kind.
        today: As of when the unit is described.
        counters: Whether parts by counter are wanted, only for whoever may see them; then nothing below counts.
        language: Of questions and names; the reader's when left out.

    Raises:
        LookupError: There is no such unit.
    """
    chosen = language or locale()
    opinions = reading.read(
        session, unit_id, period.first, period.last, today=today, language=chosen, counters=counters
    )
    below = office.descent(session).ever_below(unit_id, period.last)
    weeks = Week.of(period.first), Week.of(period.last)
    return OpinionReport(period, opinions, tuple(queries.remedies(session, below, *weeks)))
