"""Codes to cut out, read back from the sheet they are printed on."""

import io
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.office.poster_cards import PER_SHEET
from kiosk.office.posters import Poster, cards_as_pdf
from tests.kiosk.office.sample_posters import CHINESE, COUNTER, ENTRANCE, KHMER, LONG_ADDRESS, NAMES


def unlike(posters: list[Poster]) -> list[Poster]:
    """The posters with site codes of their own."""
    return [replace(poster, url=f"{poster.url[:-1]}{number}") for number, poster in enumerate(posters)]


POSTERS = unlike([ENTRANCE, COUNTER, KHMER, CHINESE, LONG_ADDRESS, replace(COUNTER, agency=NAMES[0], place=NAMES[1])])


def pages(posters: list[Poster], dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(cards_as_pdf(posters)) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


@pytest.mark.parametrize("dpi", [300, 100])
@pytest.mark.parametrize("spoil", ["as it is", "turned", "blurred"])
def test_every_code_of_a_sheet_is_read_back(dpi: int, spoil: str) -> None:
    (image,) = pages(POSTERS, dpi)
    if spoil == "turned":
        image = image.rotate(15, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    elif spoil == "blurred":
        image = image.filter(ImageFilter.GaussianBlur(dpi / 80))
    found = zxingcpp.read_barcodes(image, try_invert=False)
    assert sorted(code.text for code in found) == sorted(poster.url for poster in POSTERS)


@pytest.mark.parametrize("url", ["https://a.vn/q/7KQ2M9XD", ENTRANCE.url, "https://a.vn/" + "x" * 106])
def test_a_code_to_cut_out_is_wider_than_40_mm(url: str) -> None:
    (image,) = pages([replace(ENTRANCE, url=url)], 300)
    (found,) = zxingcpp.read_barcodes(image)
    assert (found.position.bottom_right.x - found.position.top_left.x) / 300 * 25.4 >= 40


def test_a_seventh_code_begins_a_second_sheet() -> None:
    assert [len(zxingcpp.read_barcodes(page)) for page in pages([*POSTERS, ENTRANCE], 100)] == [PER_SHEET, 1]


def test_each_card_says_where_it_hangs_and_the_code_to_type() -> None:
    with pypdfium2.PdfDocument(io.BytesIO(cards_as_pdf([COUNTER, KHMER]))) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    for said in (COUNTER.place, COUNTER.agency, KHMER.place, COUNTER.address, COUNTER.site_code):
        assert said in text
    assert "BẢN THỬ" not in text


def test_each_card_is_marked_as_a_trial_for_cards_are_cut_apart() -> None:
    posters = [replace(poster, trial=True, sample=True) for poster in (ENTRANCE, COUNTER)]
    with pypdfium2.PdfDocument(io.BytesIO(cards_as_pdf(posters))) as document:
        text = document[0].get_textpage().get_text_range()
    assert text.count("BẢN THỬ") == 2
    assert text.count("DỮ LIỆU MẪU") == 2
