"""How numbers are written, as Vietnamese and as English readers write them."""


def number(value: float, *, decimal_comma: bool) -> str:
    """Return *value* with at most one decimal, as Vietnamese (1.234,5) or as English (1,234.5) writes it."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,")) if decimal_comma else text
