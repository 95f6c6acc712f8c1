"""The sentences of slips, in the language they are printed in."""

from datetime import date

from flask_babel import force_locale
from flask_babel import gettext as _

from kiosk.ground.settings import Settings
from kiosk.office.queries import UnitView
from survey.paper.layout import Asked, SlipForm, SlipWords
from survey.questionnaires.queries import Form


def slip_form(unit: UnitView, form: Form, language: str, settings: Settings, today: date) -> SlipForm:
    """Return what all slips of a run of *today* say, in *language*; what has no name in it is in Vietnamese."""
    with force_locale(language):
        return SlipForm(
            unit=unit.name(language),
            title=form.questionnaire.name(language),
            marks=_marks(unit, settings),
            questions=tuple(
                Asked(
                    row.question.name(language)
                    + (f" ({_('chọn một hoặc nhiều')})" if _many(row.question.kind) else ""),
                    tuple(choice.name(language) for choice in row.choices),
                )
                for row in form.questions
            ),
            words=SlipWords(
                notice=_(
                    "Đánh dấu X vào ô. Câu nào cũng có thể bỏ trống. "
                    "Không ghi tên, số căn cước, số điện thoại: không ai hỏi, không ai cần."
                ),
                into_box=_("Bỏ phần này vào hòm phiếu."),
                code=_("Mã phiếu"),
                keep=_("Xé và giữ phần này"),
                check=_(
                    "Sau khi phiếu được nhập, quét mã để xem phiếu đã vào sổ chưa. "
                    "Trang ấy không hiện câu trả lời và không hỏi tên."
                ),
                printed=_("in ngày %(day)s", day=f"{today:%d/%m/%Y}"),
            ),
            language=language,
        )


def _many(kind: str) -> bool:
    return kind == "several"


def _marks(unit: UnitView, settings: Settings) -> tuple[str, ...]:
    said = (
        (unit.unit.is_practice, _("TẬP DÙNG")),
        (unit.unit.is_demo, _("DỮ LIỆU MẪU")),
        (not settings.public, _("BẢN THỬ")),
    )
    return tuple(words for shown, words in said if shown)
