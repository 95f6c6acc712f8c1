"""Text in the cells of a sheet: quoted, and never a formula. Pure."""

from typing import Final

# Excel reads UTF-8 as such only behind this mark.
BYTE_ORDER_MARK: Final = "\ufeff"
# OWASP “CSV Injection”; the wide forms are formulas to an Excel with an East Asian language.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def text_cell(text: str) -> str:
    """Return *text* quoted for a sheet, with an apostrophe before anything a spreadsheet would compute."""
    harmless = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return '"' + harmless.replace('"', '""') + '"'
