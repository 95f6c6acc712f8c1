from datetime import datetime
from typing import TypedDict

import pytest
from sqlalchemy.orm import Session

from kiosk.office import priority_actions, priority_queries
from kiosk.office.entries import Names
from kiosk.office.priority_classes import DEFAULT_CLASSES
from kiosk.office.refusals import Refused
from tests.factories import MONDAY
from tests.kiosk.office.record import acts


class By(TypedDict):
    """Who acted, and when."""

    now: datetime
    staff_id: int | None


BY = By(now=MONDAY, staff_id=7)


def codes(session: Session) -> list[str]:
    return [one.code for one in priority_queries.every(session)]


def test_every_office_starts_with_the_same_classes_in_four_languages(session: Session) -> None:
    assert priority_actions.add_default_classes(session) == 5

    assert codes(session) == ["disabled", "aged_80", "aged_60", "child", "merit"]
    assert all(one.name_en and one.name_km and one.name_zh for one in priority_queries.in_use(session))


def test_what_an_office_has_changed_is_left_alone_when_it_upgrades(session: Session) -> None:
    priority_actions.add_default_classes(session)
    priority_actions.change_class(session, "merit", Names("Thương binh"), active=False, **BY)

    assert priority_actions.add_default_classes(session) == 0
    assert [(one.name_vi, one.active) for one in priority_queries.every(session)][-1] == ("Thương binh", False)


def test_a_class_out_of_use_has_no_rank(session: Session) -> None:
    priority_actions.add_default_classes(session)
    assert [priority_queries.rank_of(session, code) for code in ("disabled", "aged_80", "normal", "x")] == [1, 2, 0, 0]

    priority_actions.change_class(session, "disabled", DEFAULT_CLASSES["disabled"], active=False, **BY)

    assert priority_queries.rank_of(session, "disabled") == 0
    assert "disabled" not in [one.code for one in priority_queries.in_use(session)]


def test_the_order_is_the_offices_own(session: Session) -> None:
    priority_actions.add_default_classes(session)

    priority_actions.move_class(session, "merit", up=True, **BY)
    priority_actions.move_class(session, "disabled", up=True, **BY)

    assert codes(session) == ["disabled", "aged_80", "aged_60", "merit", "child"]
    assert acts(session) == ["priority.move"]


def test_a_new_class_goes_after_the_others(session: Session) -> None:
    priority_actions.add_default_classes(session)

    first = priority_actions.add_class(session, Names("Người ở đảo"), **BY)
    second = priority_actions.add_class(session, Names("Giáo viên"), **BY)

    assert (first.code, second.code) == ("own_1", "own_2")
    assert priority_queries.rank_of(session, "own_2") == 7


def test_a_class_needs_a_name_and_must_be_there(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        priority_actions.add_class(session, Names(" "), **BY)
    assert (refused.value.reason, refused.value.field) == ("missing", "name_vi")

    with pytest.raises(Refused) as refused:
        priority_actions.move_class(session, "minister", up=True, **BY)
    assert (refused.value.reason, refused.value.field) == ("unknown", "class")
