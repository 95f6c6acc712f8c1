"""Slips of paper: each has its code and its stub, the questions can be read, and what does not fit is said."""

import io
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest

from survey.paper.layout import Asked, Slip, SlipForm, SlipWords, TooManyQuestionsError, slips_as_pdf
from survey.paper.slip_codes import fresh, grouped
from survey.questionnaires.default_forms import AFTER_A_VISIT

WORDS = SlipWords(
    notice="Đánh dấu X vào ô.",
    into_box="Bỏ phần này vào hòm phiếu.",
    code="Mã phiếu",
    keep="Xé và giữ phần này",
    check="Quét mã.",
    printed="in ngày 16/11/2026",
)
LANGUAGES = {"vi": 0, "km": 2}


def form(language: str = "vi") -> SlipForm:
    column = LANGUAGES[language]
    asked = tuple(
        Asked(one.wording[column], tuple(names[column] for names in one.choices)) for one in AFTER_A_VISIT.questions
    )
    return SlipForm("Phường Ninh Kiều", AFTER_A_VISIT.name[column], ("BẢN THỬ",), asked, WORDS, language)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(("per_sheet", "sheets"), [(1, 2), (2, 1), (4, 1)])
def test_each_slip_has_its_own_code(per_sheet: int, sheets: int) -> None:
    slips = [Slip(grouped(code), f"https://motcua.example/r/{'a' * 26}") for code in fresh(2)]
    texts = pages(slips_as_pdf(form(), slips, per_sheet))
    assert len(texts) == sheets
    for slip in slips:
        assert sum(text.count(slip.code) for text in texts) == 1
    assert texts[0].count("motcua.example/r/ · in ngày 16/11/2026") == min(2, per_sheet)
    assert texts[0].count("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA") == min(2, per_sheet)
    assert texts[0].count("Bỏ phần này vào hòm phiếu.") == min(2, per_sheet)
    assert "Nhìn chung, Ông/Bà có hài lòng" in texts[0].replace("\r\n", " ")


def test_khmer_fits_on_half_a_sheet() -> None:
    assert len(pages(slips_as_pdf(form("km"), [Slip(grouped(fresh(1)[0]), "https://motcua.example/r/a")], 2))) == 1


def test_more_questions_than_can_be_read_are_refused() -> None:
    long = replace(form(), questions=form().questions * 6)
    with pytest.raises(TooManyQuestionsError):
        slips_as_pdf(long, [Slip("7K3M", "https://motcua.example/r/a")], 4)
