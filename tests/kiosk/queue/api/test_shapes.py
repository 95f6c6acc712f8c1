"""What a request may say is read and described by the same declarations."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.api.shapes import Count, Fault, Field, Invalid, Moment, OneOf, Several, Word, read, schema_of

SHAPE = {
    "name": Field(Word(3), "", "abc", required=True),
    "when": Field(Moment(), "", "2026-11-16T09:00:00+07:00"),
    "which": Field(Several(OneOf(("a", "b")), 2), "", ["a"]),
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.text(alphabet=st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(list(SHAPE)), inner),
)


def test_what_is_sound_is_read() -> None:
    said = {"name": "é", "when": "2026-11-16T09:00:00.5+07:00", "which": ["b", "a"]}
    assert read(SHAPE, said) == {
        "name": "é",
        "when": datetime(2026, 11, 16, 2, 0, 0, 500_000, UTC),
        "which": ("b", "a"),
    }


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        read(SHAPE, {"name": "", "when": 1, "which": ["a", "a"], "more": 0})
    assert [fault.field for fault in caught.value.faults] == ["more", "name", "when", "which"]


def test_what_is_missing_is_told() -> None:
    with pytest.raises(Invalid) as caught:
        read(SHAPE, {})
    assert caught.value.faults == (Fault("name", "is required"),)


@given(ANYTHING)
def test_anything_is_read_or_refused(said: object) -> None:
    with suppress(Invalid):
        read(SHAPE, said)


@given(st.text(max_size=4))
def test_characters_are_counted_as_the_schema_counts_them(text: str) -> None:
    schema = Word(3, "[A-Z]{1,3}").schema()
    allowed = len(text) <= schema["maxLength"] and re.fullmatch("[A-Z]{1,3}", text) is not None
    try:
        Word(3, "[A-Z]{1,3}").read(text)
    except ValueError:
        assert not allowed
    else:
        assert allowed


@given(st.datetimes(min_value=datetime(1900, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - the zone follows
def test_every_instant_that_can_be_written_is_read(wall: datetime, minutes: int) -> None:
    at = wall.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read_as = Moment().read(at.isoformat())
    assert read_as == at or wall.year == 9999


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("2026-12-31t23:59:60z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-11-16T09:00:00.123456789Z", datetime(2026, 11, 16, 9, 0, 0, 123_456, UTC)),
        ("0001-01-01T00:00:00+14:00", datetime.min.replace(tzinfo=UTC)),
    ],
)
def test_rare_instants_are_read(said: str, read_as: datetime) -> None:
    assert Moment().read(said) == read_as


@pytest.mark.parametrize(
    "said", ["2026-11-16", "2026-11-16 09:00:00Z", "2026-11-16T09:00:00", "2026-13-01T00:00:00Z", 5]
)
def test_what_is_no_instant_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match="instant"):
        Moment().read(said)


@pytest.mark.parametrize("said", ["0", "6", "-1", "1.0", "١", "", " 1", "9" * 5000])
def test_a_number_in_an_address_has_its_limits(said: str) -> None:
    assert Count(1, 5, 1).read("5") == 5
    with pytest.raises(ValueError, match="whole number"):
        Count(1, 5, 1).read(said)


def test_a_shape_describes_itself() -> None:
    schema = schema_of(SHAPE)
    assert (schema["required"], schema["additionalProperties"]) == (["name"], False)
    assert schema["properties"]["which"]["items"] == {"type": "string", "enum": ["a", "b"]}
