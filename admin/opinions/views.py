"""Satisfaction of a unit in any period: the page, its charts, and the list of units."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, may, units_with
from admin.accounts.roles import Permission
from admin.charts import answers, aside, kept_answers
from admin.charts.levels_chart import levels_chart
from admin.charts.satisfied_chart import satisfied_chart
from admin.charts.sheet import Shape
from admin.measures.period_wording import period_name
from admin.measures.shown import unit_shown
from admin.measures.wording import shown as number_shown
from admin.opinions import asked, chart_wording, figures, queries, tables, wording
from admin.opinions.asked import ASKED
from admin.opinions.figures import VOLUNTARY, OpinionReport
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.ledger import queries as ledger
from survey.moderation import wording as moderation_wording
from survey.opinions.counted import By
from survey.opinions.figures import Strand


class Shown(NamedTuple):
    """What the address asks for; *span* are the last weeks of the first and the latest batch."""

    report: OpinionReport
    strand: Strand | None
    span: tuple[Week, Week] | None


@allow(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    """List the units whose satisfaction this person may see, in the order in which they are always listed."""
    today, mine = local_day(clock.now()), units_with(Permission.SEE_REPORTS)
    with db.read() as session:
        units = [one for one in office.all_units(session, today) if one.id in mine and not one.unit.is_practice]
    return render_template("admin/opinions/index.html", units=units, language=locale(), voluntary=VOLUNTARY)


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def unit(unit_id: int) -> ResponseReturnValue:
    """Show how satisfied those were who answered."""
    return around("admin/opinions/unit.html", unit_id, part=_part(unit_id))


def around(template: str, unit_id: int, **more: Any) -> ResponseReturnValue:
    """Return a page around what is the same for everybody, with the links that depend on the reader."""
    found: UnitView | None = unit_shown(unit_id)
    return render_template(
        template,
        unit_id=unit_id,
        unit_name=found.name(locale()) if found else "",
        unit_sample=found.unit.is_demo if found else False,
        may_write=may(Permission.WRITE_REMEDIES, unit_id),
        may_see_counters=may(Permission.SEE_COUNTERS, unit_id),
        carried=asked.carried(),
        **more,
    )


def shown(session: Session, unit_id: int, *, counters: bool = False) -> Shown:
    """Return what the address asks for of a unit."""
    today = local_day(clock.now())
    below = office.descent(session).ever_below(unit_id, today)
    span = queries.span(session, below)
    chosen = asked.period(span[1].sunday if span else today)
    report = figures.read(session, unit_id, chosen, today=today, counters=counters)
    return Shown(report, asked.strand(report.opinions), span)


def choosing(found: Shown) -> dict[str, Any]:
    """Return what the line of filters shows."""
    report, today = found.report, local_day(clock.now())
    first, last = (week.sunday for week in found.span) if found.span else (today, today)
    return {
        "unit": report.opinions.unit,
        "period": report.period,
        "period_name": period_name(report.period),
        "address": asked.address(report.period, found.strand),
        "kinds": asked.kinds(),
        "periods": asked.periods(report.period, min(first, report.period.last), max(last, report.period.first)),
        "strands": [(one.name, wording.strand_name(one)) for one in report.strands],
        "strand": found.strand,
        "wording": wording,
        "voluntary": VOLUNTARY,
        "shown": number_shown,
    }


def _before(session: Session, unit_id: int, found: Shown) -> Strand | None:
    """Return the same kind of ballots in the period before; ``None`` where there are none."""
    if found.strand is None:
        return None
    try:
        earlier = found.report.period.shift(-1)
    except ValueError:
        return None
    report = figures.read(session, unit_id, earlier, today=local_day(clock.now()))
    return report.opinions.strand(found.strand.name)


@kept_answers.part("opinions.unit", *ASKED)
def _part(unit_id: int) -> str:
    with db.read() as session:
        found = shown(session, unit_id)
        before = _before(session, unit_id, found)
        checkpoint = ledger.latest_checkpoint(session)
    report, strand = found.report, found.strand
    more: dict[str, Any] = {} if strand is None else _tables(report, strand)
    return render_template(
        "admin/opinions/unit_part.html",
        **choosing(found),
        **more,
        compared=wording.compared(strand, before),
        remedies=report.remedies,
        checkpoint=checkpoint,
        version=answers.version(report.opinions.strands, report.period),
        chart_wording=chart_wording,
        opinions=report.opinions,
        By=By,
    )


def _tables(report: OpinionReport, strand: Strand) -> dict[str, Any]:
    opinions = report.opinions
    return {
        "questions": tables.questions(strand),
        "weeks": tables.weeks(strand),
        "factors": tables.factors(strand) if strand.factors else None,
        "bands": tables.parts(By.WAIT_BAND, strand, opinions),
        "parts": [(by, tables.parts(by, strand, opinions)) for by in (By.GROUP, By.RESPONDENT) if strand.parts[by]],
        "units": tables.units(strand, opinions) if strand.units else None,
        "picked": [(one, tables.choices(one)) for one in strand.questions if one.rating is None],
        "why": [(one, tables.choices(one)) for one in strand.low.said],
        "standing": moderation_wording.beside_score(strand.standing),
    }


def _drawing(name: str, kind: str) -> Callable[[int], ResponseReturnValue]:
    """Return the view that draws the chart *name*; a chart of nothing is not found."""

    @kept_answers.picture(f"opinions.{name}_{kind}", kind, *ASKED, "narrow")
    def view(unit_id: int) -> ResponseReturnValue:
        with db.read() as session:
            found = shown(session, unit_id)
        return _draw(name, found, answers.wanted(kind))

    view.__name__ = f"{name}_{kind}"
    return allow(Permission.SEE_REPORTS, of=scopes.unit_id)(view)


def _draw(name: str, found: Shown, shape: Shape) -> bytes:
    strand, opinions = found.strand or abort(404), found.report.opinions
    sample = opinions.unit.unit.is_demo
    if name == "weeks":
        points, texts = chart_wording.weeks(strand)
        return aside.drawn(satisfied_chart, points, texts=texts, sample=sample, shape=shape)
    bars = {
        "levels": lambda: chart_wording.levels(strand),
        "factors": lambda: chart_wording.factors(strand),
        "bands": lambda: chart_wording.bands(strand, opinions),
    }[name]()
    return aside.drawn(levels_chart, bars.rows, texts=bars.texts, sample=sample, shape=shape)


CHARTS: Final = tuple(
    (f"/<int:unit_id>/{name}.{kind}", _drawing(name, kind)) for name in chart_wording.NAMES for kind in ("svg", "png")
)
"""The address of each chart and its view."""
