"""The columns of a file of procedures, in the words that stand in its first line. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.ground.text import fold

COLUMNS: Final[Mapping[str, str]] = {
    "code": "Mã thủ tục",
    "name_vi": "Tên thủ tục",
    "name_en": "Tên tiếng Anh",
    "name_km": "Tên tiếng Khmer",
    "name_zh": "Tên tiếng Hoa",
    "field": "Lĩnh vực",
    "synonyms": "Từ ngữ hằng ngày",
    "bring": "Giấy tờ cần mang",
    "fee": "Phí, lệ phí",
    "fee_amount": "Số tiền (đồng)",
    "limit": "Thời hạn theo quy định",
    "place": "Nơi nộp, cách nộp",
    "online_url": "Nộp trực tuyến",
    "post": "Qua bưu điện",
    "lookup_url": "Tra cứu hồ sơ",
    "basis": "Căn cứ pháp lý",
    "valid_from": "Hiệu lực từ ngày",
    "valid_until": "Hết hiệu lực từ ngày",
    "group": "Nhóm dịch vụ",
    "announced": "Thời hạn rút ngắn",
    "document": "Văn bản công bố",
    "announced_from": "Rút ngắn từ ngày",
}
NEEDED: Final = ("code", "name_vi")
PASSED_OVER: Final = ("Dòng", "Lý do")
"""Columns that a file of rejects has in front: it can be mended and sent again as it is."""
EXAMPLE_CODE: Final = "VÍ-DỤ"
EXAMPLE: Final[Mapping[str, str]] = {
    "code": EXAMPLE_CODE,
    "name_vi": "Dòng này là ví dụ, khi nhập sẽ được bỏ qua",
    "synonyms": "làm giấy khai sinh; khai sinh cho con",
    "bring": "Tờ khai\nGiấy chứng sinh",
    "fee": "Miễn phí khi đăng ký đúng hạn",
    "fee_amount": "8.000",
    "limit": "2 ngày làm việc",
    "online_url": "https://dichvucong.gov.vn/",
    "valid_from": "01/01/2026",
    "group": "A",
    "announced": "1 ngày làm việc",
    "document": "12/QĐ-UBND ngày 05/01/2026",
    "announced_from": "05/01/2026",
}


@dataclass(eq=False)
class WrongHeader(Exception):
    """The first line cannot be used: columns are missing, unknown or there twice, by the names in the file."""

    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def read_header(names: Sequence[str]) -> list[str | None]:
    """Return our column for each name of the first line, ``None`` for one to pass over; accents and case do not count.

    Raises:
        WrongHeader: A needed column is missing, one is unknown, or one is there twice.
    """
    ours = {_folded(said): column for column, said in COLUMNS.items()}
    passed = {_folded(name) for name in PASSED_OVER}
    found = [ours.get(_folded(name)) for name in names]
    unknown = [
        name for name, column in zip(names, found, strict=True) if column is None and _folded(name) not in {*passed, ""}
    ]
    missing = [COLUMNS[column] for column in NEEDED if column not in found]
    twice = [said for column, said in COLUMNS.items() if found.count(column) > 1]
    if missing or unknown or twice:
        raise WrongHeader(tuple(missing), tuple(unknown), tuple(twice))
    return found


def _folded(name: str) -> str:
    return " ".join(fold(name).replace(",", " ").split())
