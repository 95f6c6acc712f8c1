"""Whatever a figure may rest on changes the version of the data; what is somewhere else does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures import versions
from admin.pilot.models import EventKind, PilotEvent
from admin.tally import actions as tally
from admin.tally.models import TallySheet
from admin.tally.rows import TallyRow
from kiosk.ground.calendar import local_day
from kiosk.office import actions as units
from kiosk.office import holiday_actions, hours_actions
from kiosk.office import queries as office
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions as queue
from kiosk.queue import desk_actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, State
from survey.ballots.models import BallotBatch, BallotChannel
from tests import factories
from tests.cast import staff
from tests.factories import MONDAY, Tree

TODAY = local_day(MONDAY)
LATER = MONDAY + timedelta(minutes=5)


@dataclass
class Scene:
    """A commune below a province, with somebody who waits, an open counter, a sheet and an event."""

    session: Session
    tree: Tree
    group: ServiceGroup
    counter: Counter
    ticket: Ticket
    sheet: TallySheet
    event: PilotEvent

    def version(self, **other: object) -> str:
        known = {"unit_id": self.tree.province.id, "now": LATER} | other
        return versions.version_of(self.session, **known)  # type: ignore[arg-type]


@pytest.fixture
def scene(app: Flask, session: Session) -> Iterator[Scene]:
    tree = factories.tree(session)
    group = factories.group(session, tree.ninh_kieu)
    counter = factories.counter(session, tree.ninh_kieu, "1", group)
    factories.desk(session, counter, group)
    event = _event(session, tree.ninh_kieu, "1")
    sheet = _sheet(session, group, page=1)
    with app.app_context():
        yield Scene(session, tree, group, counter, factories.ticket(session, group), sheet, event)


def _event(session: Session, unit: Unit, key: str) -> PilotEvent:
    who = staff(session, Role.HEAD, unit, login=f"lan{key}")
    event = PilotEvent(
        unit_id=unit.id, kind=EventKind.INCIDENT, first_day=TODAY, what="mất điện", staff_id=who.id,
        staff_name="Lan", recorded_at=MONDAY, issue_key=key,
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event


def _sheet(session: Session, group: ServiceGroup, *, page: int) -> TallySheet:
    line = TallyRow(
        place=1, group_id=group.id, state=State.LEFT, arrived_at=MONDAY - timedelta(days=3), called_at=None,
        started_at=None, ended_at=MONDAY - timedelta(days=3, minutes=-9), end_known=True,
    )  # fmt: skip
    sheet = tally.Sheet(group.unit_id, TODAY - timedelta(days=3), page, [line], staff_id=1)
    return tally.enter(session, sheet, key=f"sheet {page}", now=MONDAY)


def _comes(scene: Scene) -> None:
    factories.ticket(scene.session, scene.group)


def _is_called(scene: Scene) -> None:
    queue.move(scene.session, scene.ticket, Move.CALL, factories.clerk(scene.counter), at=LATER)


def _sheet_typed_in(scene: Scene) -> None:
    _sheet(scene.session, scene.group, page=2)


def _sheet_taken_back(scene: Scene) -> None:
    tally.take_back(scene.session, scene.group.unit_id, scene.sheet.id, "nhầm ngày", staff_id=1, now=LATER)


def _hours(scene: Scene) -> None:
    week = {0: [(time(8), time(11))]}
    hours_actions.set_week(scene.session, scene.group.unit_id, week, now=LATER, staff_id=None)


def _target(scene: Scene) -> None:
    unit_id = scene.tree.ninh_kieu.id
    standing = units.standing_of(office.versions_of(scene.session, unit_id)[-1])
    standing = replace(standing, target_seconds=600)
    units.change_from(scene.session, unit_id, date(2026, 11, 20), standing, now=LATER, staff_id=None)


def _other_parent(scene: Scene) -> None:
    unit_id = scene.tree.ninh_kieu.id
    standing = units.standing_of(office.versions_of(scene.session, unit_id)[-1])
    standing = replace(standing, parent_id=None)
    units.change_from(scene.session, unit_id, date(2026, 11, 20), standing, now=LATER, staff_id=None)


def _holiday(scene: Scene) -> None:
    holiday_actions.add_holiday(
        scene.session, TODAY, is_working=False, note="nghỉ bù", document=None, now=LATER, staff_id=None
    )


def _sealing(scene: Scene) -> None:
    weeks = {"from_week": "2026-W45", "until_week": "2026-W46"}
    batch = BallotBatch(
        unit_id=scene.group.unit_id, channel=BallotChannel.VISIT, served=True, sealed_at=LATER, ballots=12, **weeks
    )
    scene.session.add(batch)


def _pilot_event(scene: Scene) -> None:
    _event(scene.session, scene.tree.ninh_kieu, "2")


def _pilot_event_taken_back(scene: Scene) -> None:
    scene.event.withdrawn_at, scene.event.withdrawn_by, scene.event.withdrawn_reason = LATER, "Lan", "nhầm"


def _pilot_event_ended(scene: Scene) -> None:
    scene.event.last_day = TODAY


def _counter_paused(scene: Scene) -> None:
    desk_actions.pause_desk(scene.session, scene.counter.id, PauseReason.MEETING, now=LATER)


def _counter_closed(scene: Scene) -> None:
    desk_actions.close_desk(scene.session, scene.counter.id, now=LATER)


CHANGES: tuple[Callable[[Scene], None], ...] = (
    *(_counter_paused, _counter_closed, _comes, _is_called, _sheet_typed_in, _sheet_taken_back, _hours, _target),
    *(_other_parent, _holiday, _sealing, _pilot_event, _pilot_event_ended, _pilot_event_taken_back),
)


def test_whatever_a_figure_rests_on_changes_the_version(scene: Scene) -> None:
    for change in CHANGES:
        before = scene.version()
        change(scene)
        scene.session.flush()
        assert scene.version() != before, change.__name__


def test_a_move_that_was_committed_late_under_an_earlier_id_changes_the_version(scene: Scene) -> None:
    moves = scene.session.connection()
    late = moves.exec_driver_sql("SELECT min(id) FROM ticket_event").scalar_one() - 1
    before = scene.version()

    moves.exec_driver_sql(
        "INSERT INTO ticket_event (id, unit_id, ticket_id, kind, at, to_state, channel)"
        f" SELECT {late}, unit_id, ticket_id, kind, at, to_state, channel FROM ticket_event LIMIT 1"
    )

    assert scene.version() != before


def test_nothing_new_leaves_the_version_as_it_is(scene: Scene) -> None:
    assert scene.version() == scene.version(now=LATER + timedelta(hours=1))


def test_a_unit_elsewhere_changes_nothing(scene: Scene) -> None:
    elsewhere = factories.group(scene.session, scene.tree.cai_rang)
    before = scene.version(unit_id=scene.tree.ninh_kieu.id), scene.version(unit_id=None)

    factories.ticket(scene.session, elsewhere)

    assert scene.version(unit_id=scene.tree.ninh_kieu.id) == before[0]
    assert scene.version(unit_id=None) != before[1]


def test_the_next_day_is_another_version_because_the_tree_may_be_another(scene: Scene) -> None:
    assert scene.version() != scene.version(now=LATER + timedelta(days=1))
