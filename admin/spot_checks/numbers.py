"""The number on somebody's slip, as a monitor reads it. Pure."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"([A-Z]{1,4})([0-9]{1,4})")


def read(typed: str) -> str | None:
    """Return the number as it is called out, “A007” for “a 7”; ``None`` for what is no number of a ticket."""
    found = _NUMBER.fullmatch("".join(typed.split()).upper().replace("-", ""))
    return f"{found[1]}{int(found[2]):03d}" if found else None
