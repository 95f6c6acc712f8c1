from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from kiosk.office import actions, queries
from kiosk.office.actions import Standing
from kiosk.office.entries import Names
from kiosk.office.kinds import UnitKind
from kiosk.office.models import Unit
from tests.factories import MONDAY, unit
from tests.kiosk.office import record

JULY = date(2025, 7, 1)
JUNE_30 = date(2025, 6, 30)
LONG_AGO = date(2020, 1, 1)


def add(session: Session, slug: str, parent: Unit | None = None, kind: UnitKind = "organisation") -> Unit:
    standing = Standing(Names(slug.title()), parent.id if parent else None)
    return actions.add_unit(session, slug, kind, standing, from_day=LONG_AGO, now=MONDAY, staff_id=7)


def change(session: Session, unit: Unit, day: date, **different: object) -> None:
    standing = actions.standing_of(queries.versions_of(session, unit.id)[-1])
    actions.change_from(session, unit.id, day, replace(standing, **different), now=MONDAY, staff_id=7)  # type: ignore[arg-type]


def name_on(session: Session, unit: Unit, day: date) -> str:
    view = queries.unit_on(session, unit.id, day)
    assert view is not None
    return view.name("vi")


def test_a_renamed_unit_has_its_old_name_before_that_day(session: Session) -> None:
    commune = add(session, "soc-trang")

    change(session, commune, JULY, names=Names("Phường Sóc Trăng"))

    assert name_on(session, commune, JUNE_30) == "Soc-Trang"
    assert name_on(session, commune, JULY) == "Phường Sóc Trăng"


def test_a_moved_unit_belongs_to_its_old_parent_before_that_day(session: Session) -> None:
    soc_trang, can_tho = add(session, "soc-trang"), add(session, "can-tho")
    commune = add(session, "commune", soc_trang)
    centre = add(session, "centre", commune, "centre")

    change(session, commune, JULY, parent_id=can_tho.id)

    assert queries.subtree_ids(session, [soc_trang.id], JUNE_30) == {soc_trang.id, commune.id, centre.id}
    assert queries.subtree_ids(session, [soc_trang.id], JULY) == {soc_trang.id}
    assert queries.subtree_ids(session, [can_tho.id], JUNE_30) == {can_tho.id}
    assert queries.subtree_ids(session, [can_tho.id], JULY) == {can_tho.id, commune.id, centre.id}


def test_two_merged_communes_stand_under_the_new_one_with_their_own_names(session: Session) -> None:
    province = add(session, "can-tho")
    old = [add(session, "thoi-an", province), add(session, "thoi-thanh", province)]
    new = add(session, "thoi-an-dong", province)

    actions.merge(session, [each.id for each in old], new.id, JULY, now=MONDAY, staff_id=7)

    assert queries.subtree_ids(session, [new.id], JUNE_30) == {new.id}
    assert queries.subtree_ids(session, [new.id], JULY) == {new.id, *(each.id for each in old)}
    assert [name_on(session, each, JULY) for each in old] == ["Thoi-An", "Thoi-Thanh"]
    assert record.acts(session)[-2:] == ["unit.merge", "unit.merge"]


def test_targets_change_from_a_day_and_stay_before_it(session: Session) -> None:
    commune = add(session, "commune")

    change(session, commune, JULY, target_seconds=60)

    assert [
        (version.valid_from, version.valid_until, version.target_seconds)
        for version in queries.versions_of(session, commune.id)
    ] == [(LONG_AGO, JULY, 900), (JULY, None, 60)]


def test_a_second_change_on_the_same_day_corrects_the_first(session: Session) -> None:
    commune = add(session, "commune")
    change(session, commune, JULY, names=Names("Phường Sóc Trangw"))

    change(session, commune, JULY, names=Names("Phường Sóc Trăng"))

    assert [version.name_vi for version in queries.versions_of(session, commune.id)] == ["Commune", "Phường Sóc Trăng"]


def test_nothing_different_changes_and_records_nothing(session: Session) -> None:
    commune = add(session, "commune")
    before = record.acts(session)

    change(session, commune, JULY)

    assert len(queries.versions_of(session, commune.id)) == 1
    assert record.acts(session) == before


def test_the_record_holds_who_did_it_and_old_and_new_values(session: Session) -> None:
    commune = add(session, "commune")

    change(session, commune, JULY, names=Names("Phường Sóc Trăng", "Soc Trang ward"))

    event = record.last(session)
    assert (event.act, event.staff_id, event.unit_id, event.at) == ("unit.change", 7, commune.id, MONDAY)
    assert event.details["name_vi"] == {"old": "Commune", "new": "Phường Sóc Trăng"}
    assert event.details["name_en"] == {"old": None, "new": "Soc Trang ward"}
    assert event.details["valid_from"] == {"old": "2020-01-01", "new": "2025-07-01"}


