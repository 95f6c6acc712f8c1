"""A unit to practise in."""

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office import actions, practice_actions, queries
from kiosk.office.entries import Names
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


def test_no_unit_stands_below_it_where_no_figure_would_count_it(session: Session, unit: Unit) -> None:
    made = add(session, unit.id)
    other = factories.unit(session, slug="tan-an", kind="site")
    today = local_day(MONDAY)
    below = actions.Standing(Names("Bộ phận mới"), made.id)
    for refused in (
        lambda: actions.add_unit(session, "moi", "site", below, from_day=today, now=MONDAY, staff_id=7),
        lambda: actions.change_from(session, other.id, today, below, now=MONDAY, staff_id=7),
        lambda: actions.merge(session, [other.id], made.id, today, now=MONDAY, staff_id=7),
    ):
        with pytest.raises(Refused) as error:
            refused()
        assert (error.value.reason, error.value.field) == ("practice", "parent")
    assert queries.descent(session).below(unit.id, today) == {unit.id}


def test_the_tree_of_figures_leaves_it_out_and_that_of_permissions_does_not(session: Session, unit: Unit) -> None:
    made = add(session, unit.id)
    day = local_day(MONDAY)
    assert queries.descent(session).below(unit.id, day) == {unit.id}
    assert queries.subtree_ids(session, [unit.id], day) == {unit.id, made.id}
