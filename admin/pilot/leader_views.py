"""The leader's pages: of all pilot units and of one, as a page, as its chart and as a picture to send on."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.charts import answers
from admin.charts.leader_chart import leader_chart
from admin.charts.leader_picture import leader_picture
from admin.charts.leader_texts import LeaderTexts
from admin.measures.periods import Period
from admin.pilot import asked, leader_queries, leader_wording, standing_queries
from admin.pilot.leader_queries import LeaderReading
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office


@allow(Permission.SEE_REPORTS)
def all_units() -> ResponseReturnValue:
    """Tell of every pilot unit the person may see; of the only one as on its own page."""
    return _page(_read_all())


@allow(Permission.SEE_REPORTS)
def all_units_chart() -> ResponseReturnValue:
    """Draw the chart of all of them."""
    return _chart(_read_all())


@allow(Permission.SEE_REPORTS)
def all_units_picture() -> ResponseReturnValue:
    """Draw the page of all of them as a picture."""
    return _picture(_read_all())


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def one_unit(unit_id: int) -> ResponseReturnValue:
    """Tell of one unit and everything below it."""
    return _page(_read_one(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def one_unit_chart(unit_id: int) -> ResponseReturnValue:
    """Draw its weeks."""
    return _chart(_read_one(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def one_unit_picture(unit_id: int) -> ResponseReturnValue:
    """Draw its page as a picture."""
    return _picture(_read_one(unit_id))


def _read_all() -> LeaderReading | None:
    """Read all pilot units; ``None`` where there is none."""
    with db.read() as session:
        units = standing_queries.pilot_units(session, units_with(Permission.SEE_REPORTS), local_day(clock.now()))
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


def _page(found: LeaderReading | None) -> ResponseReturnValue:
    if found is None:
        return render_template("admin/pilot/no_pilot.html")
    page, texts = found.page, _texts(found)
    return render_template(
        "admin/pilot/leader.html",
        page=page,
        texts=texts,
        lines=list(zip(page.units, texts.lines, strict=True)),
        unit_sample=page.sample,
        version=answers.version(texts),
        head=leader_wording.head(page),
        rows=leader_wording.table(page),
        weeks=(page.week.shift(-1), page.week.shift(1)),
        complete=Period.of_week(page.week.shift(1)).last < local_day(clock.now()),
    )


def _chart(found: LeaderReading | None) -> ResponseReturnValue:
    texts = _texts(found)
    shape = answers.wanted("svg")
    return answers.picture(
        "leader", answers.version(texts), shape, lambda wanted: leader_chart(texts, narrow=wanted.narrow)
    )


def _picture(found: LeaderReading | None) -> ResponseReturnValue:
    texts = _texts(found)
    return answers.picture(
        "leader-picture", answers.version(texts), answers.wanted("png"), lambda _wanted: leader_picture(texts)
    )


def _texts(found: LeaderReading | None) -> LeaderTexts:
    if found is None:
        return leader_wording.nothing()
    return leader_wording.texts(found.page, leader_wording.marks(found.page, found.events))
