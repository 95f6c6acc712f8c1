"""Which reports a unit has: weeks to report on, what was written, and a period of one's own."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.documents import gathering
from admin.documents import report_queries as queries
from admin.documents.addresses import begun
from admin.documents.kinds import ReportKind
from admin.documents.report_words import KINDS, titled
from admin.measures.periods import Period, PeriodKind, free, until
from admin.setup.pages import today, unit_by_id
from kiosk.ground import db
from kiosk.ground.i18n import locale
from kiosk.office import entries
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

WEEKS: Final = 12
OF_DAYS: Final = (ReportKind.INTERIM, ReportKind.FINAL)


@allow(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    """List the units whose reports this person may see, pilot units first."""
    mine = units_with(Permission.SEE_REPORTS)
    with db.read() as session:
        views = office.all_units(session, today())
    units = [unit for unit in views if unit.id in mine and not unit.unit.is_practice]
    units.sort(key=lambda unit: (not unit.unit.pilot, unit.name(locale())))
    return render_template("admin/documents/index.html", units=units, language=locale())


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def reports(unit_id: int) -> ResponseReturnValue:
    """List the reports of a unit; with a kind and two days in the address go to that one."""
    wanted = request.args.get("kind", "")
    if wanted not in OF_DAYS:
        return _page(unit_id)
    period = _period(_asked("first"), _asked("last"))
    if period is None:
        said = _("Xin chọn ngày đầu không sau ngày cuối, không ở tương lai, cách nhau không quá năm năm.")
        return _page(unit_id, {"first": [said]}), 422
    return redirect(url_for(".report", unit_id=unit_id, kind=wanted, period=period.code), 303)


def _asked(name: str) -> date | None:
    return entries.day(request.args.get(name, ""))


def _period(first: date | None, last: date | None) -> Period | None:
    try:
        found = free(first, last) if first is not None and last is not None else None
    except ValueError:
        return None
    return found if found is not None and begun(found, today()) else None


def _page(unit_id: int, errors: dict[str, list[str]] | None = None) -> str:
    with db.read() as session:
        view = unit_by_id(session, unit_id)
        written = {(row.kind, row.period): row.text for row in queries.written(session, unit_id)}
        baseline = gathering.baseline(session, view, today())
        below = office.descent(session).below(unit_id, today()) - {unit_id}
        pilots = [one for one in queries.pilots(session, today(), sample=view.unit.is_demo) if one.id in below]
    begins = [one.unit.pilot_since for one in (view, *pilots) if one.unit.pilot_since is not None]
    since = view.unit.pilot_since or min(begins, default=None)
    return render_template(
        "admin/documents/reports.html",
        unit_id=unit_id,
        unit_name=view.name(locale()),
        unit_sample=view.unit.is_demo,
        weekly=[_row(ReportKind.WEEKLY, week, written) for week in _weeks()],
        others=_others(view, written, since),
        below=len(pilots),
        kinds={kind: KINDS[kind] for kind in OF_DAYS},
        first=_asked("first") or since or "",
        last=_asked("last") or min(view.unit.pilot_until or today(), today()),
        wanted=request.args.get("kind", ReportKind.INTERIM),
        errors=errors or {},
        baseline=baseline,
        may_set_up=unit_id in units_with(Permission.SET_UP),
    )


def _weeks() -> list[Period]:
    """Return the weeks that are over, the latest first."""
    return list(reversed(until(PeriodKind.WEEK, today() - timedelta(days=7), WEEKS)))


def _others(view: UnitView, written: Mapping[tuple[str, str], object], since: date | None) -> list[dict[str, object]]:
    """Return the interim and final reports that the pilot's own days make, and those somebody wrote in."""
    end = min(view.unit.pilot_until or today(), today())
    periods = {(kind, period) for kind, period in written if kind in OF_DAYS}
    if since is not None and since <= end:
        periods |= {(kind, free(since, end).key) for kind in OF_DAYS}
    known = sorted(((ReportKind(kind), Period.parse(key)) for kind, key in periods), key=lambda one: one[1].last)
    return [_row(kind, period, written) for kind, period in reversed(known)]


def _row(kind: ReportKind, period: Period, written: Mapping[tuple[str, str], object]) -> dict[str, object]:
    return {
        "title": titled(kind, period),
        "kind": kind,
        "period": period.code,
        "text": written.get((kind, period.key)),
    }