def test_a_unit_cannot_stand_under_itself_or_anything_below_it(session: Session) -> None:
    top = add(session, "top")
    middle = add(session, "middle", top)
    low = add(session, "low", middle)

    for parent in (top, middle, low):
        assert record.refused(lambda p=parent: change(session, top, JULY, parent_id=p.id)) == ("loop", "parent")  # type: ignore[misc]


def test_a_move_may_not_make_a_loop_with_a_change_planned_for_later(session: Session) -> None:
    top = add(session, "top")
    one, two = add(session, "one", top), add(session, "two", top)
    change(session, two, date(2027, 1, 1), parent_id=one.id)

    assert record.refused(lambda: change(session, one, JULY, parent_id=two.id)) == ("loop", "parent")


def test_a_parent_of_yesterday_is_no_loop_today(session: Session) -> None:
    top = add(session, "top")
    one = add(session, "one", top)
    two = add(session, "two", one)
    change(session, two, JULY, parent_id=top.id)

    change(session, one, JULY, parent_id=two.id)

    assert queries.ancestor_ids(session, one.id, JULY) == [one.id, two.id, top.id]
    assert queries.ancestor_ids(session, two.id, JUNE_30) == [two.id, one.id, top.id]


def test_versions_never_overlap(session: Session) -> None:
    commune = add(session, "commune")
    change(session, commune, JULY, names=Names("Sau"))

    assert record.refused(lambda: change(session, commune, JUNE_30, names=Names("Giữa"))) == (
        "later_change",
        "from_day",
    )
    assert record.refused(lambda: change(session, commune, date(2019, 12, 31), names=Names("Trước"))) == (
        "before_first",
        "from_day",
    )


def test_a_planned_change_can_be_taken_back_until_its_day(session: Session) -> None:
    commune = add(session, "commune")
    change(session, commune, JULY, names=Names("Phường mới"))

    assert record.refused(lambda: actions.cancel_planned(session, commune.id, today=JULY, now=MONDAY, staff_id=7)) == (
        "unknown",
        "from_day",
    )
    actions.cancel_planned(session, commune.id, today=JUNE_30, now=MONDAY, staff_id=7)

    (version,) = queries.versions_of(session, commune.id)
    assert (version.name_vi, version.valid_until) == ("Commune", None)
    assert record.last(session).details["name_vi"] == {"old": "Phường mới", "new": None}


def test_the_parent_must_exist_on_that_day_and_be_no_smaller_unit(session: Session) -> None:
    top = add(session, "top")
    centre = add(session, "centre", top, "centre")
    young = actions.add_unit(
        session, "young", "organisation", Standing(Names("Mới")), from_day=JULY, now=MONDAY, staff_id=7
    )

    assert record.refused(lambda: change(session, centre, JUNE_30, parent_id=young.id)) == ("not_there_yet", "parent")
    assert record.refused(lambda: add(session, "under", centre)) == ("larger_kind", "parent")
    assert record.refused(lambda: change(session, centre, JULY, parent_id=10**9)) == ("unknown", "parent")


def test_sample_units_stay_among_themselves(session: Session) -> None:
    sample = unit(session, "Mẫu", kind="organisation", is_demo=True)
    real = add(session, "real")

    assert add(session, "below", sample).is_demo
    assert record.refused(lambda: change(session, real, JULY, parent_id=sample.id)) == ("samples_mixed", "parent")


def test_no_sample_is_added_below_a_real_unit(session: Session) -> None:
    real = add(session, "real")
    standing = Standing(Names("Mẫu"), real.id)

    def add_sample() -> None:
        actions.add_unit(session, "mau", "centre", standing, from_day=JULY, now=MONDAY, staff_id=7, is_demo=True)

    assert record.refused(add_sample) == ("samples_mixed", "parent")


def test_a_slug_belongs_to_one_unit(session: Session) -> None:
    add(session, "ninh-kieu")

    assert record.refused(lambda: add(session, "ninh-kieu")) == ("taken", "slug")


@pytest.mark.parametrize(("target", "older", "field"), [(0, 1800, "target"), (900, 899, "older_target")])
def test_targets_are_positive_and_ordered(target: int, older: int, field: str) -> None:
    standing = Standing(Names("x"), target_seconds=target, older_target_seconds=older)

    assert record.refused(standing.columns) == ("out_of_range", field)
