import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.procedures import columns, sheets
from admin.procedures.columns import COLUMNS, WrongHeader
from admin.procedures.sheets import Row, WrongFile

HEAD = "Mã thủ tục,Tên thủ tục,Giấy tờ cần mang\n"
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30)
rows = st.lists(st.fixed_dictionaries({"code": cells, "name_vi": cells, "bring": cells}), max_size=5)


def wrong(content: bytes) -> tuple[str, int]:
    with pytest.raises(WrongFile) as caught:
        sheets.read(content)
    return caught.value.fault, caught.value.line


def test_the_template_opens_in_a_spreadsheet_and_brings_nothing_in() -> None:
    template = sheets.template()
    assert template.startswith("\ufeff")
    assert template.count("\r\n") == 2
    assert sheets.read(template.encode()) == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_separates_the_columns_in_whatever_order_they_are_found(separator: str) -> None:
    text = separator.join(["TEN THU TUC", " ma thủ tục "]) + "\r\n" + separator.join(["Đăng ký", "M-1"]) + "\r\n"
    assert sheets.read(text.encode("utf-8-sig")) == [Row(2, {"name_vi": "Đăng ký", "code": "M-1"})]


def test_a_cell_may_go_over_several_lines_and_rows_keep_their_line() -> None:
    found = sheets.read((HEAD + '1,A,"Tờ khai\nẢnh"\n\n2,B,\n').encode())
    assert [(row.line, row.code) for row in found] == [(2, "1"), (5, "2")]
    assert found[0].cells["bring"] == "Tờ khai\nẢnh"


def test_a_row_may_end_early_but_not_go_on_too_long() -> None:
    short, long = sheets.read((HEAD + "1,A\n2,B,x,y\n").encode())
    assert short.cells["bring"] == ""
    assert (short.whole, long.whole) == (True, False)


def test_files_that_are_no_csv_in_utf_8_are_told_apart() -> None:
    text = HEAD + "1,Đăng ký,\n"
    assert wrong(text.encode("utf-16")) == ("utf_16", 0)
    assert wrong("Mã,Tên\nX,Gia hạn phí\n".encode("cp1258", "ignore") + b"\xd0\xfd") == ("not_utf_8", 1)
    assert wrong(HEAD.encode() + b"1,Th\xfd,\n") == ("not_utf_8", 2)
    assert wrong(b"PK\x03\x04 a workbook") == ("packed", 0)
    assert wrong(b"") == ("empty", 0)
    assert wrong(b"\n\n") == ("empty", 0)
    assert wrong(HEAD.encode() + b"1,A\0,\n") == ("not_text", 0)
    assert wrong(HEAD.encode() + b'1,"A,\n2,B,\n') == ("unclosed", 2)
    assert wrong(b"x" * (sheets.MOST_BYTES + 1)) == ("too_large", 0)


def test_a_first_line_that_cannot_be_used_says_what_is_wrong_with_it() -> None:
    with pytest.raises(WrongHeader) as caught:
        columns.read_header(["Tên thủ tục", "Tên thủ tục", "Ghi chú", ""])
    assert caught.value.missing == ("Mã thủ tục",)
    assert caught.value.unknown == ("Ghi chú",)
    assert caught.value.twice == ("Tên thủ tục",)


def test_rejects_can_be_mended_and_sent_again() -> None:
    row = Row(7, {"code": "=1+1", "name_vi": "-Việc", "bring": "a\nb"})
    again = sheets.read(sheets.write_rejects([(row, "Xin nhập ô này.")]).encode())
    assert [dict(one.cells) for one in again] == [dict.fromkeys(COLUMNS, "") | dict(row.cells)]


@given(rows)
def test_no_written_cell_computes_and_all_come_back(typed: list[dict[str, str]]) -> None:
    text = sheets.write(typed)
    for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in line)
    kept = [row for row in typed if any(cell.strip() for cell in row.values())]
    found = [row.cells for row in sheets.read(text.encode())]
    assert [{name: cells[name] for name in ("code", "name_vi", "bring")} for cells in found] == [
        row for row in kept if row["code"].strip().upper() != columns.EXAMPLE_CODE
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        sheets.read(content)
        sheets.read(HEAD.encode() + content)
    except (WrongFile, WrongHeader):
        pass
