"""Holidays are told in every language, those of coming years, too."""

import pytest

from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.office import public_holidays
from kiosk.office.holiday_names import named
from tests.vietnamese import vietnamese

YEARS = range(2025, 2036)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {DEFAULT}))
def test_every_holiday_of_ten_years_has_a_name(language: str) -> None:
    names = {name for year in YEARS for name in public_holidays.vietnam(year, language).values()}
    assert not [name for name in names if vietnamese(name)]


def test_a_day_off_in_the_place_of_another_says_of_which() -> None:
    assert named("Quốc khánh (nghỉ bù)", "zh") == "国庆节 (补休)"
    assert named("Ngày nghỉ (thay cho ngày 22/08/2026)", "km") == "ថ្ងៃឈប់សម្រាក (ជំនួសថ្ងៃ 22/08/2026)"


def test_what_nobody_has_named_yet_stays_vietnamese() -> None:
    assert named("Ngày mới", "km") == named("Ngày mới", "vi") == "Ngày mới"
