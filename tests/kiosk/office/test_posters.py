"""Posters as a phone, a printer and a reader would meet them: the code is read back by an independent reader."""

import io
import math
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from kiosk.office.poster_marks import Code
from kiosk.office.posters import (
    LettersMissingError,
    PaperSize,
    Poster,
    poster_as_pdf,
    poster_as_png,
    poster_sheet,
    posters_as_pdf,
)
from tests.kiosk.office.sample_posters import (
    CHINESE,
    COUNTER,
    ENGLISH,
    ENTRANCE,
    GROUP,
    KHMER,
    KHMER_GROUP,
    LANGUAGES,
    LONG_ADDRESS,
    NAMES,
)

Render = Callable[[Poster, PaperSize, int], Image.Image]
Spoil = Callable[[Image.Image], Image.Image]
SIZES: tuple[PaperSize, ...] = ("A4", "A5", "A6")


@lru_cache
def from_png(poster: Poster, size: PaperSize, dpi: int) -> Image.Image:
    return Image.open(io.BytesIO(poster_as_png(poster, size, dpi=dpi))).convert("L")


@lru_cache
def from_pdf(poster: Poster, size: PaperSize, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(poster_as_pdf(poster, size)) as document:
        assert len(document) == 1
        page: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return page.convert("L")


def text_of(poster: Poster, size: PaperSize) -> str:
    with pypdfium2.PdfDocument(poster_as_pdf(poster, size)) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def read(image: Image.Image) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(image, try_invert=False)
    return found


def corners(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the symbol in pixels."""
    place = read(image).position
    return place.top_left.x, place.top_left.y, place.bottom_right.x, place.bottom_right.y


def turned(image: Image.Image) -> Image.Image:
    return image.rotate(15, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def blurred(image: Image.Image) -> Image.Image:
    left, _, right, _ = corners(image)
    return image.filter(ImageFilter.GaussianBlur((right - left) / 120))


def covered(across: float, down: float, colour: str, share: float = 0.15) -> Spoil:
    """A square sticker over a *share* of the symbol, its centre at these shares of the symbol's width and height."""

    def spoil(image: Image.Image) -> Image.Image:
        left, top, right, bottom = corners(image)
        half = math.sqrt(share * (right - left) * (bottom - top)) / 2
        x, y = left + across * (right - left), top + down * (bottom - top)
        spoiled = image.copy()
        ImageDraw.Draw(spoiled).rectangle((x - half, y - half, x + half, y + half), fill=colour)
        return spoiled

    return spoil


SPOILS: dict[str, Spoil] = {
    "as it is": lambda image: image,
    "turned by 15 degrees": turned,
    "blurred": blurred,
    "white sticker in the middle": covered(0.5, 0.5, "white"),
    "black sticker in the middle": covered(0.5, 0.5, "black"),
    "grey sticker low on the right": covered(0.76, 0.76, "grey"),
}


@pytest.mark.parametrize(
    ("spoil", "dpi"),
    [
        *(pytest.param(spoil, 72, id=f"72-{name}") for name, spoil in SPOILS.items()),
        *(pytest.param(SPOILS[name], 300, id=f"300-{name}") for name in ("as it is", "turned by 15 degrees")),
    ],
)  # what is read at 72 dots an inch with a sticker on it is read at 300
@pytest.mark.parametrize("render", [from_png, from_pdf])
@pytest.mark.parametrize(
    ("poster", "size"),
    [
        (ENTRANCE, "A4"),
        (COUNTER, "A5"),
        (LONG_ADDRESS, "A5"),
        (GROUP, "A6"),
        (ENGLISH, "A6"),
        (KHMER_GROUP, "A6"),
        (CHINESE, "A6"),
    ],
    ids=["A4", "A5", "A5 long address", "A6 group", "A6 English", "A6 Khmer group", "A6 Chinese"],
)
def test_the_code_is_read_back_from_the_poster(
    poster: Poster, size: PaperSize, render: Render, dpi: int, spoil: Spoil
) -> None:
    found = read(spoil(render(poster, size, dpi)))
    assert found.text == poster.url
    assert found.ec_level in {"Q", "H"}


def test_the_stickers_of_these_tests_do_cover_the_code() -> None:
    spoiled = covered(0.5, 0.5, "white", share=0.4)(from_png(ENTRANCE, "A4", 300))
    assert not zxingcpp.read_barcodes(spoiled)


@pytest.mark.parametrize(("size", "least"), [("A4", 80), ("A5", 56), ("A6", 40)])
@pytest.mark.parametrize("url", ["https://a.vn/q/7KQ2M9XD", ENTRANCE.url, "https://a.vn/" + "x" * 106])
@pytest.mark.parametrize("render", [from_png, from_pdf])
def test_the_printed_code_is_large_whatever_the_address(render: Render, url: str, size: PaperSize, least: int) -> None:
    left, top, right, bottom = corners(render(replace(ENTRANCE, url=url), size, 300))
    assert min(right - left, bottom - top) / 300 * 25.4 >= least


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("render", [from_png, from_pdf])
def test_nothing_stands_in_the_quiet_zone_of_the_code(render: Render, size: PaperSize) -> None:
    image = render(replace(ENTRANCE, agency=NAMES[0]), size, 300)
    left, top, right, bottom = corners(image)
    quiet = int(4 * (right - left) / 37) - 6
    around = image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    ImageDraw.Draw(around).rectangle(
        (quiet - 2, quiet - 2, around.width - quiet + 2, around.height - quiet + 2), "white"
    )
    assert around.getextrema() == (255, 255)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("poster", [COUNTER, replace(ENTRANCE, agency=NAMES[1]), GROUP, *LANGUAGES.values()])
def test_every_text_can_be_found_in_the_pdf_with_its_accents(poster: Poster, size: PaperSize) -> None:
    text = text_of(poster, size)
    assert unicodedata.is_normalized("NFC", text)
    said = (poster.agency, poster.seal, poster.unit, poster.place, *poster.steps)
    words = poster.words
    labels = (words.headline, words.note, words.address_label, words.code_label, words.hotline_label)
    together = text.replace(" ", "")  # Khmer and Chinese lines end without a space
    for expected in (*said, poster.address, poster.site_code, poster.hotline, *labels, poster.anti_fraud):
        assert expected.replace(" ", "") in together
        assert expected in text or poster.language in {"km", "zh"}


def test_all_vietnamese_letters_are_in_the_fonts() -> None:
    vowels = "aăâeêioôơuưy"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in ("", *tones)]
    letters = " ".join(["đ", *small])
    poster = replace(ENTRANCE, agency=letters.upper(), unit=f"{letters} – “” … ₫")
    text = text_of(poster, "A4")
    assert letters.upper() in text
    assert f"{letters} – “” … ₫" in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("trial", "sample"), [(True, False), (False, True), (True, True), (False, False)])
