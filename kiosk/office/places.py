"""The 34 provinces and 3,321 communes since 1 July 2025, by their official codes (package vietnam-provinces)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vietnam_provinces import Province, Ward

from kiosk.ground.text import fold

KINDS = ("thành phố ", "tỉnh ", "phường ", "xã ", "đặc khu ")


@dataclass(frozen=True, slots=True)
class Place:
    """A province (two digits) or a commune (five digits). Codes are text: leading zeros belong to them."""

    code: str
    name: str


@lru_cache(maxsize=1)
def provinces() -> tuple[Place, ...]:
    """Return all provinces in the order of their bare names (Huế stands under H, not under “Thành phố”)."""
    found = (Place(f"{province.code.value:02d}", _spaced(province.name)) for province in Province.iter_all())
    return tuple(sorted(found, key=_bare))


def wards(province_code: str) -> tuple[Place, ...]:
    """Return the communes of a province in the order of their bare names; none for an unknown code."""
    return _wards_by_province().get(province_code, ())


def province_name(code: str | None) -> str | None:
    """Return the name that belongs to a province's code; ``None`` for an unknown one."""
    return next((place.name for place in provinces() if place.code == code), None)


def ward_name(code: str | None) -> str | None:
    """Return the name that belongs to a commune's code; ``None`` for an unknown one."""
    return None if code is None else _ward_names().get(code)


def is_ward_of(ward_code: str, province_code: str) -> bool:
    """Whether the commune lies in the province."""
    return any(place.code == ward_code for place in wards(province_code))


def find(text: str, among: Iterable[Place]) -> Place | None:
    """Return the one place with this code or name, with or without accents and “phường”; ``None`` when unclear."""
    typed = fold(" ".join(text.split()))
    fits = [place for place in among if typed in {place.code, fold(place.name), _bare(place)[0]}]
    return fits[0] if len(fits) == 1 else None


@lru_cache(maxsize=1)
def _wards_by_province() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for ward in Ward.iter_all():
        found.setdefault(f"{ward.province_code.value:02d}", []).append(
            Place(f"{ward.code.value:05d}", _spaced(ward.name))
        )
    return {code: tuple(sorted(places, key=_bare)) for code, places in found.items()}


@lru_cache(maxsize=1)
def _ward_names() -> dict[str, str]:
    return {place.code: place.name for places in _wards_by_province().values() for place in places}


def _spaced(name: str) -> str:
    return " ".join(name.split())  # the list itself has names with two spaces


def _bare(place: Place) -> tuple[str, str]:
    name = place.name.casefold()
    kind = next((kind for kind in KINDS if name.startswith(kind)), "")
    return fold(name.removeprefix(kind)), place.code
