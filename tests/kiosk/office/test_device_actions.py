from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import new_token
from kiosk.office import device_actions, device_queries, group_actions, prefix_queries
from kiosk.office.device_actions import Tried, key_digest
from kiosk.office.entries import Names
from kiosk.office.group_actions import GroupWords
from kiosk.office.models import Device, Unit
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.office import record
from tests.kiosk.office.record import refused

MINUTE = timedelta(minutes=1)


@pytest.fixture
def unit(session: Session) -> Unit:
    return factories.unit(session)


def add(session: Session, unit: Unit, name: str = "Máy cạnh cửa", prefix: str = "K") -> tuple[Device, str]:
    return device_actions.add_device(session, unit.id, name, prefix, prints=True, now=MONDAY, staff_id=7)


def pair(
    session: Session, unit: Unit, code: str, key: str = "key", *, after: timedelta = MINUTE
) -> tuple[Tried, Device | None]:
    return device_actions.pair(session, unit.id, code, key_digest(key), now=MONDAY + after)


def test_a_tablet_is_added_with_a_code_that_only_its_digest_is_kept_of(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    assert len(code) == 8
    assert code not in {str(value) for value in vars(device).values()}
    assert record.last(session).subject == "K – Máy cạnh cửa"
    assert code not in str(record.last(session).details)


def test_the_code_pairs_once_and_then_no_more(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    assert pair(session, unit, f"{code[:4]}-{code[4:]}".lower()) == (Tried.PAIRED, device)
    assert (device.paired_at, device.last_seen_at) == (MONDAY + MINUTE, MONDAY + MINUTE)
    assert pair(session, unit, code, "another key") == (Tried.WRONG, None)
    assert pair(session, unit, code, "key") == (Tried.PAIRED, device), "the answer got lost, the same tablet asks again"


def test_the_code_lives_fifteen_minutes_and_at_its_own_unit(session: Session, unit: Unit) -> None:
    _device, code = add(session, unit)
    assert pair(session, factories.unit(session, "Phường Cái Răng"), code)[0] is Tried.WRONG
    assert pair(session, unit, code, after=timedelta(minutes=15))[0] is Tried.WRONG


@pytest.mark.parametrize("typed", ["", "ABCDEFGH1", "\ud800BCDEFGH", "UUUUUUUU", "x" * 10_000])
def test_what_cannot_be_a_code_is_wrong(session: Session, unit: Unit, typed: str) -> None:
    add(session, unit)
    assert pair(session, unit, typed) == (Tried.WRONG, None)


def test_after_twenty_wrong_codes_even_the_right_one_waits_for_a_fresh_code(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    for _ in range(20):
        assert pair(session, unit, "00000000")[0] is Tried.WRONG
    assert pair(session, unit, code)[0] is Tried.TOO_OFTEN
    fresh = device_actions.offer_code(session, device.id, now=MONDAY + MINUTE, staff_id=7)
    assert pair(session, unit, fresh)[0] is Tried.PAIRED


def test_a_tablet_that_is_paired_again_takes_the_place_of_the_old_one(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    pair(session, unit, code, "old")
    fresh = device_actions.offer_code(session, device.id, now=MONDAY, staff_id=7)
    assert device_queries.by_key(session, key_digest("old")) is device
    pair(session, unit, fresh, "new")
    assert device_queries.by_key(session, key_digest("old")) is None
    assert device_queries.by_key(session, key_digest("new")) is device


def test_pairing_is_recorded_once_with_what_the_tablet_before_had_not_sent(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    pair(session, unit, code, "old")
    assert (record.last(session).act, record.last(session).details) == ("device.pair", {})
    device.unsent = 3
    fresh = device_actions.offer_code(session, device.id, now=MONDAY, staff_id=7)
    for _ in range(2):
        pair(session, unit, fresh, "new")
    line = record.last(session)
    assert (line.act, line.subject, line.details) == ("device.pair", "K – Máy cạnh cửa", {"unsent": 3})
    assert (line.unit_id, line.at) == (unit.id, MONDAY + MINUTE)
    assert record.acts(session) == ["device.add", "device.pair", "device.offer", "device.pair"]
    session.refresh(device)
    assert device.unsent == 3, "until the new one says how many it holds itself"


def test_a_revoked_tablet_is_out_with_its_code_until_it_is_paired_again(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    device_actions.revoke(session, device.id, now=MONDAY, staff_id=7)
    device_actions.revoke(session, device.id, now=MONDAY + MINUTE, staff_id=7)
    assert pair(session, unit, code)[0] is Tried.WRONG
    assert device.revoked_at == MONDAY
    pair(session, unit, device_actions.offer_code(session, device.id, now=MONDAY, staff_id=7))
    assert [row.revoked_at for row in device_queries.of_unit(session, unit.id)] == [None]
    assert record.acts(session) == ["device.add", "device.revoke", "device.offer", "device.pair"]


def test_being_seen_is_written_once_a_minute(session: Session, unit: Unit) -> None:
    device, code = add(session, unit)
    pair(session, unit, code)
    for seconds in (30, 59, 60, 61):
        device_actions.seen(session, device.id, now=MONDAY + MINUTE + timedelta(seconds=seconds))
    session.refresh(device)
    assert device.last_seen_at == MONDAY + 2 * MINUTE


def test_letters_are_one_tablets_or_one_groups_and_t_is_of_cards(session: Session, unit: Unit) -> None:
    factories.group(session, unit, "A")
    factories.group(session, unit, "K")
    assert prefix_queries.free_for_tablet(session, unit.id) == "KA"
    add(session, unit, prefix="ka")
    assert prefix_queries.free_for_tablet(session, unit.id) == "KB"
    for prefix, reason in (("a", "taken"), ("KA", "taken"), ("T", "taken"), ("K2", "malformed"), ("", "missing")):
        assert refused(lambda text=prefix: add(session, unit, prefix=text)) == (reason, "prefix")  # type: ignore[misc]
    for prefix in ("KA", "T"):
        words = GroupWords(prefix, Names("Đất đai"))
        assert refused(
            lambda one=words: group_actions.add_group(session, unit.id, one, now=MONDAY, staff_id=7)  # type: ignore[misc]
        ) == ("taken", "prefix")


def test_a_tablet_may_be_renamed_and_told_to_print(session: Session, unit: Unit) -> None:
    device, _code = add(session, unit)
    device_actions.change_device(session, device.id, "Máy ở sảnh", prints=False, now=MONDAY, staff_id=7)
    assert (device.name, device.prints) == ("Máy ở sảnh", False)
    assert record.last(session).details["prints"] == {"old": True, "new": False}
    assert refused(
        lambda: device_actions.change_device(session, device.id, " ", prints=True, now=MONDAY, staff_id=7)
    ) == ("missing", "name")
    assert refused(lambda: device_actions.revoke(session, device.id + 9, now=MONDAY, staff_id=7)) == (
        "unknown",
        "device",
    )


def test_a_key_is_long_and_kept_as_a_digest() -> None:
    key = new_token()
    assert len(key) * 5 >= 128
    assert key not in key_digest(key)
