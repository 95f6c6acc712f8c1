"""The national holiday table; an administrator's override always wins over it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

from kiosk.office.holiday_names import named


@lru_cache(maxsize=16)
def vietnam(year: int, language: str = "vi") -> Mapping[date, str]:
    """Return the public holidays of Việt Nam from *year* to the year after, by their names in *language*."""
    spoken = "en_US" if language == "en" else "vi"
    found = holidays.country_holidays("VN", years=(year, year + 1), language=spoken)
    return MappingProxyType({day: named(name, language) for day, name in found.items()})
