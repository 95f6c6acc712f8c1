"""Who could have answered: served visits of the units and weeks of the batches, nobody twice, one denominator."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.tickets import Move
from survey.opinions import reading
from survey.opinions.figures import Coverage
from tests import factories
from tests.factories import MONDAY
from tests.survey.opinions import ballots
from tests.survey.opinions.ballots import W46, W47

TODAY = date(2026, 11, 24)


def come(session: Session, group: ServiceGroup, counter: Counter, *, phone: bool, served: bool = True) -> None:
    ticket = factories.phone_ticket(session, group).ticket if phone else factories.ticket(session, group)
    ends = (Move.CALL, Move.START, Move.FINISH) if served else (Move.CALL, Move.NO_SHOW)
    for kind in ends:
        actions.move(session, ticket, kind, factories.clerk(counter), at=MONDAY + timedelta(minutes=5))


def covered(session: Session, unit: Unit, today: date = TODAY) -> Coverage:
    found = reading.read(session, unit.id, date(2026, 11, 1), date(2026, 11, 30), today=today, language="vi")
    assert found.strands[0].coverage is not None
    return found.strands[0].coverage


def test_phones_and_tablets_have_one_coverage_of_served_visits(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    for phone, served in [(True, True)] * 26 + [(False, True)] * 4 + [(True, False)] * 3:
        come(session, group, counter, phone=phone, served=served)
    form = ballots.form(session)
    ballots.batch(session, unit, form, ballots.rated(form, [5] * 8 + [1] * 4), weeks=(W46, W47))
    ballots.batch(session, unit, form, ballots.rated(form, [4] * 10), channel="kiosk")
    found = covered(session, unit)
    assert (found.served, found.offered, found.answered, found.kept, found.rated) == (30, 26, 22, 22, 22)
    assert found.share == 22 / 30
    assert (found.lowest, found.highest) == (18 / 30, (18 + 8) / 30)


def test_two_years_later_nobody_knows_who_was_offered_a_survey(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    for _ in range(12):
        come(session, group, counter, phone=True)
    form = ballots.form(session)
    ballots.batch(session, unit, form, ballots.rated(form, [5] * 12))
    assert covered(session, unit).offered == 12
    assert covered(session, unit, TODAY + timedelta(days=731)).offered is None


def test_more_ballots_than_visits_have_no_share_and_no_bounds(session: Session) -> None:
    unit = factories.unit(session)
    form = ballots.form(session)
    ballots.batch(session, unit, form, ballots.rated(form, [5] * 12))
    found = covered(session, unit)
    assert (found.served, found.share, found.lowest, found.highest) == (0, None, None, None)
