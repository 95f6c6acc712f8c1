"""What the citizen's forms may bring. Every field is a choice, so there is nothing to clean."""

from collections.abc import Collection

from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import Form, StringField, ValidationError

from kiosk.queue.kinds import LeaveReason, Respondent

Sent = ImmutableMultiDict[str, str]


class TakeForm(Form):
    """What for, and for whom if said."""

    group = StringField()
    respondent = StringField()

    def __init__(self, sent: Sent | None, group_ids: Collection[int]) -> None:
        super().__init__(sent)
        self.group_ids = {str(group_id): group_id for group_id in group_ids}

    @property
    def group_id(self) -> int:
        """The chosen service group, once the form is valid."""
        return self.group_ids[self.group.data or ""]

    def validate_group(self, field: StringField) -> None:
        """Refuse no choice, and one that is not offered."""
        if field.data not in self.group_ids:
            raise ValidationError(_("Xin chọn một việc trong danh sách. Chưa rõ thì chọn dòng cuối."))

    def validate_respondent(self, field: StringField) -> None:
        """Let nothing through but the two answers and none."""
        if field.data and field.data not in list(Respondent):
            raise ValidationError(_("Xin chọn cá nhân hoặc doanh nghiệp, tổ chức; bỏ trống cũng được."))


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
