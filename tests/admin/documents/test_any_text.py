"""Whatever somebody types, both files can be opened and say it."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from admin.documents import content, paper, prose, word
from admin.documents.content import Heading, Items, Paragraph, Table
from tests.admin.documents.drafts import document

HOSTILE = (
    "=1+1\x00\x0b\ufffe￿ <w:t>&amp;</w:t> ]]> \u202e",
    "A" * 2_000,
    "សូមអញ្ជើញលេខ 中文 🙂 ự",
    "- \n-\n\n- a\r\n=cmd|' /C calc'!A0",
    "",
)


def files(text: str) -> tuple[bytes, bytes]:
    told = document(
        Heading(1, f"I. {text}"),
        *prose.blocks(text),
        Items((text,)),
        Table(text, ("Một", text, "Ba"), ((text, None, "3"), ("x", text[:80], text[:80])), words=(1,)),
        Paragraph(text, note=True),
        words=text[:200] or "–",
    )
    return word.docx(told), paper.pdf(told)


@settings(max_examples=5)
@given(st.text(max_size=300))
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
def test_no_text_breaks_a_file(text: str) -> None:
    as_word, as_pdf = files(text)
    with zipfile.ZipFile(BytesIO(as_word)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
    told = [paragraph.text for paragraph in docx.Document(BytesIO(as_word)).paragraphs]
    assert content.printable(f"I. {text}") in told
    assert len(pypdfium2.PdfDocument(as_pdf)) >= 1


def test_ten_thousand_letters_go_over_pages() -> None:
    text = "Người dân chờ lâu vào sáng thứ Hai. " * 278
    as_word, as_pdf = files(text)
    assert len(pypdfium2.PdfDocument(as_pdf)) > 4
    assert as_word


def test_khmer_letters_are_in_the_pdf() -> None:
    _word, as_pdf = files("សូមអញ្ជើញលេខ")
    page = pypdfium2.PdfDocument(as_pdf)[0].get_textpage().get_text_range()
    assert "ស" in page


@pytest.mark.parametrize("make", [word.docx, paper.pdf])
def test_the_same_report_gives_the_same_bytes(make: object) -> None:
    assert callable(make)
    assert make(document()) == make(document())
