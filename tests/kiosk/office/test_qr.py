"""Codes read back by an independent reader, as files an office would hand to its printer."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from PIL import Image

from kiosk.office import qr

URL = "https://langnghe.cantho.gov.vn/q/7KQ2M9XD"


def read(image: Image.Image) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(image.convert("L"))
    return found


def dark_box(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.convert("L").point(lambda value: 255 - value).getbbox()
    assert box
    return box


@pytest.mark.parametrize("level", ["Q", "H"])
def test_a_png_says_the_address_at_the_asked_level(level: qr.Level) -> None:
    found = read(Image.open(io.BytesIO(qr.png(URL, level=level))))
    assert found.text == URL
    assert found.ec_level == level


def test_the_level_is_the_highest_unless_asked_otherwise() -> None:
    assert read(Image.open(io.BytesIO(qr.png(URL)))).ec_level == "H"


def test_a_png_keeps_four_white_modules_on_each_side() -> None:
    image = Image.open(io.BytesIO(qr.png(URL, module_pixels=5)))
    left, top, right, bottom = dark_box(image)
    assert (left, top, image.width - right, image.height - bottom) == (20, 20, 20, 20)


def test_a_png_printed_at_its_own_resolution_is_larger_than_forty_millimetres() -> None:
    image = Image.open(io.BytesIO(qr.png("https://a.vn/q/7KQ2M9XD")))
    left, _, right, _ = dark_box(image)
    assert (right - left) / image.info["dpi"][0] * 25.4 >= 40


def test_a_png_has_no_pixel_between_black_and_white() -> None:
    assert Image.open(io.BytesIO(qr.png(URL))).mode == "1"


def test_an_svg_draws_the_same_code() -> None:
    tree = ET.fromstring(qr.svg(URL, label="Quầy 3"))
    side = int(tree.attrib["viewBox"].split()[2])
    image = Image.new("1", (side, side), 1)
    _, dark = tree.iter("{http://www.w3.org/2000/svg}path")
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", dark.attrib["d"]):
        image.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    assert dark_box(image) == (4, 4, side - 4, side - 4)
    assert read(image.resize((side * 6, side * 6))).text == URL


def test_an_svg_may_be_served_under_a_policy_without_inline_style_or_script() -> None:
    text = qr.svg(URL, label="Quầy 3").decode()
    assert not re.search(r"style|script|\son\w+=|href|url\(", text)


def test_an_svg_says_what_it_is_and_cannot_be_broken_by_a_name() -> None:
    tree = ET.fromstring(qr.svg(URL, label="Quầy <3> & “Hộ tịch”"))
    assert tree.findtext("{http://www.w3.org/2000/svg}title") == "Quầy <3> & “Hộ tịch”"
    assert tree.attrib["role"] == "img"


def test_an_svg_is_as_large_as_asked() -> None:
    side = len(qr.modules(URL)) + 8
    assert f'width="{side * 1.5:g}mm"' in qr.svg(URL, label="Lối vào", module_mm=1.5).decode()


def test_the_same_address_gives_the_same_bytes() -> None:
    assert qr.png(URL) == qr.png(URL)
    assert qr.svg(URL, label="Lối vào") == qr.svg(URL, label="Lối vào")


@pytest.mark.parametrize("url", ["", "https://a.vn/" + "x" * 107, "x" * 5000])
def test_an_address_no_phone_could_read_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        qr.png(url)


def test_the_longest_address_is_still_read() -> None:
    url = "https://a.vn/" + "x" * 106
    assert read(Image.open(io.BytesIO(qr.png(url)))).text == url


def test_a_module_without_a_width_is_refused() -> None:
    with pytest.raises(ValueError, match="pixel"):
        qr.png(URL, module_pixels=0)
