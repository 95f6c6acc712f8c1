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
        """Return the names of the one-stop of *agency*, in the languages in which the agency itself has a name."""
        return Names(
            f"{self.centre.vi} – {agency.vi}",
            f"{self.centre.en} – {agency.en}" if agency.en else None,
            f"{self.centre.km} – {agency.km}" if agency.km else None,
            f"{self.centre.zh} – {agency.zh}" if agency.zh else None,
        )


GUIDANCE: Final = "?"

COMMUNE: Final = Pattern(
    centre=Names(
        "Trung tâm Phục vụ hành chính công", "Public Service Centre", "មជ្ឈមណ្ឌលសេវារដ្ឋបាលសាធារណៈ", "公共行政服务中心"
    ),
    sessions=((time(7, 30), time(11, 30)), (time(13, 30), time(17))),
    groups=(
        Group(
            "A",
            Names(
                "Khai sinh, kết hôn, chứng thực",
                "Births, marriages, certified copies",
                "កំណើត រៀបការ បញ្ជាក់ឯកសារ",
                "出生、结婚、认证",
            ),
            "ho-tich",
        ),
        Group(
            "B",
            Names("Đất đai, nhà ở, xây dựng", "Land, housing, building", "ដីធ្លី ផ្ទះ សំណង់", "土地、住房、建筑"),
            "dat-dai",
        ),
        Group(
            "C",
            Names("Buôn bán, hộ kinh doanh", "Household business", "ការលក់ដូរ អាជីវកម្មគ្រួសារ", "小买卖、个体经营"),
            "kinh-doanh",
        ),
        Group(
            "D",
            Names(
                "Trợ cấp, lao động, người có công",
                "Benefits, work, veterans",
                "ប្រាក់ឧបត្ថម្ភ ការងារ អ្នកមានគុណបំណាច់",
                "补贴、劳动、有功人员",
            ),
            "lao-dong-xa-hoi",
        ),
    ),
    counters=(
        Counter(
            "1",
            Names("Hộ tịch, chứng thực", "Civil status, certified copies", "អត្រានុកូលដ្ឋាន បញ្ជាក់ឯកសារ", "民事登记、认证"),
            "A",
        ),
        Counter("2", Names("Đất đai, xây dựng", "Land, building", "ដីធ្លី សំណង់", "土地、建筑"), "B"),
        Counter(
            "3",
            Names(
                "Kinh doanh, lao động, xã hội",
                "Business, work, social affairs",
                "អាជីវកម្ម ការងារ សង្គម",
                "经营、劳动、社会事务",
            ),
            "CD",
        ),
        Counter(
            "4",
            Names("Hướng dẫn, trả kết quả", "Guidance, collecting results", "ណែនាំ ប្រគល់លទ្ធផល", "咨询、领取结果"),
            "?",
        ),
    ),
)

DEPARTMENT: Final = Pattern(
    centre=Names("Bộ phận Một cửa", "One-stop office", "ផ្នែកច្រកចេញចូលតែមួយ", "一站式服务窗口"),
    sessions=((time(7), time(11)), (time(13), time(17))),
    groups=(
        Group("A", Names("Doanh nghiệp, đầu tư", "Enterprises, investment", "ក្រុមហ៊ុន វិនិយោគ", "企业、投资"), "kinh-doanh"),
        Group("B", Names("Xây dựng, nhà ở", "Building, housing", "សំណង់ ផ្ទះ", "建筑、住房"), "xay-dung"),
        Group("C", Names("Đất đai, môi trường", "Land, environment", "ដីធ្លី បរិស្ថាន", "土地、环境"), "dat-dai"),
        Group(
            "D",
            Names(
                "Lao động, trợ cấp, người có công",
                "Work, benefits, veterans",
                "ការងារ ប្រាក់ឧបត្ថម្ភ អ្នកមានគុណបំណាច់",
                "劳动、补贴、有功人员",
            ),
            "lao-dong-xa-hoi",
        ),
        Group(
            "E",
            Names(
                "Lý lịch tư pháp, hộ tịch, chứng thực",
                "Justice, civil status, certified copies",
                "លិខិតថ្កោលទោស អត្រានុកូលដ្ឋាន បញ្ជាក់ឯកសារ",
                "无犯罪记录证明、民事登记、认证",
            ),
            "chung-thuc",
        ),
    ),
    counters=(
        Counter("1", Names("Doanh nghiệp, đầu tư", "Enterprises, investment", "ក្រុមហ៊ុន វិនិយោគ", "企业、投资"), "A"),
        Counter(
            "2",
            Names("Xây dựng, đất đai, môi trường", "Building, land, environment", "សំណង់ ដីធ្លី បរិស្ថាន", "建筑、土地、环境"),
            "BC",
        ),
        Counter(
            "3",
            Names(
                "Lao động, xã hội, tư pháp",
                "Work, social affairs, justice",
                "ការងារ សង្គម យុត្តិធម៌",
                "劳动、社会事务、司法",
            ),
            "DE",
        ),
        Counter(
            "4",
            Names("Hướng dẫn, trả kết quả", "Guidance, collecting results", "ណែនាំ ប្រគល់លទ្ធផល", "咨询、领取结果"),
            "?",
        ),
    ),
)

PATTERNS: Final = {"commune": COMMUNE, "department": DEPARTMENT}
