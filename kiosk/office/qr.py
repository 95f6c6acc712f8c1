"""QR codes of permanent addresses, as modules, PNG and SVG (ISO/IEC 18004)."""

import io
from collections.abc import Iterator
from typing import Final, Literal
from xml.sax.saxutils import escape

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

Level = Literal["Q", "H"]
Modules = tuple[tuple[bool, ...], ...]

QUIET_MODULES: Final = 4
"""White modules that ISO/IEC 18004 asks for on each side of a code."""

LARGEST_VERSION: Final = 10
"""57 modules a side: beyond it the modules of an A5 poster get too fine for an old phone."""

_CORRECTION: Final = {"Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}


def modules(url: str, *, level: Level = "H") -> Modules:
    """Return the code's rows from the top, each module True where it is dark, without the quiet zone.

    Args:
        url: The address to encode, as it is; ASCII reads best on old phones.
        level: How much of the code may be lost: Q a quarter of its codewords, H three tenths.

    Raises:
        ValueError: *url* is empty, or longer than `LARGEST_VERSION` holds (119 bytes at H, 151 at Q).
    """
    if not url:
        raise ValueError("a code needs an address")
    code = qrcode.QRCode(error_correction=_CORRECTION[level], border=0)
    code.add_data(url)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:  # which of the two depends on the release of qrcode
        raise ValueError("the address is too long for a code") from error
    if code.version > LARGEST_VERSION:
        raise ValueError("the address is too long for a code")
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def runs(rows: Modules) -> Iterator[tuple[int, int, int]]:
    """Yield the dark stretches of *rows* as (column, row, length), in modules, from the top left."""
    for y, row in enumerate(rows):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start, y, x - start
                start = None


def png(url: str, *, module_pixels: int = 20, level: Level = "H") -> bytes:
    """Return the code with its quiet zone as a black and white PNG, *module_pixels* a module.

    The same address gives the same bytes. At 300 dpi the default prints a module 1.7 mm wide, so that even the
    smallest code is larger than 40 mm.

    Raises:
        ValueError: As `modules`, or *module_pixels* is less than 1.
    """
    if module_pixels < 1:
        raise ValueError("a module is at least one pixel wide")
    out = io.BytesIO()
    picture(modules(url, level=level), module_pixels, QUIET_MODULES).save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


def picture(rows: Modules, module_pixels: int, quiet: int = 0) -> Image.Image:
    """Return *rows* as a one-bit image with *quiet* white modules on each side."""
    side = len(rows) + 2 * quiet
    image = Image.new("1", (side, side), 1)
    image.putdata([not dark for row in _framed(rows, quiet) for dark in row])
    return image.resize((side * module_pixels, side * module_pixels), Image.Resampling.NEAREST)


def svg(url: str, *, label: str, module_mm: float = 2, level: Level = "H") -> bytes:
    """Return the code with its quiet zone as an SVG file in UTF-8, without style, script or links.

    One path draws all modules, so no hairlines show between them at any size.

    Args:
        url: The address to encode.
        label: What the code is, for those who cannot see it.
        module_mm: Printed width of one module in mm.
        level: As for `modules`.

    Raises:
        ValueError: As `modules`.
    """
    rows = modules(url, level=level)
    side = len(rows) + 2 * QUIET_MODULES
    path = "".join(f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h{length}v1h-{length}z" for x, y, length in runs(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side * module_mm:g}mm" height="{side * module_mm:g}mm" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img">'
        f"<title>{escape(label)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>\n'
    ).encode()


def _framed(rows: Modules, quiet: int) -> Modules:
    side = len(rows) + 2 * quiet
    blank = ((False,) * side,) * quiet
    edge = (False,) * quiet
    return (*blank, *((*edge, *row, *edge) for row in rows), *blank)
