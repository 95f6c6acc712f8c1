"""What stands around a unit's official documents, from which day on."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.documents import gathering, heads
from admin.documents import report_queries as queries
from admin.documents.text_actions import Lines, set_letterhead
from admin.setup.forms import DayField, SetupForm, required
from admin.setup.pages import answer, today, unit_by_id
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale

TWO_LINES = {"rows": "2", "lang": "vi"}
ONE_LINE = {"lang": "vi"}
FIELDS = ("superior_body", "issuing_body", "symbol", "place", "signer_title", "recipients")


class LetterheadForm(SetupForm):
    """The lines of a letterhead and the day from which it holds."""

    superior_body = TextAreaField(
        _l("Cơ quan chủ quản"),
        [Optional()],
        description=_l("Dòng trên bên trái; in chữ hoa, không đậm. Mỗi dòng một hàng."),
        render_kw=TWO_LINES,
    )
    issuing_body = TextAreaField(
        _l("Cơ quan ban hành"), [required()], description=_l("In chữ hoa, đậm, có gạch dưới."), render_kw=TWO_LINES
    )
    symbol = StringField(
        _l("Ký hiệu"), [required()], description=_l("Sau số văn bản, ví dụ BC-UBND."), render_kw=ONE_LINE
    )
    place = StringField(_l("Địa danh"), [required()], description=_l("Trước ngày tháng năm."), render_kw=ONE_LINE)
    signer_title = TextAreaField(
        _l("Quyền hạn, chức vụ người ký"),
        [required()],
        description=_l("Ví dụ: TM. Ủy ban nhân dân, xuống dòng, Chủ tịch. Họ tên để trống."),
        render_kw=TWO_LINES,
    )
    recipients = TextAreaField(
        _l("Nơi nhận"),
        [required()],
        description=_l("Mỗi nơi một dòng, bắt đầu bằng “- ”; dòng cuối là “- Lưu: VT, …”."),
        render_kw={"rows": "4", "lang": "vi"},
    )
    valid_from = DayField(_l("Dùng từ ngày"), [required()])

    def lines(self) -> Lines:
        """Return what was typed."""
        return Lines(*(str(self[name].data or "") for name in FIELDS))


@allow(Permission.SET_UP, of=scopes.unit_id)
def letterhead(unit_id: int) -> ResponseReturnValue:
    """Show the letterhead as it will stand, and set another from a day on."""
    by, now, day = me().id, clock.now(), today()
    with db.read() as session:
        view = unit_by_id(session, unit_id)
        stored = gathering.letterhead(session, view, day)
        known = queries.letterheads(session, unit_id)
    form = LetterheadForm(request.form, data={field: getattr(stored, field) for field in FIELDS} | {"valid_from": day})

    def act(session: Session) -> None:
        set_letterhead(session, unit_id, form.valid_from.data or day, form.lines(), now=now, staff_id=by)

    return answer(
        form,
        act,
        template="admin/documents/letterhead.html",
        done=url_for(".letterhead", unit_id=unit_id),
        unit_id=unit_id,
        unit_name=view.name(locale()),
        unit_sample=view.unit.is_demo,
        head=heads.head(stored, day),
        foot=heads.foot(stored),
        known=known,
        today=day,
    )
