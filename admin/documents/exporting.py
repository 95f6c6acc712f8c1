"""What goes into files of figures and of visits: read day by day, so that a year takes no more memory than a day."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import IO

from sqlalchemy.orm import Session

from admin.documents import opinion_rows, workbook
from admin.documents.workbook import Line
from admin.measures import reading, rows
from admin.measures.enough import told
from admin.measures.periods import Period, PeriodKind, free, overlapping
from admin.measures.rows import Names
from admin.measures.waiting import by_period
from admin.opinions import figures as opinions
from kiosk.ground import db
from kiosk.ground.calendar import Week, weeks_until
from kiosk.ground.cells import BYTE_ORDER_MARK, Value, line
from kiosk.office import priority_queries
from kiosk.office import queries as office

ONE_DAY = timedelta(days=1)
WEEKS = 26
SAMPLE = "DỮ LIỆU MẪU"
DEFINITION = (
    "Thời gian chờ tính từ lúc lấy số đến lúc được gọi lần đầu; chờ qua giờ nghỉ trưa cũng tính. "
    "Định nghĩa từng cột ở trang Từ điển."
)


def visits_csv(unit_id: int, period: Period, *, today: date) -> Iterator[str]:
    """Yield the lines of the visits of *unit_id* and everything below it in *period*, the header first.

    Each day is read in a scope of its own, so nothing waits for a slow reader.
    """
    yield BYTE_ORDER_MARK + line(column.name for column in rows.COLUMNS)
    for cells in visits(unit_id, period, today=today):
        yield line(cells)


def visits(unit_id: int, period: Period, *, today: date) -> Iterator[tuple[Value, ...]]:
    """Yield the visits as rows, in the order of arrival, up to *today*; the tree is that of each week's Monday."""
    with db.read() as session:
        names = _names(session, today)
        descent = office.descent(session)
    day = period.first
    while day <= min(period.last, today):
        with db.read() as session:
            below = descent.below(unit_id, Week.of(day).monday)
            found = reading.between(session, below, [free(day, day)], detailed=True)
        yield from rows.rows(found, names)
        day += ONE_DAY


def write_workbook(target: IO[bytes], unit_id: int, period: Period, *, today: date) -> None:
    """Write the workbook of *unit_id* into *target*; too many visits for a sheet are left to the CSV file.

    The figures are those of the weeks that touch the period (26 up to its end where it is one week), and of the whole.
    """
    weeks = weeks_of(period)
    with db.read() as session:
        found = reading.read(session, unit_id, [*weeks, period], today=today, detailed=True)
        said = opinions.read(session, unit_id, period, today=today, language="vi")
        classes = {row.code: row.name("vi") for row in priority_queries.every(session)}
    figures = by_period(found.columns, found.periods, found.targets, found.below, deep=True)
    name = found.unit.name("vi")
    lines = [
        Line(name, one.key, one.first, one.last, told(figure))
        for one, figure in zip(found.periods, figures, strict=True)
    ]
    sample = (SAMPLE,) if found.unit.unit.is_demo else ()
    head = [*sample, name, f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}", DEFINITION]
    title = f"{name}, {period.key}"
    came = figures[-1].counts.arrivals
    left_out = came if came > workbook.MOST_VISITS else 0
    shown = () if left_out else visits(unit_id, period, today=today)
    ballots = opinion_rows.rows(said.strands, said.opinions.names, said.opinions.units)
    workbook.write(target, lines, shown, head=head, title=title, classes=classes, opinions=ballots, left_out=left_out)


def workbook_of(unit_id: int, period: Period, *, today: date) -> bytes:
    """Return the workbook of *unit_id* whole, for a letter."""
    with tempfile.TemporaryFile() as file:
        write_workbook(file, unit_id, period, today=today)
        file.seek(0)
        return file.read()


def weeks_of(period: Period) -> tuple[Period, ...]:
    """Return the weeks that stand on the sheet of figures."""
    if period.kind is PeriodKind.WEEK:
        return tuple(map(Period.of_week, weeks_until(Week.of(period.first), WEEKS)))[:-1]
    return overlapping(PeriodKind.WEEK, period)


def _names(session: Session, today: date) -> Names:
    """Return the Vietnamese names of all units and service groups, also of those that are no more."""
    units: Iterable[tuple[int, str]] = ((unit.id, unit.slug) for unit in office.units_ever(session))
    present = {view.id: view.name("vi") for view in office.all_units(session, today)}
    return Names({key: present.get(key, slug) for key, slug in units}, office.group_names(session))
