"""Letters and signs for what a log names."""

from itertools import product
from string import ascii_uppercase

import pytest

from admin.imports.places import free_label, free_prefix
from kiosk.office.refusals import Refused


def test_a_short_code_of_letters_stands_before_its_own_numbers() -> None:
    assert free_prefix("ps", {"A"}) == "PS"


@pytest.mark.parametrize("code", ["Hộ tịch", "12", "PRIVATE", "Đ"])
def test_other_codes_get_the_first_free_letters(code: str) -> None:
    assert free_prefix(code, {"A", "B"}) == "C"


def test_a_code_whose_letters_are_taken_gets_others() -> None:
    assert free_prefix("A", {"A"}) == "B"


def test_after_z_come_two_letters() -> None:
    assert free_prefix("12", set(ascii_uppercase)) == "AA"


def test_a_unit_that_used_all_letters_is_refused() -> None:
    taken = {"".join(letters) for length in (1, 2, 3) for letters in product(ascii_uppercase, repeat=length)}
    with pytest.raises(Refused):
        free_prefix("PS", taken)


def test_a_counter_keeps_its_name_as_sign_as_far_as_it_fits() -> None:
    assert free_label("NAAMA", set()) == "NAAMA"
    assert free_label("Quầy tiếp nhận hồ sơ", set()) == "Quầy tiếp nh"


def test_signs_that_would_be_equal_get_a_number() -> None:
    taken = {"Quầy tiếp nh"}
    assert free_label("Quầy tiếp nhận hồ sơ", taken) == "Quầy tiếp  2"
