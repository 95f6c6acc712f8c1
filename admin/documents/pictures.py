"""How large a picture stands on paper. Pure."""

from struct import unpack_from


def size(png: bytes, wide: float, high: float) -> tuple[float, float]:
    """Return width and height, in the unit of *wide* and *high*, in which a PNG fits into them whole."""
    pixels_wide, pixels_high = unpack_from(">II", png, 16)  # the header chunk always comes first (RFC 2083, 4.1.1)
    scale = min(wide / pixels_wide, high / pixels_high)
    return pixels_wide * scale, pixels_high * scale
