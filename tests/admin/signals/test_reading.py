"""One read for all signals of any units and weeks."""

from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from admin.signals import queries
from admin.signals.counting import StoredCell
from admin.signals.kinds import Level, Signal
from admin.signals.reading import found
from survey.ballots.models import Ballot
from survey.questionnaires.queries import Form
from tests import factories
from tests.survey.opinions.ballots import W46, W47, Picked, batch, form, overall_id


def picked(asked: Form, levels: int, *, waited: int, **cell: int | str) -> Picked:
    """A ballot with the same level everywhere."""
    answers = {
        one.question.id: (levels if one.question.kind == "levels" else waited,)
        for one in asked.questions
        if one.question.kind == "levels" or one.question.meaning == "reported_wait"
    }
    return Picked(answers, **cell)  # type: ignore[arg-type]


def test_a_batch_tells_who_says_five_each_time_who_waited_long_and_where(app: Flask, session: Session) -> None:
    unit, other = factories.unit(session), factories.unit(session, "Phường Cái Răng")
    group = factories.group(session, unit)
    asked = form(session)
    here: dict[str, int | str] = {"group_id": group.id, "wait_band": "under_5"}
    ballots = [picked(asked, 5, waited=3, **here), picked(asked, 4, waited=2, **here), picked(asked, 5, waited=6)]
    mixed = picked(asked, 5, waited=1).answers | {overall_id(asked): (4,)}
    batch(session, unit, asked, [*ballots, Picked(mixed), Picked({})])
    batch(session, unit, asked, ballots, served=False)
    batch(session, unit, asked, ballots, weeks=(W46, W47))
    batch(session, other, asked, ballots)
    with app.app_context():
        one = queries.sealed(session, [unit.id], (W47, W47))
        again = queries.sealed(session, [unit.id], (W46, W47))
    assert [(row.rated, row.all_five, row.said, row.said_long, row.by_phone) for row in one] == [(4, 2, 3, 1, True)]
    assert set(one[0].cells) == {StoredCell(None, group.id, "under_5", 2), StoredCell(None, None, None, 3)}
    assert len(again) == 2


def test_a_batch_is_read_once_and_another_one_with_its_number_anew(app: Flask, session: Session) -> None:
    unit = factories.unit(session)
    asked = form(session)
    row = batch(session, unit, asked, [picked(asked, 5, waited=1)])
    with app.app_context():
        before = queries.sealed(session, [unit.id], (W47, W47))
        session.query(Ballot).update({"counter_id": None})
        assert queries.sealed(session, [unit.id], (W47, W47)) == before
        row.sealed_at = factories.MONDAY.replace(year=2027)
        session.flush()
        assert queries.sealed(session, [unit.id], (W47, W47))[0] is not before[0]


def test_every_unit_week_and_signal_is_told_also_where_there_is_nothing(app: Flask, session: Session) -> None:
    units = [
        factories.unit(session),
        factories.unit(session, "Phường Cái Răng", satisfaction_target_from=date(2026, 9, 1)),
    ]
    with app.app_context():
        told = found(session, [unit.id for unit in units], W47, weeks=2)
        assert found(session, [], W47) == []
    assert [(one.unit_id, one.week, one.signal) for one in told] == [
        (unit.id, week, signal) for unit in units for week in (W46, W47) for signal in Signal
    ]
    assert {one.level for one in told} == {Level.TOO_FEW}
