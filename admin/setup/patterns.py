"""What a new office starts with: hours, groups in everyday words, counters; all can be changed later. Pure."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from kiosk.office.entries import Names

Sessions = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A service group: the letter before its numbers, its names and its picture."""

    prefix: str
    names: Names
    picture: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter: its sign, its names and the letters of the groups it serves; ``?`` is the guidance group."""

    label: str
    names: Names
    serves: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How an office of one kind starts.

    Attributes:
        centre: The one-stop's name, before the name of the agency.
        sessions: Of every weekday, Monday to Friday.
    """

    centre: Names
    sessions: Sessions
    groups: tuple[Group, ...]
    counters: tuple[Counter, ...]

    def centre_of(self, agency: Names) -> Names:
        """Return the names of the one-stop of *agency*; English only where the agency has an English name."""
        english = f"{self.centre.en} – {agency.en}" if agency.en else None
        return Names(f"{self.centre.vi} – {agency.vi}", english)


GUIDANCE: Final = "?"

COMMUNE: Final = Pattern(
    centre=Names("Trung tâm Phục vụ hành chính công", "Public Service Centre"),
    sessions=((time(7, 30), time(11, 30)), (time(13, 30), time(17))),
    groups=(
        Group("A", Names("Khai sinh, kết hôn, chứng thực", "Births, marriages, certified copies"), "ho-tich"),
        Group("B", Names("Đất đai, nhà ở, xây dựng", "Land, housing, building"), "dat-dai"),
        Group("C", Names("Buôn bán, hộ kinh doanh", "Household business"), "kinh-doanh"),
        Group("D", Names("Trợ cấp, lao động, người có công", "Benefits, work, veterans"), "lao-dong-xa-hoi"),
    ),
    counters=(
        Counter("1", Names("Hộ tịch, chứng thực", "Civil status, certified copies"), "A"),
        Counter("2", Names("Đất đai, xây dựng", "Land, building"), "B"),
        Counter("3", Names("Kinh doanh, lao động, xã hội", "Business, work, social affairs"), "CD"),
        Counter("4", Names("Hướng dẫn, trả kết quả", "Guidance, collecting results"), "?"),
    ),
)

DEPARTMENT: Final = Pattern(
    centre=Names("Bộ phận Một cửa", "One-stop office"),
    sessions=((time(7), time(11)), (time(13), time(17))),
    groups=(
        Group("A", Names("Doanh nghiệp, đầu tư", "Enterprises, investment"), "kinh-doanh"),
        Group("B", Names("Xây dựng, nhà ở", "Building, housing"), "xay-dung"),
        Group("C", Names("Đất đai, môi trường", "Land, environment"), "dat-dai"),
        Group("D", Names("Lao động, trợ cấp, người có công", "Work, benefits, veterans"), "lao-dong-xa-hoi"),
        Group(
            "E", Names("Lý lịch tư pháp, hộ tịch, chứng thực", "Justice, civil status, certified copies"), "chung-thuc"
        ),
    ),
    counters=(
        Counter("1", Names("Doanh nghiệp, đầu tư", "Enterprises, investment"), "A"),
        Counter("2", Names("Xây dựng, đất đai, môi trường", "Building, land, environment"), "BC"),
        Counter("3", Names("Lao động, xã hội, tư pháp", "Work, social affairs, justice"), "DE"),
        Counter("4", Names("Hướng dẫn, trả kết quả", "Guidance, collecting results"), "?"),
    ),
)

PATTERNS: Final = {"commune": COMMUNE, "department": DEPARTMENT}
