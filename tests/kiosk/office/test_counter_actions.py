from sqlalchemy.orm import Session

from kiosk.office import counter_actions, queries
from kiosk.office.entries import Names
from tests.factories import MONDAY, counter, group, unit
from tests.kiosk.office import record


def test_a_counter_serves_the_groups_it_is_given(session: Session) -> None:
    row = unit(session)
    civil, land = group(session, row, "A"), group(session, row, "B", "Đất đai")

    added = counter_actions.add_counter(
        session, row.id, "3", Names("Hộ tịch"), group_ids=[civil.id, land.id], now=MONDAY, staff_id=7
    )
    counter_actions.change_counter(
        session, added.id, "3A", Names("Đất đai", "Land"), group_ids=[land.id], now=MONDAY, staff_id=7
    )

    assert [served.prefix for served in queries.groups_served_by(session, added.id)] == ["B"]
    assert (added.label, added.name("en")) == ("3A", "Land")
    details = record.last(session).details
    assert details["groups"] == {"old": ["A", "B"], "new": ["B"]}
    assert details["label"] == {"old": "3", "new": "3A"}


def test_a_label_stands_on_one_counter_of_the_unit(session: Session) -> None:
    row, neighbour = unit(session), unit(session)
    counter(session, row, "1")
    other = counter(session, row, "2")
    counter(session, neighbour, "3")

    def change(label: str) -> None:
        counter_actions.change_counter(session, other.id, label, Names("x"), group_ids=[], now=MONDAY, staff_id=7)

    change("3")
    assert record.refused(lambda: change("1")) == ("taken", "label")
    assert record.refused(lambda: change("")) == ("missing", "label")
    assert record.refused(lambda: change("x" * 13)) == ("too_long", "label")


def test_a_counter_cannot_serve_the_groups_of_a_neighbour(session: Session) -> None:
    row, neighbour = unit(session), unit(session)
    theirs = group(session, neighbour)

    assert record.refused(
        lambda: counter_actions.add_counter(
            session, row.id, "1", Names("x"), group_ids=[theirs.id], now=MONDAY, staff_id=7
        )
    ) == ("unknown", "groups")


def test_a_counter_out_of_use_leaves_the_list_and_can_come_back(session: Session) -> None:
    row = unit(session)
    only = counter(session, row)

    counter_actions.set_counter_active(session, only.id, active=False, now=MONDAY, staff_id=7)
    assert queries.counters_of(session, row.id) == []
    assert record.last(session).details == {"active": {"old": True, "new": False}}
    counter_actions.set_counter_active(session, only.id, active=True, now=MONDAY, staff_id=7)
    assert queries.counters_of(session, row.id) == [only]


def test_an_unknown_counter_is_refused(session: Session) -> None:
    assert record.refused(
        lambda: counter_actions.set_counter_active(session, 10**9, active=True, now=MONDAY, staff_id=7)
    ) == ("unknown", "counter")
