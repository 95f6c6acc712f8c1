"""The Word file itself: what Word shows that a print does not."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from admin.documents import word
from tests.admin.documents.drafts import SUBJECT, document


@pytest.fixture(scope="module")
def file() -> bytes:
    return word.docx(document())


def test_every_font_named_is_times_new_roman_for_all_scripts(file: bytes) -> None:
    styles = docx.Document(BytesIO(file)).styles.element
    fonts = list(styles.iter(qn("w:rFonts")))
    assert fonts
    for named in fonts:
        assert {named.get(qn(f"w:{part}")) for part in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"vi-VN"}


def test_it_tells_its_title_and_nobodys_name(file: bytes) -> None:
    about = docx.Document(BytesIO(file)).core_properties
    assert about.title == f"BÁO CÁO {SUBJECT}"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    with zipfile.ZipFile(BytesIO(file)) as package:
        names = package.namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or name.endswith("app.xml")]


def test_headings_are_headings_and_tables_repeat_their_head_and_never_split_a_row(file: bytes) -> None:
    read = docx.Document(BytesIO(file))
    headings = [
        paragraph.text for paragraph in read.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert headings == ["I. TRIỂN KHAI", "II. KẾT QUẢ", "PHỤ LỤC. Định nghĩa"]
    table = next(table for table in read.tables if len(table.columns) == 3)
    assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
    assert len(list(table._tbl.iter(qn("w:cantSplit")))) == len(table.rows)


def test_pictures_say_what_they_show(file: bytes) -> None:
    body = docx.Document(BytesIO(file)).element.body
    assert [one.get("descr") for one in body.iter(qn("wp:docPr"))] == ["Thời gian chờ giảm từ 24 xuống 12 phút"]


def test_a_real_report_says_nothing_of_samples() -> None:
    read = docx.Document(BytesIO(word.docx(document(sample=False))))
    texts = [
        paragraph.text
        for part in (read.sections[0].footer, read.sections[0].first_page_footer)
        for paragraph in part.paragraphs
    ]
    assert "".join(texts) == ""
