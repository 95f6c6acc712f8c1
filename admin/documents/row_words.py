"""What stands on the workbook's sheet of visits for the values that the CSV file keeps for machines. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from admin.documents.opinion_names import RESPONDENTS
from kiosk.ground.cells import Value
from kiosk.queue.kinds import NORMAL, Channel
from kiosk.queue.tickets import State

CLASS: Final = "class"
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    CLASS: {NORMAL: "Không thuộc diện nào"},
    "channel": {
        Channel.PHONE: "Điện thoại",
        Channel.KIOSK: "Máy tính bảng ở sảnh",
        Channel.CLERK: "Cán bộ ghi hộ",
        Channel.TALLY: "Ghi tay",
        Channel.API: "Máy lấy số của đơn vị",
        Channel.IMPORT: "Chuyển từ hệ thống cũ",
        Channel.SYSTEM: "Phần mềm",
    },
    "respondent": RESPONDENTS,
    "state": {
        State.WAITING: "Đang chờ",
        State.CALLED: "Đang được gọi",
        State.SERVING: "Đang phục vụ",
        State.ON_HOLD: "Tạm gác",
        State.DONE: "Xong",
        State.NO_SHOW: "Gọi mà không đến",
        State.LEFT: "Tự trả số",
        State.REMOVED: "Bị bỏ số",
        State.CLOSED: "Hết giờ chưa được phục vụ",
    },
}
"""By column and value; the classes of people who go first have their names from the database."""
DAYS: Final = frozenset({"day"})
INSTANTS: Final = frozenset({"arrived_at"})


def shown(column: str, value: Value, classes: Mapping[str, str]) -> Value | datetime:
    """Return what the sheet shows for *value* of *column*: words, or the local day or instant, else the value.

    Args:
        column: The name of the column in the CSV file.
        value: As the CSV file has it.
        classes: Names of the classes of people who go first, by code.
    """
    if not isinstance(value, str):
        return value
    if column in DAYS or column in INSTANTS:
        return datetime.fromisoformat(value).replace(tzinfo=None)  # a sheet knows no zones
    words = WORDS.get(column, {})
    return words.get(value) or (classes.get(value, value) if column == CLASS else value)


def legend(column: str) -> str:
    """Return which value of the CSV file stands for which words; empty where both are the same."""
    pairs = "; ".join(f"{value}: {words}" for value, words in WORDS.get(column, {}).items())
    return f" Trong tệp CSV: {pairs}." if pairs else ""
