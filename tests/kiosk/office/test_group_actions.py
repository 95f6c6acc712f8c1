from sqlalchemy.orm import Session

from kiosk.office import group_actions, queries
from kiosk.office.entries import Names
from kiosk.office.group_actions import GroupWords
from kiosk.office.models import Unit
from tests.factories import MONDAY, unit
from tests.kiosk.office import record


def add(session: Session, unit: Unit, *prefixes: str) -> list[int]:
    return [
        group_actions.add_group(
            session, unit.id, GroupWords(prefix, Names(f"Nhóm {prefix}")), now=MONDAY, staff_id=7
        ).id
        for prefix in prefixes
    ]


def listed(session: Session, unit: Unit) -> str:
    return "".join(group.prefix for group in queries.groups_of(session, unit.id))


def test_groups_are_listed_in_their_order_and_guidance_last(session: Session) -> None:
    row = unit(session)
    group_actions.add_guidance(session, row.id, now=MONDAY, staff_id=7)
    _, _, last = add(session, row, "C", "A", "B")
    assert listed(session, row) == "CABH"

    group_actions.move_group(session, last, up=True, now=MONDAY, staff_id=7)

    assert listed(session, row) == "CBAH"
    assert record.last(session).details["order"] == {"old": ["C", "A", "B"], "new": ["C", "B", "A"]}


def test_the_first_group_cannot_go_up_nor_the_last_below_guidance(session: Session) -> None:
    row = unit(session)
    first, last = add(session, row, "A", "B")
    guidance = group_actions.add_guidance(session, row.id, now=MONDAY, staff_id=7).id

    group_actions.move_group(session, first, up=True, now=MONDAY, staff_id=7)
    group_actions.move_group(session, last, up=False, now=MONDAY, staff_id=7)
    group_actions.move_group(session, guidance, up=True, now=MONDAY, staff_id=7)

    assert listed(session, row) == "ABH"


def test_a_prefix_belongs_to_one_group_of_the_unit_even_out_of_use(session: Session) -> None:
    row, neighbour = unit(session), unit(session)
    (old,) = add(session, row, "A")
    group_actions.set_group_active(session, old, active=False, now=MONDAY, staff_id=7)

    assert listed(session, row) == ""
    assert record.refused(lambda: add(session, row, "a")) == ("taken", "prefix")
    assert add(session, neighbour, "A")


def test_words_and_picture_change(session: Session) -> None:
    row = unit(session)
    (only,) = add(session, row, "A")
    words = GroupWords("d", Names("Nhà đất", "Land and houses"), "dat-dai")

    group_actions.change_group(session, only, words, now=MONDAY, staff_id=7)

    (group,) = queries.groups_of(session, row.id)
    assert (group.prefix, group.name("en"), group.picture) == ("D", "Land and houses", "dat-dai")
    assert record.last(session).details["prefix"] == {"old": "A", "new": "D"}
    assert record.refused(GroupWords("A", Names("x"), "../../etc").columns) == ("unknown", "picture")


def test_guidance_exists_once_and_takes_a_free_letter(session: Session) -> None:
    row = unit(session)
    add(session, row, "A", "H")

    group = group_actions.add_guidance(session, row.id, now=MONDAY, staff_id=7)

    assert (group.prefix, group.guidance, group.picture) == ("B", True, "huong-dan")
    assert record.refused(lambda: group_actions.add_guidance(session, row.id, now=MONDAY, staff_id=7)) == (
        "taken",
        "guidance",
    )


def test_an_unknown_group_is_refused(session: Session) -> None:
    assert record.refused(lambda: group_actions.move_group(session, 10**9, up=True, now=MONDAY, staff_id=7)) == (
        "unknown",
        "group",
    )
