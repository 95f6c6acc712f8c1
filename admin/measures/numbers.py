"""How numbers are written, as Vietnamese and as English readers write them."""


def number(value: float, *, decimal_comma: bool, fixed: bool = False) -> str:
    """Return *value* with at most one decimal, as Vietnamese (1.234,5) or as English (1,234.5) writes it.

    With *fixed* the decimal always stands, so that numbers that are subtracted from each other look alike: 16,0.
    """
    text = f"{value:,.1f}"
    text = text if fixed else text.removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,")) if decimal_comma else text
