"""A number as a monitor types it with one thumb."""

import pytest

from admin.spot_checks import numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [("A012", "A012"), (" a 12 ", "A012"), ("t-37", "T037"), ("gt5", "GT005"), ("A1234", "A1234")],
)
def test_a_number_is_read_as_it_is_called_out(typed: str, number: str) -> None:
    assert numbers.read(typed) == number


@pytest.mark.parametrize("typed", ["", "12", "A", "A12345", "ABCDE1", "A1B", "\x00", "\ud800", "٣", "A" * 9999])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert numbers.read(typed) is None
