import unicodedata
from datetime import date

import pytest

from kiosk.office import entries
from tests.kiosk.office.record import refused


def test_names_are_kept_in_one_spelling_of_every_accent() -> None:
    typed = unicodedata.normalize("NFD", "Phường Ninh Kiều")

    assert entries.Names(typed).columns()["name_vi"] == unicodedata.normalize("NFC", typed)


def test_a_name_of_ten_thousand_characters_is_refused_at_its_field() -> None:
    assert refused(entries.Names("x", en="y" * 10_000).columns) == ("too_long", "name_en")


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200e", None])
def test_a_name_of_nothing_visible_is_missing(blank: str | None) -> None:
    assert refused(lambda: entries.required(blank, "name_vi", max_chars=9)) == ("missing", "name_vi")


@pytest.mark.parametrize("text", ["Ninh-Kiều", "ninh kieu", "-a", "a--b", "a/b", "NINH", "'; DROP TABLE unit"])
def test_a_slug_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    assert refused(lambda: entries.slug(text)) == ("malformed", "slug")
    assert entries.slug("mot-cua-ninh-kieu-2") == "mot-cua-ninh-kieu-2"


def test_prefixes_are_one_to_three_letters_of_a_to_z() -> None:
    assert entries.prefix("ab") == "AB"
    assert [refused(lambda t=text: entries.prefix(t))[0] for text in ("Đ", "1", "ß", "A1")] == ["malformed"] * 4  # type: ignore[misc]
    assert refused(lambda: entries.prefix("ABCD")) == ("too_long", "prefix")


def test_a_hotline_has_digits_and_marks_between_them() -> None:
    assert entries.hotline(" 0292 3820.000 ") == "0292 3820.000"
    assert entries.hotline("1022") == "1022"
    assert entries.hotline("") is None
    assert refused(lambda: entries.hotline("hỏi bảo vệ")) == ("malformed", "hotline")


def test_stretches_of_time_are_minutes_unless_they_say_otherwise() -> None:
    typed = ["15", "15m", "15 phút", "15 min", "90s", "90 giây", "1h", "1 Giờ"]

    assert [entries.seconds(text, "target") for text in typed] == [900, 900, 900, 900, 90, 90, 3600, 3600]


@pytest.mark.parametrize("text", ["-5", "1.5", "15 năm", "phút", "٣", "999999"])
def test_other_stretches_of_time_are_refused(text: str) -> None:
    assert refused(lambda: entries.seconds(text, "target")) == ("malformed", "target")


def test_a_day_is_written_the_iso_or_the_vietnamese_way() -> None:
    assert entries.day("2025-07-01") == entries.day("1/7/2025") == entries.day(" 01/07/2025 ") == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["", "31/02/2025", "1/7", "0001-01-01", "9999-12-31", "2025-7", "1/7/2025/3", "a/b/c"])
def test_other_days_are_none(text: str) -> None:
    assert entries.day(text) is None
