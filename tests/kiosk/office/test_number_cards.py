"""Laminated cards: every number once, large enough for the last row of seats, backs behind their fronts."""

import io

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kiosk.office.number_cards import NumberCards, number_cards_as_pdf

CARDS = NumberCards("Phường Ninh Kiều", (), "Xin trả lại thẻ.", (), "vi")
BACK = NumberCards("Phường Ninh Kiều", (), "Xin trả lại thẻ.", ("Xin giữ thẻ.", "សូមរក្សាកាត", "请保管号牌"), "vi")
MM = 25.4 / 72


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_hundred_cards_stand_eight_on_a_sheet_each_once() -> None:
    found = pages(number_cards_as_pdf(CARDS, range(1, 101)))
    assert len(found) == 13
    words = " ".join(found).split()
    assert [word for word in words if word.startswith("T")] == [f"T{number:03d}" for number in range(1, 101)]
    assert " ".join(found).count("Phường Ninh Kiều") == 100


def test_a_back_follows_each_sheet_and_speaks_every_language() -> None:
    found = pages(number_cards_as_pdf(BACK, range(1, 10)))
    assert len(found) == 4
    assert [("T00" in page, "សូមរក្សាកាត" in page) for page in found] == [(True, False), (False, True)] * 2
    assert found[3].count("请保管号牌") == 1


def test_a_digit_is_higher_than_24_mm() -> None:
    with pypdfium2.PdfDocument(io.BytesIO(number_cards_as_pdf(CARDS, [37]))) as document:
        text = document[0].get_textpage()
        place = text.get_text_bounded().replace("\r\n", "  ").index("037")
        _left, bottom, _right, top = text.get_charbox(place)
    assert (top - bottom) * MM > 24


@pytest.mark.parametrize("unit", ["W" * 120, "Trung tâm Phục vụ hành chính công " * 3])
def test_a_long_name_stays_on_its_card(unit: str) -> None:
    cards = NumberCards(unit, ("TẬP DÙNG",), "Xin trả lại thẻ.", (), "vi")
    with pypdfium2.PdfDocument(io.BytesIO(number_cards_as_pdf(cards, [1]))) as document:
        text = document[0].get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    assert max(right for _, _, right, _ in boxes) * MM < 105
    assert min(bottom for _, bottom, _, _ in boxes) * MM > 297 - 9 - 69.75


def test_the_same_cards_give_the_same_bytes() -> None:
    assert number_cards_as_pdf(BACK, [1, 2]) == number_cards_as_pdf(BACK, [1, 2])
