"""What paper a poster is printed on, and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from kiosk.ground.i18n import LANGUAGES
from kiosk.office.poster_content import PaperSize

SIZES: Final[tuple[PaperSize, ...]] = get_args(PaperSize)


@dataclass(frozen=True, slots=True)
class Paper:
    """A size and a language."""

    size: PaperSize
    language: str


def chosen_paper(asked: Mapping[str, str], language: str) -> Paper | None:
    """Return the paper that an address asks for by ``size`` and ``language``; A4 and *language* where it does not say.

    ``lang`` is not looked at: it is the language of the page, and would be remembered.

    Returns:
        ``None`` for an unknown size or language.
    """
    wanted = asked.get("size", SIZES[0]).upper()
    size = next((size for size in SIZES if size == wanted), None)
    language = asked.get("language", language)
    return Paper(size, language) if size and language in LANGUAGES else None
