"""The Word file as LibreOffice prints it, and our own PDF: both are held to Nghị định 30/2020/NĐ-CP, annex I."""

import os
import subprocess
from pathlib import Path

import pytest

from admin.documents import content, letters, paper, word
from tests.admin.documents.drafts import SUBJECT, document
from tests.admin.documents.pdf_reading import Sheet, flat, read

WAYS = ("word", "paper")
# Debian's own stand-in for Times New Roman lacks most Vietnamese letters; ours has them, and the same widths.
FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir><cachedir>{cache}'
    '</cachedir><match target="pattern"><test name="family"><string>Times New Roman</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>Lang Nghe Serif</string></edit></match></fontconfig>'
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Both files of one report, read page by page; LibreOffice takes seconds, so it is asked once."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "report.docx").write_bytes(word.docx(document()))
    (folder / "fonts.conf").write_text(FONTS.format(fonts=letters.FOLDER, cache=folder / "cache"))
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{folder / 'profile'}"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    return {"word": read(Path(folder / "report.pdf").read_bytes()), "paper": read(paper.pdf(document()))}


@pytest.mark.parametrize("way", WAYS)
def test_sheets_are_a4_with_the_margins_of_the_decree(printed: dict[str, list[Sheet]], way: str) -> None:
    for sheet in printed[way]:
        assert (round(sheet.width), round(sheet.height)) == (210, 297)
        inside = [line for line in sheet.lines if 19 < line.top < 270]
        assert min(line.left for line in inside) >= 29.5
        assert max(line.right for line in inside) <= 210 - 14.5
        assert max(line.bottom for line in inside) <= 297 - 19


@pytest.mark.parametrize("way", WAYS)
def test_pages_are_numbered_in_the_middle_of_the_upper_margin_from_the_second_on(
    printed: dict[str, list[Sheet]], way: str
) -> None:
    first, *others = printed[way]
    assert not [line for line in first.lines if line.top < 19]
    for number, sheet in enumerate(others, 2):
        (line,) = [line for line in sheet.lines if line.top < 19]
        assert line.text == str(number)
        assert abs(line.middle - (30 + 165 / 2)) < 2


@pytest.mark.parametrize("way", WAYS)
def test_the_head_stands_in_two_columns_with_number_day_and_signature_left_blank(
    printed: dict[str, list[Sheet]], way: str
) -> None:
    first = printed[way][0]
    country, motto = first.line(content.COUNTRY), first.line(content.MOTTO)
    left = first.line("ỦY BAN NHÂN DÂN")
    assert left.right < country.left
    assert abs(country.middle - motto.middle) < 2
    assert country.top < motto.top
    assert flat("Số:         /BC-UBND") in first.text
    assert flat("Ninh Kiều, ngày       tháng       năm 2026") in first.text
    assert first.line(content.TITLE).top > motto.bottom
    assert flat(SUBJECT) in first.text
    last = next(sheet for sheet in printed[way] if flat("Nơi nhận:") in sheet.text)
    assert last.line("Nơi nhận:").left < 40
    assert last.line("CHỦ TỊCH").left > 110
    assert flat("chỉ đạo./.") in last.text
    assert not [line for line in last.lines if line.top > last.line("CHỦ TỊCH").bottom + 10 and line.left > 110]


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_says_so_and_a_sample_says_so_on_every_page(printed: dict[str, list[Sheet]], way: str) -> None:
    assert flat(content.DRAFT) in printed[way][0].text
    assert all(flat(content.SAMPLE) in sheet.text for sheet in printed[way])


@pytest.mark.parametrize("way", WAYS)
def test_a_table_over_two_pages_repeats_its_head(printed: dict[str, list[Sheet]], way: str) -> None:
    assert sum(flat("Tuần Lượt đến Trung bình") in sheet.text for sheet in printed[way]) == 2


def test_both_files_have_the_same_words_in_the_same_order(printed: dict[str, list[Sheet]]) -> None:
    for way in WAYS:
        rest = "".join(sheet.text for sheet in printed[way])
        for text in content.paragraphs(document()):
            before, found, rest = rest.partition(flat(text)[:40])
            assert found, (way, text, before[-80:])


def test_both_files_are_set_in_letters_as_wide_as_times_new_roman(printed: dict[str, list[Sheet]]) -> None:
    for way in WAYS:
        fonts = {font for sheet in printed[way] for font in sheet.fonts}
        assert fonts
        assert all("LangNgheSerif" in font for font in fonts), (way, fonts)
