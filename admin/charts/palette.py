"""Colours of charts: each has a lightness of its own, so that what it draws is told apart in grey print as well."""

from typing import Final

INK: Final = "#1b1f24"
QUIET: Final = "#57606a"
LINE: Final = "#d0d7de"
BAND: Final = "#d3deea"
BAR: Final = "#8c959f"
MEAN: Final = "#0b5cad"
TARGET: Final = "#b42318"
