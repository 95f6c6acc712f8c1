import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ground.text import TextTooLongError, clean, fold, mask_personal, masked

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY_TEXT)
@settings(max_examples=2000)
def test_whatever_is_typed_can_be_stored_and_shown(text: str) -> None:
    kept = clean(text, max_chars=200, multiline=True)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(char) for char in kept if char != "\n"} & {"Cc", "Cs"}
    assert clean(kept, max_chars=200, multiline=True) == kept


@given(ANY_TEXT)
@settings(max_examples=2000)
def test_a_line_stays_one_line(text: str) -> None:
    kept = clean(text, max_chars=200)
    assert "\n" not in kept
    assert kept == kept.strip()


@given(ANY_TEXT)
@settings(max_examples=500)
def test_masking_leaves_no_long_run_of_digits(text: str) -> None:
    assert mask_personal(mask_personal(text)) == mask_personal(text)


def test_decomposed_accents_become_the_same_word() -> None:
    assert clean(unicodedata.normalize("NFD", "Đăng ký khai sinh"), max_chars=50) == "Đăng ký khai sinh"


def test_more_than_may_be_kept_is_refused_not_cut() -> None:
    with pytest.raises(TextTooLongError):
        clean("a" * 11, max_chars=10)


def test_search_ignores_accents_and_case() -> None:
    assert fold("Đăng Ký KHAI sinh") == "dang ky khai sinh"


@pytest.mark.parametrize(
    "number",
    [
        "(0912) 345 678",
        "0912  345  678",
        "0912/345/678",
        "0912_345_678",
        "0912 - 345 - 678",
        "(+84) 912 345 678",
        "092 / 123 / 456 / 789",
        "092_123_456_789",
        "361 / 234 / 567",
        "02923820000",
        "0901–234–567",
        "0901 — 234 — 567",
        "0901, 234, 567",
        "0901:234:567",
        "0901·234·567",
        "0901*234*567",
        "0901\u200b234\u200b567",
        "0901\u00ad234567",
        "090\u20601234\ufeff567",
        "០៩០១២៣៤៥៦៧",
        "០៩០១ ២៣៤ ៥៦៧",
        "０９０１２３４５６７",
        "０９０１－２３４－５６７",
        "7912345678",
        "79 1234 5678",
        "092 1985 0123 45",
        "090 123 4567 8",
        "092, 123, 456, 789",
    ],
)
def test_a_personal_number_is_masked_however_it_is_written(number: str) -> None:
    left = mask_personal(f"Gọi tôi {number} nhé")
    assert left.startswith("Gọi tôi")
    assert left.endswith("nhé")
    assert not any(char.isdigit() for char in left)


@pytest.mark.parametrize(
    "text",
    [
        "Lệ phí 150.000 đồng",
        "Lệ phí 1.500.000 đồng",
        "Năm 2026 tốt hơn 2025",
        "Đến 16/11/2026 07:30, quầy 3",
        "Đến lúc 07:30 16/11/2026, chờ 45 phút",
        "Hẹn 16/11/2026 - 20/11/2026",
        "Hẹn 16/11/2026 14/12/2026",
        "Từ 16-11-2026 đến 20-11-2026",
        "Hẹn 16.11.2026 (7.30)",
        "Đến 06/11/2026 7:30",
        "Từ 07:00 06/11/2026 đến 08:00",
        "Từ 06/11/2026-07/11/2026",
        "Lệ phí 150.000.000 đồng",
        "Năm 2024/2025/2026",
        "Điểm 5/5, 4/5, 3/5, 2/5, 1/5",
        "Gọi số A-015, A-016 và A-017",
        "Năm 2024–2025–2026",
        "Mở cửa 07:30–11:30, 13:30–17:00",
        "Đến lúc 07:30, 08:15, 09:45",
        "Ngày 08, 09, 10, 11, 12",
        "Quầy 101, 102, 103",
        "Từ 16/11/2026–20/11/2026",
        "Lệ phí 10.000-20.000 đồng",
        "Lệ phí 150,000,000 đồng",
        "Lệ phí 1500000000 đồng",
        "ពី ១៦/១១/២០២៦ ដល់ ២០/១១/២០២៦",
    ],
)
def test_ordinary_numbers_and_dates_stay(text: str) -> None:
    assert mask_personal(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thư: lan.tran+1@gmail.com nhé", "Thư: ••• nhé"),
        ("0912345678@zalo.vn", "•••"),
        ("hộp thư trần_lan@can-tho.gov.vn.", "hộp thư •••."),
        ("Giá 5 @ quầy 3, mail@ không rõ", "Giá 5 @ quầy 3, mail@ không rõ"),
    ],
)
def test_mail_addresses_are_masked(text: str, left: str) -> None:
    assert mask_personal(text) == left


def test_what_nobody_sees_goes_but_khmer_keeps_its_joints() -> None:
    assert clean("a\u00adb\u2060c\ufeffd\u202ee", max_chars=9) == "abcde"
    khmer = "ខ្ញុំ\u200bរង់ចាំ\u200bយូរ ក\u200dខ\u200cគ"
    assert clean(khmer, max_chars=60) == khmer
    assert mask_personal(khmer) == khmer


def test_a_card_of_health_insurance_is_masked() -> None:
    assert mask_personal("Thẻ GD4797912345678 của tôi") == "Thẻ GD••• của tôi"


def test_how_much_was_masked_is_counted() -> None:
    card = "092123456789|361234567|Nguyễn Văn A|01011960|Nam|Cần Thơ"
    assert masked(f"Gọi 0912345678 hoặc a@b.vn, 092 1234 56789\n{card}\nHọp 12/10/2026") == (
        "Gọi ••• hoặc •••, •••\nHọp 12/10/2026",
        4,
    )
    assert masked("Quầy 3 đóng •••") == ("Quầy 3 đóng •••", 0)


def test_the_line_of_a_scanned_card_is_dropped_wherever_it_stands() -> None:
    card = "092123456789|361234567|Nguyễn Văn A|01011960|Nam|Cần Thơ|01012021"
    assert mask_personal(f"Chờ lâu quá\nThẻ của tôi: {card}\nQuầy 3 đóng") == "Chờ lâu quá\nQuầy 3 đóng"
    assert mask_personal(card.replace("361234567", "")) == ""
