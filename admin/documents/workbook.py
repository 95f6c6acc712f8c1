"""The workbook: figures, the visits behind them, and what each column means. No cell is ever computed or linked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import IO, Final, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from admin.documents import opinion_rows, row_words
from admin.documents.opinion_words import NOT_SIPAS
from admin.measures import columns, rows
from admin.measures.columns import Column
from admin.measures.figures import Figures
from kiosk.ground.cells import Value

MOST_ROWS: Final = 1_048_574
"""Of a sheet, below its header and without its last row, which tells what is left out."""
MOST_VISITS: Final = 200_000
"""With more of them the sheet of visits only names the CSV file, which is written as fast as it is read."""
LONGEST_TEXT: Final = 32_767
FIGURES: Final = (*columns.COLUMNS, *columns.LATER, *columns.DETAILED)
DAY: Final = "dd/mm/yyyy"
INSTANT: Final = "dd/mm/yyyy hh:mm:ss"
UNITS: Final = {"_seconds": " (giây)", "_share": " (%)"}
OPTIONS: Final = {
    # Rows go to the disk as they come. Text is text: neither formula, nor number, nor link.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
Cell = Value | datetime


class Line(NamedTuple):
    """The figures of one period of one unit."""

    unit: str
    period: str
    first_day: date
    last_day: date
    figures: Figures


def write(
    target: IO[bytes],
    lines: Sequence[Line],
    visits: Iterable[tuple[Value, ...]],
    *,
    head: Sequence[str],
    title: str,
    classes: Mapping[str, str],
    opinions: Iterable[tuple[Value, ...]] = (),
    left_out: int = 0,
) -> None:
    """Write the workbook into *target*; the sheet of visits tells how many did not come onto it.

    Args:
        target: An open file.
        lines: One row each on the sheet “Số liệu”.
        visits: Rows as `admin.measures.rows.rows` gives them; read once, in order.
        head: Lines above the figures: unit, period, definition, sample mark.
        title: The document's title.
        opinions: Rows as `admin.documents.opinion_rows.rows` gives them.
        classes: Names of the classes of people who go first, by code.
        left_out: How many more visits there are than *visits* gives.
    """
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": title, "author": "", "comments": ""})
        bold, share = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "0.0 %"})
        day = book.add_format({"num_format": DAY})
        _figures(book.add_worksheet("Số liệu"), lines, head, bold, share, day)
        dated = {name: book.add_format({"num_format": DAY}) for name in row_words.DAYS}
        dated |= {name: book.add_format({"num_format": INSTANT}) for name in row_words.INSTANTS}
        _opinions(book.add_worksheet(opinion_rows.SHEET), opinions, bold)
        _visits(book.add_worksheet("Lượt"), map(partial(_told, classes), visits), bold, dated, left_out)
        _dictionary(book.add_worksheet("Từ điển"), bold)


def _told(classes: Mapping[str, str], cells: tuple[Value, ...]) -> tuple[Cell, ...]:
    pairs = zip(rows.COLUMNS, cells, strict=True)
    return tuple(row_words.shown(column.name, value, classes) for column, value in pairs)


def _figures(
    sheet: Worksheet, lines: Sequence[Line], head: Sequence[str], bold: Format, share: Format, day: Format
) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 12)
    sheet.set_column(4, 4 + len(FIGURES), 13)
    for place, text in enumerate(head):
        sheet.write_string(place, 0, _text(text))
    titles = ["Đơn vị", "Kỳ", "Từ ngày", "Đến ngày", *(column.title + _unit(column) for column in FIGURES)]
    _header(sheet, len(head), titles, bold)
    for place, line in enumerate(lines, start=len(head) + 1):
        _row(sheet, place, line[:2], None)
        sheet.write_datetime(place, 2, line.first_day, day)
        sheet.write_datetime(place, 3, line.last_day, day)
        for at, column in enumerate(FIGURES, start=4):
            value = column.value(line.figures)
            if value is not None:
                sheet.write_number(place, at, value, share if column.name.endswith("_share") else None)


def _opinions(sheet: Worksheet, opinions: Iterable[tuple[Value, ...]], bold: Format) -> None:
    for at, column in enumerate(opinion_rows.COLUMNS):
        sheet.set_column(at, at, column.width)
    sheet.write_string(0, 0, NOT_SIPAS)
    _header(sheet, 1, [column.title for column in opinion_rows.COLUMNS], bold)
    for place, cells in enumerate(opinions, start=2):
        _row(sheet, place, cells, None)


def _visits(
    sheet: Worksheet, visits: Iterable[tuple[Cell, ...]], bold: Format, dated: Mapping[str, Format], left_out: int
) -> None:
    for at, column in enumerate(rows.COLUMNS):
        sheet.set_column(at, at, 19 if column.name in row_words.INSTANTS else 14, dated.get(column.name))
    _header(sheet, 0, [column.title for column in rows.COLUMNS], bold)
    written = 0
    for cells in visits:
        if written == MOST_ROWS:
            left_out += 1
            continue
        written += 1
        _row(sheet, written, cells, None)
    if left_out:
        count = f"{left_out:,}".replace(",", ".")
        sheet.write_string(written + 1, 0, f"Còn {count} lượt không ghi vào trang này: xem tệp CSV của cùng kỳ.", bold)


def _dictionary(sheet: Worksheet, bold: Format) -> None:
    for at, width in enumerate((10, 34, 36, 80)):
        sheet.set_column(at, at, width)
    _header(sheet, 0, ["Trang", "Cột", "Tên trong tệp CSV", "Nghĩa"], bold)
    for place, cells in enumerate(dictionary(), start=1):
        _row(sheet, place, cells, None)


def dictionary() -> Iterator[tuple[str, str, str, str]]:
    """Yield sheet, title, name and meaning of every column."""
    for column in FIGURES:
        yield "Số liệu", column.title + _unit(column), column.name, column.meaning
    for one in opinion_rows.COLUMNS:
        yield opinion_rows.SHEET, one.title, "", one.meaning
    for row in rows.COLUMNS:
        yield "Lượt", row.title, row.name, row.meaning + row_words.legend(row.name)


def _unit(column: Column) -> str:
    return next((unit for ending, unit in UNITS.items() if column.name.endswith(ending)), "")


def _header(sheet: Worksheet, place: int, titles: Sequence[str], bold: Format) -> None:
    _row(sheet, place, titles, bold)
    sheet.freeze_panes(place + 1, 1)


def _row(sheet: Worksheet, place: int, cells: Iterable[Cell], form: Format | None) -> None:
    for at, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(place, at, _text(value), form)
        elif isinstance(value, datetime):
            sheet.write_datetime(place, at, value, form)  # shown as its column is formatted
        elif value is not None:
            sheet.write_number(place, at, value, form)


def _text(text: str) -> str:
    return text[:LONGEST_TEXT]
