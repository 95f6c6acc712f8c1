"""Words of the editor: how a version stands, kinds, factors, why something is refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.setup import sentences
from kiosk.ground.i18n import LANGUAGES
from kiosk.office.refusals import Reason, Refused
from survey.questionnaires.faults import MOST_CHOICES, MOST_QUESTIONS, Fault
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.names import FACTORS
from survey.questionnaires.queries import Form
from survey.questionnaires.typed import Answering

Standing = Literal["draft", "planned", "asked", "over"]
STANDINGS: Final[Mapping[Standing, tuple[str, LazyString]]] = {
    "draft": ("near", _l("Bản nháp")),
    "planned": ("info", _l("Chờ đến ngày")),
    "asked": ("within", _l("Đang hỏi")),
    "over": ("info", _l("Đã thôi")),
}
"""Level of the badge, and its word."""
ROLES: Final = {"visit": _l("sau mỗi lượt đến"), "open": _l("góp ý không cần số")}
READY: Final[Mapping[str, LazyString]] = {"factors": _l("Phiếu 19 câu năm nhóm (SIPAS) + đánh giá chung + góp ý")}
"""What a form of the library is called where its title, which citizens read, does not tell which one it is."""
ANSWERING: Final[Mapping[Answering, LazyString]] = {
    Answering.LEVELS: _l("Năm mức hài lòng"),
    Answering.ONE: _l("Chọn một câu trả lời"),
    Answering.SEVERAL: _l("Chọn một hoặc nhiều câu trả lời"),
    Answering.VISITS: _l("Số lần đến (1, 2, từ 3)"),
    Answering.WAITED: _l("Thời gian đã chờ (để so với số đo được)"),
    Answering.TEXT: _l("Lời viết tự do"),
}
FACTOR_CHOICES: Final = (("", _l("(không xếp nhóm)")), *FACTORS.items())
FAULTS: Final[Mapping[Fault, LazyString]] = {
    Fault.EMPTY: _l("Phiếu chưa có câu hỏi nào."),
    Fault.TOO_LONG: _l("Phiếu dài quá. Người dân trả lời bằng điện thoại, xin bớt câu hỏi."),
    Fault.TWO_REQUIRED: _l("Chỉ một câu được bắt buộc, để không ai bị giữ lại."),
    Fault.TWO_OVERALL: _l("Chỉ một câu là câu chung cho điểm hài lòng."),
    Fault.NO_OVERALL: _l("Phiếu sau mỗi lượt đến cần một câu chung cho điểm, trả lời bằng năm mức hài lòng."),
    Fault.OVERALL_NO_LEVELS: _l("Câu chung cho điểm phải trả lời bằng năm mức hài lòng."),
    Fault.FEW_CHOICES: _l("Cần ít nhất hai câu trả lời để chọn."),
}
BY_FIELD: Final[Mapping[tuple[Reason, str], LazyString]] = {
    ("taken", "required"): _l("Đã có một câu bắt buộc khác. Xin bỏ dấu ở câu ấy trước: chỉ một câu được bắt buộc."),
    ("taken", "overall"): _l("Đã có một câu chung khác. Xin bỏ dấu ở câu ấy trước: chỉ một câu cho điểm."),
    ("malformed", "overall"): _l("Câu chung cho điểm phải trả lời bằng năm mức hài lòng."),
    ("missing", "choices"): _l("Xin viết ít nhất hai câu trả lời để chọn."),
    ("taken", "choices"): _l("Hai câu trả lời giống nhau. Xin sửa một câu."),
    ("out_of_range", "choices"): _l("Nhiều nhất %(most)s câu trả lời để chọn.", most=MOST_CHOICES),
    ("out_of_range", "question"): _l("Một phiếu có nhiều nhất %(most)s câu hỏi.", most=MOST_QUESTIONS),
    ("unknown", "question"): _l("Câu hỏi này không còn trong bản nháp."),
    ("unknown", "questionnaire"): _l("Phiếu này không còn nữa."),
    ("malformed", "form"): _l("Phiếu chưa ban hành được. Xin sửa những chỗ nêu dưới đây trước."),
    ("backwards", "since"): _l("Ngày bắt đầu phải từ hôm nay trở đi."),
    ("later_change", "since"): _l(
        "Một phiếu khác bắt đầu vào đúng ngày này hoặc sau đó. Xin chọn ngày muộn hơn, hoặc rút phiếu ấy trước."
    ),
    ("backwards", "last_day"): _l("Ngày cuối phải từ hôm nay, và từ ngày bắt đầu trở đi."),
    ("foreign", "last_day"): _l("Phiếu chung không có ngày cuối: luôn phải có một phiếu để hỏi. Xin ban hành bản mới."),
    ("later_change", "last_day"): _l("Phiếu này sẽ thôi khi phiếu sau bắt đầu, không cần đặt ngày cuối."),
    ("taken", "ready"): _l("Câu này đã có trong bản nháp."),
    ("taken", "draft"): _l("Đang có bản nháp của bản kế tiếp. Xin bỏ bản nháp ấy trước."),
}
OVERTAKEN: Final = _l(
    "Bản nháp vừa được người khác sửa, nên chưa ghi gì. Dưới đây là bản hiện nay; nếu vẫn muốn, xin làm lại."
)
OVERTAKEN_TYPED: Final = _l(
    "Bản nháp vừa được người khác sửa, nên chưa ghi gì. Những gì Ông/Bà gõ vẫn còn đây: xin xem bản hiện nay, rồi bấm "
    "Lưu lần nữa."
)


def sentence(refusal: Refused) -> str:
    """Return why, and what to do."""
    found = BY_FIELD.get((refusal.reason, refusal.field))
    return str(found) if found else sentences.sentence(refusal)


def standing(row: Questionnaire, today: date) -> Standing:
    """Return how a version stands on *today*."""
    if row.is_draft:
        return "draft"
    if row.valid_from > today:
        return "planned"
    return "asked" if row.valid_until is None or row.valid_until > today else "over"


def fault_lines(found: Sequence[tuple[Fault, int]]) -> list[str]:
    """Return what keeps a draft from being published, a sentence each."""
    return [
        _("Câu %(place)s: %(fault)s", place=place, fault=FAULTS[one]) if place else str(FAULTS[one])
        for one, place in found
    ]


def untranslated(form: Form) -> dict[str, int]:
    """Return how many wordings each language lacks, by its code; languages that are whole are left out."""
    rows = [form.questionnaire, *(asked.question for asked in form.questions)]
    wordings = [*rows, *(choice for asked in form.questions for choice in asked.choices)]
    counts = {code: sum(not getattr(row, f"name_{code}") for row in wordings) for code in LANGUAGES}
    return {code: count for code, count in counts.items() if count}
