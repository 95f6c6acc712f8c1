"""What an administrator may start from: whole forms, and single questions that directives ask for. Pure.

Questions of conduct are answered with yes, no, or “do not remember”; below each stands where denunciations are taken.
"""

from collections.abc import Mapping
from typing import Final

from survey.questionnaires.default_forms import AFTER_A_VISIT, OPEN_REMARK, REMARK, TIMES, Asked, Form, Names
from survey.questionnaires.factor_form import FIVE_FACTORS

YES_OR_NO: Final[tuple[Names, ...]] = (
    ("Không", "No", "ទេ", "没有"),
    ("Có", "Yes", "មាន", "有"),
    ("Không nhớ", "I do not remember", "មិនចាំ", "不记得"),
)
UNLISTED_PAPERS: Final[Names] = (
    "Ông/Bà có bị yêu cầu nộp giấy tờ không có trong danh mục niêm yết không?",
    "Were you asked for papers that are not on the posted list?",
    "តើលោក/លោកស្រីត្រូវបានទាមទារឱ្យដាក់ឯកសារដែលគ្មានក្នុងបញ្ជីបិទផ្សាយដែរឬទេ?",
    "是否有人要求您提交公示清单以外的材料？",
)
SENT_OUTSIDE: Final[Names] = (
    "Ông/Bà có bị yêu cầu gặp cán bộ hay nộp hồ sơ ở nơi khác, ngoài Bộ phận Một cửa không?",
    "Were you told to see an officer or hand in your dossier somewhere outside the one-stop office?",
    "តើលោក/លោកស្រីត្រូវបានប្រាប់ឱ្យជួបមន្ត្រី ឬដាក់សំណុំឯកសារនៅកន្លែងផ្សេង ក្រៅពីផ្នែកច្រកចេញចូលតែមួយដែរឬទេ?",
    "是否有人要求您到一站式服务窗口以外的地方见工作人员或提交材料？",
)
EXTRA_TRIPS: Final[Names] = (
    "Ông/Bà có phải đi lại bổ sung hồ sơ quá một lần không?",
    "Did you have to come back more than once to complete your dossier?",
    "តើលោក/លោកស្រីត្រូវមកបន្ថែមសំណុំឯកសារលើសពីម្តងដែរឬទេ?",
    "您是否为补充材料跑了不止一次？",
)
ASKED_FOR_MONEY: Final[Names] = (
    "Ông/Bà có bị gợi ý, yêu cầu đưa tiền hay quà ngoài phí, lệ phí không?",
    "Were you asked, or given to understand, to pay money or gifts beyond the fees?",
    "តើមានគេស្នើ ឬទាមទារឱ្យលោក/លោកស្រីឱ្យប្រាក់ ឬអំណោយ ក្រៅពីថ្លៃសេវា កម្រៃដែរឬទេ?",
    "除规定费用外，是否有人暗示或要求您给钱或送礼？",
)
HOW_OFTEN_ALL: Final[Names] = (
    "Tính cả hôm nay, Ông/Bà đã đến mấy lần vì hồ sơ này?",
    "Today included, how many times have you come for this dossier?",
    "រាប់ទាំងថ្ងៃនេះ លោក/លោកស្រីបានមកប៉ុន្មានលើក ដោយសារសំណុំឯកសារនេះ?",
    "连今天在内，您为这件事来过几次？",
)


def _conduct(wording: Names) -> Asked:
    return Asked(wording, "one", YES_OR_NO, factor="conduct", tells_where=True)


FORMS: Final[Mapping[str, Form]] = {form.key: form for form in (AFTER_A_VISIT, FIVE_FACTORS, OPEN_REMARK)}
QUESTIONS: Final[Mapping[str, Asked]] = {
    "papers": _conduct(UNLISTED_PAPERS),
    "outside": _conduct(SENT_OUTSIDE),
    "trips": _conduct(EXTRA_TRIPS),
    "money": _conduct(ASKED_FOR_MONEY),
    "visits": Asked(HOW_OFTEN_ALL, "one", TIMES, meaning="visit_number"),
    "remark": Asked(REMARK, "text"),
}
"""By the name that a form sends."""
