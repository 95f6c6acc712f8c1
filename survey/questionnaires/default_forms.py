"""The two forms every office starts with: six taps after a visit, two questions for an open remark."""

from dataclasses import dataclass
from typing import Final

Names = tuple[str, str]
"""Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: wording, how it is answered, and its choices from value 1 on."""

    wording: Names
    kind: str
    choices: tuple[Names, ...] = ()
    required: bool = False
    overall: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A whole questionnaire."""

    key: str
    role: str
    name: Names
    questions: tuple[Asked, ...]


LEVELS: Final[tuple[Names, ...]] = (
    ("Rất không hài lòng", "Very dissatisfied"),
    ("Không hài lòng", "Dissatisfied"),
    ("Bình thường", "Neutral"),
    ("Hài lòng", "Satisfied"),
    ("Rất hài lòng", "Very satisfied"),
)
WAITED: Final[tuple[Names, ...]] = (
    ("Dưới 5 phút", "Less than 5 minutes"),
    ("Từ 5 đến 15 phút", "5 to 15 minutes"),
    ("Trên 15 đến 30 phút", "More than 15, up to 30 minutes"),
    ("Trên 30 đến 60 phút", "More than 30, up to 60 minutes"),
    ("Trên 60 phút", "More than 60 minutes"),
    ("Không nhớ", "I do not remember"),
)
REASONS: Final[tuple[Names, ...]] = (
    ("Đông người", "Many people"),
    ("Ít quầy mở", "Few counters open"),
    ("Cán bộ vắng", "Officer absent"),
    ("Hệ thống hoặc mạng lỗi", "System or network failure"),
    ("Thiếu giấy tờ", "Papers missing"),
    ("Không rõ phải làm gì", "Not clear what to do"),
    ("Khác", "Other"),
)
TIMES: Final[tuple[Names, ...]] = (
    ("Lần thứ nhất", "First time"),
    ("Lần thứ hai", "Second time"),
    ("Lần thứ ba trở lên", "Third time or more"),
)
REMARK: Final[Names] = ("Ông/Bà muốn nói thêm điều gì?", "Is there anything else you would like to say?")
OVERALL: Final[Names] = (
    "Nhìn chung, Ông/Bà có hài lòng với lần đến hôm nay không?",
    "Overall, how satisfied are you with today's visit?",
)

AFTER_A_VISIT: Final = Form(
    key="waiting",
    role="visit",
    name=("Phiếu khảo sát thời gian chờ", "Waiting time survey"),
    questions=(
        Asked(
            (
                "Hôm nay Ông/Bà phải chờ bao lâu thì được gọi vào quầy?",
                "How long did you wait today before you were called to the counter?",
            ),
            "one",
            WAITED,
        ),
        Asked(
            ("Ông/Bà thấy thời gian chờ như vậy là…", "How satisfied are you with that waiting time?"),
            "levels",
            LEVELS,
        ),
        Asked(
            (
                "Đây là lần thứ mấy Ông/Bà đến vì hồ sơ này?",
                "How many times have you come for this dossier, today included?",
            ),
            "one",
            TIMES,
        ),
        Asked(("Lý do phải chờ (nếu có)", "Why did you have to wait (if you did)?"), "several", REASONS),
        Asked(OVERALL, "levels", LEVELS, required=True, overall=True),
        Asked(REMARK, "text"),
    ),
)
OPEN_REMARK: Final = Form(
    key="open",
    role="open",
    name=("Góp ý", "Feedback"),
    questions=(
        Asked(
            (
                "Ông/Bà có hài lòng với nơi này không?",
                "How satisfied are you with this office?",
            ),
            "levels",
            LEVELS,
            required=True,
            overall=True,
        ),
        Asked(REMARK, "text"),
    ),
)
DEFAULT_FORMS: Final = (AFTER_A_VISIT, OPEN_REMARK)
