"""All pilot units on one screen."""

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.measures import kept, versions
from admin.measures.period_wording import behind
from admin.measures.periods import Period, PeriodKind, last_complete
from admin.pilot import asked, overview, overview_queries, overview_wording, standing_queries
from admin.pilot.overview import Row, Show
from admin.pilot.standing_queries import Asked
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from kiosk.office import scan_queries
from kiosk.office.queries import UnitView


@allow(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    """Show every pilot unit the person may see, those that need attention first."""
    show, name = asked.show(), asked.name()
    with db.read() as session:
        units = standing_queries.pilot_units(session, units_with(Permission.SEE_REPORTS), local_day(clock.now()))
        if not units:
            return render_template("admin/pilot/no_pilot.html")
        wanted = asked.period(session, frozenset(unit.id for unit in units))
        drawn = _drawn(session, units, wanted, show, name)
    period = wanted.period
    return render_template(
        "admin/pilot/overview.html",
        drawn=Markup(drawn),  # noqa: S704 - our own template
        period=period,
        behind=_behind(wanted),
        show=show,
        name=name,
        words=overview_wording,
        kinds=[kind for kind in asked.KINDS if kind is not PeriodKind.RANGE or period.kind is kind],
        before=_address(period.shift(-1), show, name),
        after=_address(period.shift(1), show, name) if period.shift(1).last < wanted.today else None,
        unit_sample=any(unit.unit.is_demo for unit in units),
    )


def _drawn(session: Session, units: Sequence[UnitView], wanted: Asked, show: Show, name: str) -> str:
    """Return the table; drawn once for the same units, period and version of the data, unless a name is looked for."""

    def draw() -> bytes:
        rows = overview_queries.rows(session, units, wanted)
        return _table(rows, wanted.period, show, name).encode()

    if name:
        return draw().decode()
    over = standing_queries.last_over(wanted.period, wanted.today)
    asks = wanted.period.key, str(over), str(show), locale(), request.args.get("lang")
    shown = (sorted(unit.id for unit in units), asks)
    key = f"overview/all/{hashlib.sha256(repr(shown).encode()).hexdigest()}"
    return kept.memory().get(kept.etag(key, _version(session, units, wanted)), draw).decode()


def _behind(wanted: Asked) -> str:
    """Return why an earlier week is shown than the last that is over; empty where it was asked for."""
    if wanted.period.kind is not PeriodKind.WEEK or request.args.get("until"):
        return ""
    complete = last_complete(PeriodKind.WEEK, wanted.today)
    return behind(Week.of(wanted.period.first), Week.of(complete.first))


def _version(session: Session, units: Sequence[UnitView], wanted: Asked) -> str:
    """Return the version of the data of *units*, of everything below them, and of their scans."""
    tree, ids = office.descent(session), [unit.id for unit in units]
    ever = frozenset().union(*(tree.ever_below(unit_id, wanted.today) for unit_id in ids))
    scans = scan_queries.scans_of(session, ids, wanted.period.first, wanted.period.last)
    return f"{versions.data_version(session, ever, now=wanted.now)} {sorted(scans.items())}"


def _table(rows: Sequence[Row], period: Period, show: Show, name: str) -> str:
    return render_template(
        "admin/pilot/overview_rows.html",
        rows=overview.chosen(rows, show, name),
        counts=overview.counts(rows),
        show=show,
        name=name,
        period=period,
        words=overview_wording,
        everybody=_address(period, Show.ALL, ""),
    )


def _address(period: Period, show: Show, name: str) -> str:
    values: dict[str, Any] = {"kind": str(period.kind), "show": None if show is Show.ALL else str(show)}
    if period.kind is PeriodKind.RANGE:
        values |= {"from": str(period.first), "to": str(period.last)}
    else:
        values["until"] = period.code
    return url_for("overview.index", **values, q=name or None)
