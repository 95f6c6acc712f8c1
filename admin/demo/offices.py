"""The offices of the sample pilot: what they offer, who stands where, how many come when. Pure.

The numbers are ours: an office of 50 to 300 tickets a day whose hall is full on Monday mornings.
"""

from dataclasses import dataclass
from datetime import time
from typing import Final

from kiosk.office.entries import Names

Shift = tuple[time, time]
OPENING: Final[tuple[Shift, Shift]] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
PROVINCE_CODE: Final = "92"
HOTLINE: Final = "0292 0000 092"  # nobody's number
DENUNCIATIONS: Final = f"Ban Tiếp công dân thành phố, số 3, đường Hòa Bình (địa chỉ mẫu), {HOTLINE}"


@dataclass(frozen=True, slots=True)
class Service:
    """A service group.

    Attributes:
        share: Of all arrivals, as a weight.
        minutes: The middle service; half of them take longer.
    """

    prefix: str
    names: Names
    picture: str
    share: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter, the letters of the groups it serves, and whether it is open all day."""

    label: str
    names: Names
    serves: str
    always_open: bool = True


@dataclass(frozen=True, slots=True)
class Office:
    """One pilot unit.

    Attributes:
        code: The first six characters of its printed codes; the entrance ends in 00, counters in 01, 02 …
        login: Who signs in as its clerk, at counter 1.
        arrivals: People on a usual Monday, Tuesday … Friday.
        improves: From one Monday on it opens all its counters on Monday mornings.
    """

    slug: str
    names: Names
    code: str
    login: str
    clerk: str
    ward_code: str | None
    address: str
    services: tuple[Service, ...]
    desks: tuple[Desk, ...]
    arrivals: tuple[float, float, float, float, float]
    start_with_call: bool
    businesses: float
    improves: bool = False

    @property
    def codes(self) -> dict[str | None, str]:
        """The printed code of each counter by its sign; ``None`` is the entrance."""
        return {None: f"{self.code}00"} | {desk.label: f"{self.code}0{desk.label}" for desk in self.desks}


ROOT_SLUG: Final = "mau-can-tho"
ROOT_NAMES: Final = Names(
    "UBND thành phố Cần Thơ (mẫu)",
    "People's Committee of Cần Thơ City (sample)",
    "គណៈកម្មាធិការប្រជាជនទីក្រុង Cần Thơ (គំរូ)",
    "芹苴市人民委员会（示例）",
)
UNKNOWN: Final = Service(
    "H",
    Names(
        "Tôi không biết – nhờ hướng dẫn",
        "I do not know – please guide me",
        "ខ្ញុំមិនដឹង – សូមជួយណែនាំ",
        "我不清楚 – 请帮我指引",
    ),
    "huong-dan",
    5,
    2.5,
)

COMMUNE: Final = Office(
    slug="mau-ninh-kieu",
    names=Names(
        "Trung tâm Phục vụ hành chính công phường Ninh Kiều",
        "Public Administration Service Centre of Ninh Kiều Ward",
        "មជ្ឈមណ្ឌលសេវារដ្ឋបាលសាធារណៈ សង្កាត់ Ninh Kiều",
        "宁桥坊公共行政服务中心",
    ),
    code="DEM0NK",
    login="mau.ninhkieu",
    clerk="Cán bộ Ninh Kiều (mẫu)",
    ward_code="31135",
    address="Số 1, đường Hòa Bình (địa chỉ mẫu)",
    services=(
        Service(
            "A",
            Names(
                "Khai sinh, kết hôn, khai tử", "Births, marriages, deaths", "កំណើត រៀបការ មរណភាព", "出生、结婚、死亡登记"
            ),
            "ho-tich",
            25,
            6.0,
        ),
        Service(
            "B",
            Names(
                "Chứng thực bản sao, chữ ký",
                "Certified copies and signatures",
                "បញ្ជាក់ច្បាប់ចម្លង ហត្ថលេខា",
                "复印件、签名认证",
            ),
            "chung-thuc",
            34,
            3.2,
        ),
        Service(
            "C",
            Names("Đất đai, nhà ở, xây dựng", "Land, housing, building", "ដីធ្លី ផ្ទះ សំណង់", "土地、住房、建筑"),
            "dat-dai",
            16,
            8.0,
        ),
        Service(
            "D",
            Names(
                "Trợ cấp, người có công, lao động",
                "Benefits, veterans, work",
                "ប្រាក់ឧបត្ថម្ភ អ្នកមានគុណបំណាច់ ការងារ",
                "补贴、有功人员、劳动",
            ),
            "lao-dong-xa-hoi",
            12,
            6.4,
        ),
        Service(
            "E",
            Names("Buôn bán, hộ kinh doanh", "Household business", "ការលក់ដូរ អាជីវកម្មគ្រួសារ", "小买卖、个体经营"),
            "kinh-doanh",
            8,
            7.2,
        ),
        UNKNOWN,
    ),
    desks=(
        Desk(
            "1",
            Names("Hộ tịch, chứng thực", "Civil status, certified copies", "អត្រានុកូលដ្ឋាន បញ្ជាក់ឯកសារ", "民事登记、认证"),
            "ABDH",
        ),
        Desk("2", Names("Chứng thực, đất đai", "Certified copies, land", "បញ្ជាក់ឯកសារ ដីធ្លី", "认证、土地"), "ABCD"),
        Desk(
            "3",
            Names(
                "Đất đai, kinh doanh, xã hội",
                "Land, business, social affairs",
                "ដីធ្លី អាជីវកម្ម សង្គម",
                "土地、经营、社会事务",
            ),
            "BCDEH",
        ),
        Desk("4", Names("Quầy tăng cường", "Extra counter", "បញ្ជរបន្ថែម", "增设窗口"), "ABCDEH", always_open=False),
    ),
    arrivals=(222, 136, 128, 130, 139),
    start_with_call=True,
    businesses=0.12,
    improves=True,
)
DEPARTMENT: Final = Office(
    slug="mau-nong-nghiep-moi-truong",
    names=Names(
        "Sở Nông nghiệp và Môi trường – Bộ phận Một cửa",
        "Department of Agriculture and Environment – One-stop office",
        "មន្ទីរកសិកម្ម និងបរិស្ថាន – ផ្នែកច្រកចេញចូលតែមួយ",
        "农业与环境厅 – 一站式服务窗口",
    ),
    code="DEM0NM",
    login="mau.nongnghiep",
    clerk="Cán bộ Nông nghiệp và Môi trường (mẫu)",
    ward_code=None,
    address="Số 2, đường Ngô Quyền (địa chỉ mẫu)",
    services=(
        Service(
            "A",
            Names("Sổ đỏ, đo đạc, giao đất", "Land certificates, surveying", "ប័ណ្ណដី វាស់ដី ប្រគល់ដី", "土地证、测量、分地"),
            "dat-dai",
            38,
            12.0,
        ),
        Service(
            "B",
            Names(
                "Môi trường, rác thải, giấy phép xả thải",
                "Environment, waste, permits",
                "បរិស្ថាន សំរាម អាជ្ញាប័ណ្ណបញ្ចេញកាកសំណល់",
                "环境、垃圾、排污许可",
            ),
            "xay-dung",
            17,
            11.0,
        ),
        Service(
            "C",
            Names(
                "Trồng trọt, chăn nuôi, thủy sản", "Crops, livestock, fisheries", "ដំណាំ ចិញ្ចឹមសត្វ ជលផល", "种植、养殖、水产"
            ),
            "kinh-doanh",
            20,
            8.3,
        ),
        Service("D", Names("Nước, khoáng sản", "Water, minerals", "ទឹក រ៉ែ", "水、矿产"), "khac", 10, 11.0),
        Service("E", Names("Nhận kết quả", "Collecting results", "ទទួលលទ្ធផល", "领取结果"), "chung-thuc", 10, 3.5),
        UNKNOWN,
    ),
    desks=(
        Desk("1", Names("Đất đai", "Land", "ដីធ្លី", "土地"), "AEH"),
        Desk(
            "2",
            Names("Môi trường, nước, khoáng sản", "Environment, water, minerals", "បរិស្ថាន ទឹក រ៉ែ", "环境、水、矿产"),
            "ABDH",
        ),
        Desk("3", Names("Nông nghiệp, thủy sản", "Agriculture, fisheries", "កសិកម្ម ជលផល", "农业、水产"), "ABCDE"),
        Desk("4", Names("Quầy dự phòng", "Spare counter", "បញ្ជរបម្រុង", "备用窗口"), "ABCDEH", always_open=False),
    ),
    arrivals=(85, 80, 76, 75, 78),
    start_with_call=False,
    businesses=0.45,
)
OFFICES: Final = (COMMUNE, DEPARTMENT)
