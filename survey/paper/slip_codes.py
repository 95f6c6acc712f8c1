"""The code on a slip: sixteen Crockford characters, 80 bits, printed in groups of four."""

import re
from typing import Final

from kiosk.ground.web.addresses import CROCKFORD, digest, new_code, read_code

CODE_CHARS: Final = 16
GROUP: Final = 4
CODE: Final = re.compile(f"[{CROCKFORD}]{{{CODE_CHARS}}}")
PURPOSE: Final = "paper"


def fresh(count: int) -> list[str]:
    """Return so many new codes, as they are kept on paper and nowhere else."""
    return [new_code(CODE_CHARS) for _ in range(count)]


def grouped(code: str) -> str:
    """Return a code as it is printed: ``7K3M-9P2X-04QT-H8WZ``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str | None:
    """Return the code that somebody typed, however it is grouped; ``None`` when it cannot be one."""
    code = read_code(typed)
    return code if CODE.fullmatch(code) else None


def kept(code: str) -> str:
    """Return what is stored of a code."""
    return digest(PURPOSE, code)
