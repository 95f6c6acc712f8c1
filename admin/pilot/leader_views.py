"""The leader's pages: of all pilot units and of one, as a page, as its chart and as a picture to send on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, aside, kept_answers
from admin.charts.leader_chart import leader_chart
from admin.charts.leader_picture import leader_picture
from admin.charts.leader_texts import LeaderTexts
from admin.measures.period_wording import behind
from admin.measures.periods import PeriodKind, last_complete
from admin.measures.shown import unit_shown
from admin.pilot import asked, leader_queries, leader_wording, standing_queries
from admin.pilot.leader_queries import LeaderReading
from admin.pilot.standing_version import Tops, my_tops, of_tops, of_units, units_below
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

TITLE_ENDS: Final = Markup("<!-- title -->")
"""What stands in the kept part before it is the title of the page."""


def _of_unit(unit_id: int) -> str:
    return of_units([unit_shown(unit_id) or abort(404)])


@allow(Permission.SEE_REPORTS)
def all_units() -> ResponseReturnValue:
    """Tell of every pilot unit the person may see; of the only one as on its own page."""
    units = units_below(my_tops())
    return _page(units, _all_part(my_tops())) if units else render_template("admin/pilot/no_pilot.html")


@allow(Permission.SEE_REPORTS)
def all_units_chart() -> ResponseReturnValue:
    """Draw the chart of all of them."""
    return _all_chart(my_tops())


@allow(Permission.SEE_REPORTS)
def all_units_picture() -> ResponseReturnValue:
    """Draw the page of all of them as a picture."""
    return _all_picture(my_tops())


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def one_unit(unit_id: int) -> ResponseReturnValue:
    """Tell of one unit and everything below it."""
    return _page([unit_shown(unit_id) or abort(404)], _one_part(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("leader.one_unit_chart", "svg", "week", "narrow", version=_of_unit)
def one_unit_chart(unit_id: int) -> ResponseReturnValue:
    """Draw its weeks."""
    return _chart(_read_one(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("leader.one_unit_picture", "png", "week", version=_of_unit)
def one_unit_picture(unit_id: int) -> ResponseReturnValue:
    """Draw its page as a picture."""
    return _picture(_read_one(unit_id))


@kept_answers.part("leader.all_units", "week", version=of_tops)
def _all_part(tops: Tops) -> str:
    return _part(_read_all(tops) or abort(404))


@kept_answers.picture("leader.all_units_chart", "svg", "week", "narrow", version=of_tops)
def _all_chart(tops: Tops) -> ResponseReturnValue:
    return _chart(_read_all(tops))


@kept_answers.picture("leader.all_units_picture", "png", "week", version=of_tops)
def _all_picture(tops: Tops) -> ResponseReturnValue:
    return _picture(_read_all(tops))


@kept_answers.part("leader.one_unit", "week", version=_of_unit)
def _one_part(unit_id: int) -> str:
    return _part(_read_one(unit_id))


def _read_all(tops: Tops) -> LeaderReading | None:
    """Read all pilot units at and below *tops*; ``None`` where there is none."""
    today = local_day(clock.now())
    with db.read() as session:
        units = standing_queries.pilot_units(session, office.subtree_ids(session, tops, today), today)
        if not units:
            return None
        wanted = asked.week(session, frozenset(unit.id for unit in units))
        if len(units) == 1:
            return leader_queries.read_one(session, units[0], wanted)
        return leader_queries.read_all(session, units, wanted)


def _read_one(unit_id: int) -> LeaderReading:
    today = local_day(clock.now())
    with db.read() as session:
        unit = office.unit_on(session, unit_id, today)
        if unit is None:
            raise LookupError(f"no unit {unit_id}")
        wanted = asked.week(session, office.descent(session).below(unit_id, today))
        return leader_queries.read_one(session, unit, wanted)


def _page(units: Sequence[UnitView], kept: Markup) -> ResponseReturnValue:
    title, _mark, part = kept.partition(TITLE_ENDS)
    sample = any(unit.unit.is_demo for unit in units)
    return render_template("admin/pilot/leader.html", title=title, part=part, unit_sample=sample)


def _part(found: LeaderReading) -> str:
    """Write everything of the page, which is the same for all who may see these units."""
    page, texts = found.page, _texts(found)
    return render_template(
        "admin/pilot/leader_part.html",
        title_ends=TITLE_ENDS,
        page=page,
        texts=texts,
        lines=list(zip(page.units, texts.lines, strict=True)),
        version=answers.version(texts),
        head=leader_wording.head(page),
        rows=leader_wording.table(page),
        weeks=(page.week.shift(-1), page.week.shift(1)),
        behind="" if request.args.get("week") else behind(page.week, _complete()),
        complete=page.week < _complete(),
    )


def _complete() -> Week:
    return Week.of(last_complete(PeriodKind.WEEK, local_day(clock.now())).first)


def _chart(found: LeaderReading | None) -> ResponseReturnValue:
    texts = _texts(found)
    shape = answers.wanted("svg")
    return answers.picture(
        "leader", answers.version(texts), shape, lambda wanted: aside.drawn(leader_chart, texts, narrow=wanted.narrow)
    )


def _picture(found: LeaderReading | None) -> ResponseReturnValue:
    texts = _texts(found)
    return answers.picture(
        "leader-picture",
        answers.version(texts),
        answers.wanted("png"),
        lambda _wanted: aside.drawn(leader_picture, texts),
    )


def _texts(found: LeaderReading | None) -> LeaderTexts:
    if found is None:
        return leader_wording.nothing()
    texts = leader_wording.texts(found.page, leader_wording.marks(found.page, found.events))
    return replace(texts, made=str(_("Lập ngày %(day)s.", day=f"{local_day(clock.now()):%d/%m/%Y}")))
