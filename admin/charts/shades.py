"""Shades of one colour by lightness alone, so that a map says the same in grey print, with letters that stand out."""

from typing import Final

Colour = tuple[float, float, float]

PALE: Final[Colour] = (0.93, 0.95, 0.97)
DEEP: Final[Colour] = (0.03, 0.19, 0.38)
BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
# Between the luminances of black and white on which both have the same contrast, 4.6 : 1 (WCAG 2.2, 1.4.3).
HALFWAY: Final = 0.179


def shade(share: float) -> Colour:
    """Return the shade of *share*, 0 pale to 1 deep; what lies outside is taken as the nearer end."""
    part = min(max(share, 0.0), 1.0)
    red, green, blue = (pale + (deep - pale) * part for pale, deep in zip(PALE, DEEP, strict=True))
    return red, green, blue


def letters_on(colour: Colour) -> str:
    """Return black or white, whichever is read more easily on *colour*."""
    return BLACK if luminance(colour) > HALFWAY else WHITE


def luminance(colour: Colour) -> float:
    """Return the relative luminance of *colour*, 0 to 1 (WCAG 2.2, “relative luminance”)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
