"""What the citizen's forms may bring: choices, and a few codes that are typed."""

from collections.abc import Collection

from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import Form, StringField, ValidationError

from kiosk.ground.text import clean
from kiosk.queue.claim_codes import MOST_TYPED, TypedNumber, read_claim_code, read_number
from kiosk.queue.kinds import NORMAL, LeaveReason, Respondent

Sent = ImmutableMultiDict[str, str]


def _legible(typed: str | None) -> str:
    """Return what can stand in the field again when the form comes back."""
    return clean((typed or "")[:MOST_TYPED], max_chars=3 * MOST_TYPED)


class TakeForm(Form):
    """What for; for whom and whether first, if said. *another*: a second number for the same is meant.

    *presence* is the mark of somebody who scanned what the hall shows.
    """

    group = StringField()
    respondent = StringField()
    priority = StringField()
    hall_code = StringField(filters=[_legible])
    presence = StringField(filters=[_legible])
    another = StringField()

    def __init__(self, sent: Sent | None, group_ids: Collection[int], priorities: Collection[str]) -> None:
        super().__init__(sent)
        self.priorities = priorities
        self.group_ids = {str(group_id): group_id for group_id in group_ids}

    @property
    def group_id(self) -> int:
        """The chosen service group, once the form is valid."""
        return self.group_ids[self.group.data or ""]

    @property
    def first(self) -> str:
        """The class declared, once the form is valid; normal when nothing was tapped."""
        return self.priority.data or NORMAL

    def validate_group(self, field: StringField) -> None:
        """Refuse no choice, and one that is not offered."""
        if field.data not in self.group_ids:
            raise ValidationError(_("Xin chọn một việc trong danh sách. Chưa rõ thì chọn dòng cuối."))

    def validate_respondent(self, field: StringField) -> None:
        """Let nothing through but the two answers and none."""
        if field.data and field.data not in list(Respondent):
            raise ValidationError(_("Xin chọn cá nhân hoặc doanh nghiệp, tổ chức; bỏ trống cũng được."))

    def validate_priority(self, field: StringField) -> None:
        """Let nothing through but the classes and none."""
        if field.data and field.data != NORMAL and field.data not in self.priorities:
            raise ValidationError(_("Xin chọn một diện ưu tiên trong danh sách; bỏ trống cũng được."))


class ClaimForm(Form):
    """The number of a ticket and the code shown with it, as typed."""

    number = StringField(filters=[_legible])
    code = StringField(filters=[_legible])
    hall_code = StringField(filters=[_legible])
    presence = StringField(filters=[_legible])

    @property
    def read(self) -> tuple[TypedNumber, str] | None:
        """The number and the code; ``None`` while the form is not valid."""
        number, code = read_number(self.number.data or ""), read_claim_code(self.code.data or "")
        return None if number is None or code is None else (number, code)

    def validate_number(self, field: StringField) -> None:
        """Refuse what is no number of a ticket."""
        if read_number(field.data or "") is None:
            raise ValidationError(_("Xin nhập số thứ tự, ví dụ A012."))

    def validate_code(self, field: StringField) -> None:
        """Refuse what is no code of a ticket."""
        if read_claim_code(field.data or "") is None:
            raise ValidationError(_("Mã của số có sáu chữ và số, ví dụ 7K3-M9P. Xin xem lại và nhập đủ."))


class LeaveForm(Form):
    """Why somebody leaves, if they say so."""

    reason = StringField()

    @property
    def chosen(self) -> LeaveReason | None:
        """The reason, once the form is valid; ``None`` when none was tapped."""
        return LeaveReason(self.reason.data) if self.reason.data else None

    def validate_reason(self, field: StringField) -> None:
        """Let nothing through but the five reasons and none."""
        if field.data and field.data not in list(LeaveReason):
            raise ValidationError(_("Xin chọn một lý do trong danh sách; bỏ trống cũng được."))
