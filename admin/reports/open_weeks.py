"""Open data of a unit's weeks and days: read at most every ten minutes."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app, url_for

from admin.measures import open_data, reading
from admin.measures.figures import Figures
from admin.measures.open_data import Entry
from admin.measures.periods import Period, PeriodKind, containing
from admin.measures.visits import VisitColumns
from admin.measures.waiting import by_period
from kiosk.ground import db
from kiosk.ground.calendar import Week, local_day, weeks_until
from kiosk.ground.recent import Recent
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue.unit_weeks import Ending, OpenData

WEEKS = 104
DAILY_WEEKS = 26
LIFE = timedelta(minutes=10)
DEFINITION = "Thời gian chờ tính từ lúc lấy số đến lúc được gọi lần đầu; chờ qua giờ nghỉ trưa cũng tính."


class OpenWeeks:
    """Answers for the public files of one process."""

    def __init__(self) -> None:
        """Begin without any answer."""
        self._kept = Recent(LIFE)

    def told(self, unit: UnitView, *, now: datetime, ending: Ending) -> OpenData | None:
        """Return two years of weeks and half a year of days that are over; ``None`` of a unit for practice.

        The present week is left out, days and all: its last days could be reckoned once the week is published.
        """
        if unit.unit.is_practice:
            return None
        return self._kept.get(now, (unit.id, ending), lambda: _written(unit, now, ending))


def _written(unit: UnitView, now: datetime, ending: Ending) -> OpenData:
    rows, sample, settings = _rows(unit.id, now), unit.unit.is_demo, current_app.config["SETTINGS"]
    if ending is Ending.CSV:
        text = "".join(open_data.as_csv(rows, unit=unit.unit.slug, sample=sample))
    else:
        text = open_data.as_json(
            rows,
            unit={"slug": unit.unit.slug, "name": unit.name("vi")},
            sample=sample,
            licence=settings.open_data_licence._asdict(),
            definition=DEFINITION,
            definitions_url=settings.base_url + url_for("citizen.unit_definitions", slug=unit.unit.slug),
        )
    body = text.encode()
    return OpenData(hashlib.sha256(body).hexdigest()[:24], body)


def _rows(unit_id: int, now: datetime) -> list[Entry]:
    today = local_day(now)
    weeks = [Period.of_week(week) for week in weeks_until(Week.of(today).shift(-1), WEEKS)]
    with db.read() as session:
        descent = office.descent(session)
        found = reading.read(session, unit_id, weeks, today=today, descent=descent)
    figures = by_period(found.columns, weeks, found.targets, found.below)
    parts = [descent.parts(unit_id, week.first) for week in weeks]
    told = list(zip(weeks, figures, strict=True))
    begun = next((place for place, (_, one) in enumerate(told) if one.counts.arrivals), len(told))
    places = [(place, day) for place in range(len(weeks))[-DAILY_WEEKS:] for day in _days(weeks[place])]
    of_days = by_period(
        found.columns,
        [day for _, day in places],
        [found.targets[place] for place, _ in places],
        [found.below[place] for place, _ in places],
    )
    days = [(day, one) for (_, day), one in zip(places, of_days, strict=True)]
    asked = [*zip(told, parts, strict=True), *zip(days, (parts[place] for place, _ in places), strict=True)]
    hidden = {period for (period, whole), below in asked if not beside(found.columns, period, whole, below)}
    return open_data.entries(days, told[begun:], hidden)


def beside(columns: VisitColumns, period: Period, whole: Figures, parts: Sequence[frozenset[int]]) -> bool:
    """Tell whether the figures of a unit may stand beside those of the *parts* below it, see `open_data.beside`."""
    if not parts or not whole.counts.arrivals:
        return True
    same = [whole.targets] * len(parts)
    return open_data.beside(whole, by_period(columns, [period] * len(parts), same, parts))


def _days(week: Period) -> list[Period]:
    return [containing(PeriodKind.DAY, week.first + timedelta(days=later)) for later in range(7)]
