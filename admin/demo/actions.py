"""Making the whole sample in one transaction: it is there, or it is not."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from admin.demo import (
    ballot_actions,
    decision_actions,
    pilot_actions,
    procedure_actions,
    queries,
    today_actions,
    visit_actions,
)
from admin.demo.days import Period, simulate, working_days
from admin.demo.place_actions import Place, add_places
from kiosk.ground.calendar import Week
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.queries import Form, form_for


def make(
    session: Session, period: Period, hashes: Mapping[str, str], *, nobodys: str, open_today: bool, now: datetime
) -> bool:
    """Make the sample: units and people, weeks of visits and ballots, and who waits right now.

    All weeks but the last are sealed. With *open_today* the offices are open now, whatever the hour.

    Returns:
        Whether it was made now; ``False`` when it was there.
    """
    if queries.exists(session):
        return False
    questionnaires.add_default_forms(session)
    first_week = period.all[0]
    first = first_week.monday
    places = add_places(session, hashes, nobodys=nobodys, period=period, now=now)
    procedure_actions.add_procedures(session, places, since=first, now=now)
    forms = {}
    for place in places:
        form = form_for(session, place.unit_id, "visit", first)
        if form is None:
            raise LookupError("no questionnaire for visits")
        forms[place.unit_id] = form
    decision_actions.try_posters(session, places, first_week)
    for week in period.all:
        for place in places:
            _add_week(session, place, forms[place.unit_id], week, period)
        if week < period.last:
            ballot_actions.seal_week(session, week, seed=period.seed)
        session.expunge_all()  # thousands of rows that nobody looks at again
    ballot_actions.forget_order(session, places)
    decision_actions.add_decisions(session, places, period, now=now)
    pilot_actions.add_events(session, places, period, now=now)
    pilot_actions.add_letterheads(session, places, now=now)
    for place in places:
        if open_today:
            today_actions.open_today(session, place.unit_id, now=now)
        today_actions.fill_hall(session, place, now=now)
    return True


def _add_week(session: Session, place: Place, form: Form, week: Week, period: Period) -> None:
    for day in working_days(week):
        simulated = simulate(place.office, day, period)
        visit_actions.add_day(session, place, day, simulated)
        pilot_actions.add_scans(session, place, day, simulated, seed=period.seed)
        chance = Random(f"{period.seed}/{place.office.slug}/{day}/ballots")  # noqa: S311
        ballot_actions.cast_day(session, place, form, day, simulated.stays, until=period.last.sunday, chance=chance)