def test_a_trial_and_sample_data_are_marked_and_only_they(trial: bool, sample: bool, size: PaperSize) -> None:
    poster = replace(ENTRANCE, trial=trial, sample=sample)
    text = text_of(poster, size)
    assert ("BẢN THỬ" in text) is trial
    assert ("DỮ LIỆU MẪU" in text) is sample
    for render in (from_png, from_pdf):
        image = render(poster, size, 72)
        assert read(image).text == poster.url
        assert (ImageChops.difference(image, render(ENTRANCE, size, 72)).getbbox() is not None) is (trial or sample)


def test_a_language_without_a_typeface_is_refused() -> None:
    with pytest.raises(ValueError, match="typeface"):
        poster_as_png(replace(ENTRANCE, language="th"), "A5")


def test_letters_that_no_font_draws_are_named_rather_than_printed_as_boxes() -> None:
    with pytest.raises(LettersMissingError, match=r"^😀ﷺ$"):
        poster_as_pdf(replace(KHMER, agency="គណៈ 😀ﷺ😀"), "A4")


def test_all_posters_of_a_unit_are_the_pages_of_one_document() -> None:
    posters = [ENTRANCE, COUNTER, KHMER]
    with pypdfium2.PdfDocument(posters_as_pdf(posters, "A6")) as document:
        assert document.get_metadata_value("Title") == ENTRANCE.agency
        for page, poster in zip(document, posters, strict=True):
            assert [round(side / 72 * 25.4) for side in page.get_size()] == [105, 148]
            assert poster.place in " ".join(page.get_textpage().get_text_range().split())


def test_a_poster_without_a_hotline_has_no_empty_label() -> None:
    assert "Đường dây nóng" not in text_of(replace(ENTRANCE, hotline=""), "A4")


def test_an_entrance_ends_in_a_number_and_a_counter_in_faces() -> None:
    assert "A012" in text_of(ENTRANCE, "A4")
    assert "A012" not in text_of(COUNTER, "A4")


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_and_the_document_show_the_same_poster(size: PaperSize) -> None:
    for poster in (GROUP, replace(COUNTER, trial=True, sample=True), KHMER, CHINESE):
        one, other = from_png(poster, size, 200).copy(), from_pdf(poster, size, 200).copy()
        (code,) = (mark for mark in poster_sheet(poster, size).marks if isinstance(mark, Code))
        hidden = [value / 25.4 * 200 for value in (code.x, code.y, code.x + code.side, code.y + code.side)]
        for image in (one, other):
            ImageDraw.Draw(image).rectangle(hidden, "white")  # modules are whole pixels in a PNG only
        small = (one.width // 8, one.height // 8)
        difference = ImageChops.difference(one.resize(small), other.resize(small))
        assert ImageStat.Stat(difference).mean[0] < 2


@pytest.mark.parametrize(("size", "pixels"), [("A4", (2480, 3508)), ("A5", (1748, 2480)), ("A6", (1240, 1748))])
def test_a_png_is_a_whole_sheet_at_300_dots_an_inch(size: PaperSize, pixels: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(poster_as_png(ENTRANCE, size)))
    assert image.size == pixels
    assert round(image.info["dpi"][0]) == 300


def test_a_pdf_names_the_agency_and_the_place_in_its_title() -> None:
    with pypdfium2.PdfDocument(poster_as_pdf(COUNTER, "A4")) as document:
        assert document.get_metadata_value("Title") == "Ủy ban nhân dân phường Ninh Kiều – Quầy 3 – Hộ tịch"
        width, height = document.get_page_size(0)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def test_the_same_poster_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from tests.kiosk.office.test_posters import *;"
        "print(hashlib.sha256(poster_as_pdf(KHMER, 'A5') + poster_as_png(COUNTER, 'A5')).hexdigest())"
    )
    seeds = ("1", "2")
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in seeds
    }
    assert len(runs) == 1
    assert poster_as_pdf(KHMER, "A5") == poster_as_pdf(KHMER, "A5")
