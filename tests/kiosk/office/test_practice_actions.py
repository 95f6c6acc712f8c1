"""A unit to practise in."""

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office import practice_actions, queries
from kiosk.office.models import Unit
from kiosk.office.refusals import Refused
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.office.record import acts


def add(session: Session, unit_id: int) -> Unit:
    return practice_actions.add_practice_unit(session, unit_id, now=MONDAY, staff_id=7)


@pytest.fixture
def unit(session: Session) -> Unit:
    """An office with hours, two services, one more out of use, and a counter for one of them."""
    made = factories.unit(session, slug="ninh-kieu", come_back_after=5)
    factories.hours(session, made)
    birth = factories.group(session, made, "A", "Hộ tịch")
    factories.group(session, made, "B", "Đất đai")
    gone = factories.group(session, made, "C", "Đã thôi", active=False)
    factories.counter(session, made, "3", birth, gone)
    return made


def test_it_is_a_copy_below_with_counters_services_hours_and_a_code(session: Session, unit: Unit) -> None:
    made = add(session, unit.id)
    view = queries.unit_on(session, made.id, local_day(MONDAY))
    assert view is not None
    assert (made.slug, made.is_practice, made.pilot) == ("ninh-kieu-tap-dung", True, False)
    assert (view.name("vi"), view.version.parent_id) == ("Tập dùng – Phường Ninh Kiều", unit.id)
    assert (made.hotline, made.come_back_after) == (unit.hotline, 5)
    groups = queries.groups_of(session, made.id)
    counters = queries.counters_of(session, made.id)
    assert [(group.prefix, group.name("vi")) for group in groups] == [("A", "Hộ tịch"), ("B", "Đất đai")]
    assert [counter.label for counter in counters] == ["3"]
    assert queries.groups_served_by(session, counters[0].id) == [groups[0]]
    day = local_day(MONDAY)
    assert queries.hours_of(session, made.id, day).weekly == queries.hours_of(session, unit.id, day).weekly
    assert len(queries.codes_of(session, made.id)) == 1
    assert acts(session)[-1] == "unit.practice"


def test_a_unit_has_one_and_practice_has_none_of_its_own(session: Session, unit: Unit) -> None:
    made = add(session, unit.id)
    for key in (unit.id, made.id):
        with pytest.raises(Refused):
            add(session, key)


def test_the_tree_of_figures_leaves_it_out_and_that_of_permissions_does_not(session: Session, unit: Unit) -> None:
    made = add(session, unit.id)
    day = local_day(MONDAY)
    assert queries.descent(session).below(unit.id, day) == {unit.id}
    assert queries.subtree_ids(session, [unit.id], day) == {unit.id, made.id}
