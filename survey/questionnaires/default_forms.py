"""The two forms every office starts with: six taps after a visit, two questions for an open remark."""

from dataclasses import dataclass
from typing import Final

Names = tuple[str, str, str, str]
"""Vietnamese, English, Khmer and Chinese."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: wording, how it is answered, and its choices from value 1 on; see ``models.Question``."""

    wording: Names
    kind: str
    choices: tuple[Names, ...] = ()
    required: bool = False
    overall: bool = False
    meaning: str | None = None
    factor: str | None = None
    tells_where: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A whole questionnaire."""

    key: str
    role: str
    name: Names
    questions: tuple[Asked, ...]


LEVELS: Final[tuple[Names, ...]] = (
    ("Rất không hài lòng", "Very dissatisfied", "មិនពេញចិត្តខ្លាំង", "非常不满意"),
    ("Không hài lòng", "Dissatisfied", "មិនពេញចិត្ត", "不满意"),
    ("Bình thường", "Neutral", "ធម្មតា", "一般"),
    ("Hài lòng", "Satisfied", "ពេញចិត្ត", "满意"),
    ("Rất hài lòng", "Very satisfied", "ពេញចិត្តខ្លាំង", "非常满意"),
)
WAITED: Final[tuple[Names, ...]] = (
    ("Dưới 5 phút", "Less than 5 minutes", "ក្រោម 5 នាទី", "不到 5 分钟"),
    ("Từ 5 đến 15 phút", "5 to 15 minutes", "ពី 5 ដល់ 15 នាទី", "5 至 15 分钟"),
    ("Trên 15 đến 30 phút", "More than 15, up to 30 minutes", "លើស 15 ដល់ 30 នាទី", "超过 15 至 30 分钟"),
    ("Trên 30 đến 60 phút", "More than 30, up to 60 minutes", "លើស 30 ដល់ 60 នាទី", "超过 30 至 60 分钟"),
    ("Trên 60 phút", "More than 60 minutes", "លើស 60 នាទី", "超过 60 分钟"),
    ("Không nhớ", "I do not remember", "មិនចាំ", "不记得"),
)
REASONS: Final[tuple[Names, ...]] = (
    ("Đông người", "Many people", "មានមនុស្សច្រើន", "人多"),
    ("Ít quầy mở", "Few counters open", "បើកបញ្ជរតិច", "开放的窗口少"),
    ("Cán bộ vắng", "Officer absent", "មន្ត្រីមិននៅ", "工作人员不在"),
    ("Hệ thống hoặc mạng lỗi", "System or network failure", "ប្រព័ន្ធ ឬបណ្តាញមានបញ្ហា", "系统或网络故障"),
    ("Thiếu giấy tờ", "Papers missing", "ខ្វះឯកសារ", "材料不齐"),
    ("Không rõ phải làm gì", "Not clear what to do", "មិនច្បាស់ថាត្រូវធ្វើអ្វី", "不清楚该怎么办"),
    ("Khác", "Other", "ផ្សេងៗ", "其他"),
)
TIMES: Final[tuple[Names, ...]] = (
    ("Lần thứ nhất", "First time", "លើកទីមួយ", "第一次"),
    ("Lần thứ hai", "Second time", "លើកទីពីរ", "第二次"),
    ("Lần thứ ba trở lên", "Third time or more", "លើកទីបី ឬច្រើនជាងនេះ", "第三次或更多"),
)
HOW_LONG: Final[Names] = (
    "Hôm nay Ông/Bà phải chờ bao lâu thì được gọi vào quầy?",
    "How long did you wait today before you were called to the counter?",
    "ថ្ងៃនេះ លោក/លោកស្រីរង់ចាំយូរប៉ុណ្ណា ទើបត្រូវបានហៅទៅបញ្ជរ?",
    "您今天等了多久才被叫到窗口？",
)
THE_WAIT: Final[Names] = (
    "Ông/Bà thấy thời gian chờ như vậy là…",
    "How satisfied are you with that waiting time?",
    "ចំពោះពេលរង់ចាំបែបនេះ លោក/លោកស្រី…",
    "您对这样的等候时间……",
)
HOW_OFTEN: Final[Names] = (
    "Đây là lần thứ mấy Ông/Bà đến vì hồ sơ này?",
    "How many times have you come for this dossier, today included?",
    "នេះជាលើកទីប៉ុន្មាន ដែលលោក/លោកស្រីមកដោយសារសំណុំឯកសារនេះ?",
    "这是您第几次为这件事前来？",
)
WHY: Final[Names] = (
    "Lý do phải chờ (nếu có)",
    "Why did you have to wait (if you did)?",
    "មូលហេតុដែលត្រូវរង់ចាំ (បើមាន)",
    "需要等候的原因（如有）",
)
OVERALL: Final[Names] = (
    "Nhìn chung, Ông/Bà có hài lòng với lần đến hôm nay không?",
    "Overall, how satisfied are you with today's visit?",
    "ជារួម លោក/លោកស្រីពេញចិត្តនឹងការមកថ្ងៃនេះដែរឬទេ?",
    "总的来说，您对今天来办事的情况满意吗？",
)
REMARK: Final[Names] = (
    "Ông/Bà muốn nói thêm điều gì?",
    "Is there anything else you would like to say?",
    "លោក/លោកស្រីចង់និយាយអ្វីបន្ថែមទៀត?",
    "您还有什么想说的吗？",
)
THE_PLACE: Final[Names] = (
    "Ông/Bà có hài lòng với nơi này không?",
    "How satisfied are you with this office?",
    "លោក/លោកស្រីពេញចិត្តនឹងកន្លែងនេះដែរឬទេ?",
    "您对这里满意吗？",
)

AFTER_A_VISIT: Final = Form(
    key="waiting",
    role="visit",
    name=("Phiếu khảo sát thời gian chờ", "Waiting time survey", "កម្រងសំណួរអំពីពេលរង់ចាំ", "等候时间问卷"),
    questions=(
        Asked(HOW_LONG, "one", WAITED, meaning="reported_wait"),
        Asked(THE_WAIT, "levels", LEVELS, meaning="wait_level"),
        Asked(HOW_OFTEN, "one", TIMES, meaning="visit_number"),
        Asked(WHY, "several", REASONS, meaning="wait_reason"),
        Asked(OVERALL, "levels", LEVELS, required=True, overall=True),
        Asked(REMARK, "text"),
    ),
)
OPEN_REMARK: Final = Form(
    key="open",
    role="open",
    name=("Góp ý", "Feedback", "ផ្តល់មតិ", "提意见"),
    questions=(
        Asked(THE_PLACE, "levels", LEVELS, required=True, overall=True),
        Asked(REMARK, "text"),
    ),
)
DEFAULT_FORMS: Final = (AFTER_A_VISIT, OPEN_REMARK)
