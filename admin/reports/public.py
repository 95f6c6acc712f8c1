"""The last eight weeks of a unit for its public page: read at most every ten minutes, drawn once for each language."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import dropwhile

from sqlalchemy.orm import Session

from admin.charts import aside, wording
from admin.charts.sheet import PHONE
from admin.charts.weekly_chart import weekly_chart
from admin.measures import reading
from admin.measures.figures import MeanWait, Waits, WeekFigures
from admin.measures.finding import FEW, finding, mean_minutes
from admin.measures.hourly import all_waits, counted, hourly
from admin.measures.memory import Memory
from admin.measures.periods import Period
from admin.measures.visits import VisitColumns
from admin.measures.waiting import weekly
from admin.reports.open_weeks import beside
from kiosk.ground import db
from kiosk.ground.calendar import Week, local_day, weeks_until
from kiosk.ground.i18n import locale
from kiosk.ground.recent import Recent
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue.unit_weeks import Drawing, LastWeek, Standing, UnitWeeks, WeekWait
from kiosk.queue.waiting import percentile

WEEKS = 8
LIFE = timedelta(minutes=10)
DRAWING_BYTES = 12_000_000


@dataclass(frozen=True, slots=True)
class Past:
    """What was read of a unit: the figures of all eight weeks, and the visits behind them."""

    weeks: tuple[Week, ...]
    figures: list[WeekFigures]
    visits: VisitColumns

    @property
    def told(self) -> list[WeekFigures]:
        """The weeks up to the last with ten visits, those with fewer emptied; none when no week has ten."""
        known = list(dropwhile(lambda one: one.wait.n < FEW, reversed(self.figures)))
        return [one if one.wait.n >= FEW else replace(one, wait=Waits(0)) for one in reversed(known)]


class PublicWeeks:
    """Answers for the public pages of one process."""

    def __init__(self) -> None:
        """Begin without any answer."""
        self._read = Recent(LIFE)
        self._drawn = Memory(DRAWING_BYTES)

    def told(self, unit: UnitView, *, now: datetime) -> UnitWeeks | None:
        """Return the eight weeks before the one of *now*; ``None`` for a unit that counts in no figure."""
        if unit.unit.is_practice:
            return None
        past = self._past(unit, now)
        told, waits = past.told, all_waits(past.visits)
        enough = len(waits) >= FEW
        return UnitWeeks(
            since=past.weeks[0].monday,
            until=past.weeks[-1].sunday,
            n=len(waits) if enough else None,
            median_minutes=_minutes(percentile(waits, 50)) if enough else None,
            p90_minutes=_minutes(percentile(waits, 90)) if enough else None,
            last=last(told) if told else None,
            weeks=tuple(_week(one) for one in past.figures) if told else (),
            hours=hourly(past.visits),
            chart=_tag(unit, told) if told else None,
        )

    def chart(self, unit: UnitView, *, now: datetime) -> Drawing | None:
        """Return the chart of the same weeks; ``None`` when no week has ten visits, and of practice."""
        if unit.unit.is_practice:
            return None
        told = self._past(unit, now).told
        if not told:
            return None
        tag = _tag(unit, told)
        return Drawing(tag, self._drawn.get(tag, lambda: _draw(unit, told)))

    def _past(self, unit: UnitView, now: datetime) -> Past:
        def read() -> Past:
            with db.read() as session:
                return _read(session, unit.id, today=local_day(now))

        return self._read.get(now, unit.id, read)


def _read(session: Session, unit_id: int, *, today: date) -> Past:
    weeks = weeks_until(Week.of(today).shift(-1), WEEKS)
    descent = office.descent(session)
    found = reading.read(session, unit_id, [Period.of_week(week) for week in weeks], today=today, descent=descent)
    figures = [
        one if beside(found.columns, period, one, descent.parts(unit_id, period.first)) else replace(one, wait=Waits(0))
        for one, period in zip(weekly(found.columns, weeks, found.targets, found.below), found.periods, strict=True)
    ]
    return Past(weeks, figures, counted(found.columns, list(zip(weeks, found.below, strict=True))))


def _week(one: WeekFigures) -> WeekWait:
    few = one.wait.n < FEW
    return WeekWait(one.week.monday, None if few else one.wait.n, mean_minutes(one))


def last(told: Sequence[WeekFigures]) -> LastWeek | None:
    """Return the last of *told*, at least one week, with what must stand beside its mean; ``None`` under ten visits."""
    week, found = told[-1], finding(told)
    if found.mean_minutes is None:
        return None
    return LastWeek(
        monday=week.week.monday,
        sunday=week.week.sunday,
        mean_minutes=found.mean_minutes,
        standing=Standing(found.level),
        target_minutes=found.target_minutes,
        older_target_minutes=found.older_target_minutes,
        leaves_out=week.uncounted_matter,
        with_uncounted_minutes=_beside(week.with_uncounted, week.uncounted) if week.uncounted_matter else None,
        logged=week.logged_matter,
        without_logged_minutes=_beside(week.without_logged, week.logged_by_staff) if week.logged_matter else None,
    )


def _beside(mean: MeanWait, apart: MeanWait) -> float | None:
    """Return *mean* where it and the headline give away nothing of fewer than ten visits *apart*."""
    return _minutes(mean.seconds) if min(mean.n, apart.n) >= FEW else None


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 1)


def _tag(unit: UnitView, told: Sequence[WeekFigures]) -> str:
    drawn = (told, unit.unit.is_demo, locale())
    return hashlib.sha256(repr(drawn).encode()).hexdigest()[:24]


def _draw(unit: UnitView, told: Sequence[WeekFigures]) -> bytes:
    texts = wording.public_texts(last(told))
    return aside.drawn(weekly_chart, told, None, texts=texts, sample=unit.unit.is_demo, shape=PHONE)
