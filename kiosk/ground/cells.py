"""Text in the cells of a sheet: quoted, and never a formula. Pure."""

from collections.abc import Iterable
from typing import Final

Value = str | int | float | None

# Excel reads UTF-8 as such only behind this mark.
BYTE_ORDER_MARK: Final = "\ufeff"
# OWASP “CSV Injection”; the wide forms are formulas to an Excel with an East Asian language.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def text_cell(text: str) -> str:
    """Return *text* quoted for a sheet, with an apostrophe before anything a spreadsheet would compute."""
    harmless = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return '"' + harmless.replace('"', '""') + '"'


def line(values: Iterable[Value]) -> str:
    """Return one row with its CRLF (RFC 4180); a fraction has four decimals, “no data” is an empty cell."""
    return ",".join(_cell(value) for value in values) + "\r\n"


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, float):
        return f"{value:.4f}"
    return "" if value is None else str(value)
