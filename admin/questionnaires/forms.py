"""The forms of the editor. A field's name is that of the refusal it shows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from admin.questionnaires.wording import ANSWERING, FACTOR_CHOICES, sentence
from admin.setup.forms import Choice, DayField, NamesForm, OneOf, SetupForm, key, required
from kiosk.ground.i18n import LANGUAGES
from kiosk.ground.text import clean
from kiosk.office.entries import Names
from kiosk.office.refusals import Refused
from survey.questionnaires.faults import MOST_CHOICES
from survey.questionnaires.queries import AskedQuestion
from survey.questionnaires.typed import Answering, Typed, answering_of

BLANK_ROWS: Final = 3
NOWHERE: Final = -1


def _line(text: str | None) -> str | None:
    return clean(text, max_chars=len(text) * 4) if text else text


class EditorForm(SetupForm):
    """A form of the editor; *seen* is the stamp of what was shown."""

    class Meta(SetupForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:  # noqa: ANN401
            """Show typed lines again without what no page can show, such as a zero byte."""
            if issubclass(unbound_field.field_class, StringField):
                options["filters"] = [_line]
            return super().bind_field(form, unbound_field, options)

    seen = HiddenField()

    def refuse(self, refusal: Refused) -> None:
        """Show *refusal* at its field, or on top when it is about no field of this form."""
        field = self._fields.get(refusal.field)
        if field is None:
            self.form_errors.append(sentence(refusal))
        else:
            field.errors = [*field.errors, sentence(refusal)]


class WordingForm(EditorForm, NamesForm):
    """A wording in four languages; a long one stands in several lines, and is kept as one."""

    name_vi = TextAreaField(_l("Tiếng Việt"), [required()], render_kw={"lang": "vi", "rows": 3})
    name_en = TextAreaField(_l("Tiếng Anh"), [Optional()], render_kw={"lang": "en", "rows": 3})
    name_km = TextAreaField(_l("Tiếng Khmer"), [Optional()], render_kw={"lang": "km", "rows": 3})
    name_zh = TextAreaField(_l("Tiếng Trung"), [Optional()], render_kw={"lang": "zh", "rows": 3})


class TitleForm(WordingForm):
    """What a questionnaire is called."""


class QuestionForm(WordingForm):
    """One question with as many choices as there may be; those left empty are passed over."""

    answering = OneOf(_l("Trả lời bằng"))
    factor = Choice(_l("Thuộc nhóm"), description=_l("Báo cáo cộng riêng từng nhóm. Phiếu dài được gấp theo nhóm."))
    required = BooleanField(
        _l("Bắt buộc trả lời"), description=_l("Nhiều nhất một câu trong phiếu. Các câu khác người dân bỏ qua được.")
    )
    overall = BooleanField(
        _l("Câu chung, cho điểm hài lòng"),
        description=_l("Đúng một câu, trả lời bằng năm mức; không có thì phiếu không cho điểm."),
    )
    tells_where = BooleanField(
        _l("Ghi nơi nhận tố cáo ngay dưới câu này"),
        description=_l("Địa chỉ đặt ở trang thiết lập đơn vị, phần liên hệ."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answering.choices = [(kind.value, str(words)) for kind, words in ANSWERING.items()]
        self.factor.choices = [(factor, str(words)) for factor, words in FACTOR_CHOICES]

    def typed(self) -> Typed:
        """Return what was typed."""
        return Typed(
            self.names(),
            Answering(self.answering.data),
            factor=self.factor.data or None,
            required=self.required.data,
            overall=self.overall.data,
            tells_where=self.tells_where.data,
            choices=tuple(Names(*self._choice(place)) for place in range(1, MOST_CHOICES + 1)),
        )

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The fields of the choices to show, by language: those with words, and some empty ones."""
        last = max((place for place in range(1, MOST_CHOICES + 1) if any(self._choice(place))), default=0)
        return [
            {code: self[f"choice_{place}_{code}"] for code in LANGUAGES}
            for place in range(1, min(last + BLANK_ROWS, MOST_CHOICES) + 1)
        ]

    def move_up(self, place: int) -> None:
        """Let a choice that was typed change places with the one above it."""
        for code in LANGUAGES if 1 < place <= MOST_CHOICES else ():
            here, above = self[f"choice_{place}_{code}"], self[f"choice_{place - 1}_{code}"]
            here.data, above.data = above.data, here.data

    def _choice(self, place: int) -> list[str]:
        return [self[f"choice_{place}_{code}"].data or "" for code in LANGUAGES]


for _place in range(1, MOST_CHOICES + 1):
    for _code in LANGUAGES:
        _name = f"choice_{_place}_{_code}"
        setattr(QuestionForm, _name, StringField(str(_place), [Optional()], render_kw={"lang": _code}))


def as_typed(asked: AskedQuestion) -> dict[str, object]:
    """Return what a stored question fills its form with."""
    row = asked.question
    known: dict[str, object] = {
        **{f"name_{code}": getattr(row, f"name_{code}") for code in LANGUAGES},
        "answering": answering_of(row.kind, row.meaning).value,
        "factor": row.factor or "",
        **{name: getattr(row, name) for name in ("required", "overall", "tells_where")},
    }
    for place, choice in enumerate(asked.choices, start=1):
        known |= {f"choice_{place}_{code}": getattr(choice, f"name_{code}") for code in LANGUAGES}
    return known


class CopyForm(EditorForm):
    """A form of one's own after another one."""

    source = Choice(_l("Chép từ"))
    unit = Choice(
        _l("Dùng cho"),
        coerce=key,
        description=_l("Phiếu của một đơn vị dùng cho cả các đơn vị trực thuộc chưa có phiếu riêng."),
    )

    def __init__(
        self, *args: Any, sources: Sequence[tuple[str, str]], units: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source.choices = list(sources)
        self.unit.choices = [*([(NOWHERE, _l("– Xin chọn –"))] if len(units) > 1 else []), *units]

    def validate_unit(self, field: Choice) -> None:
        """Refuse to guess for whom a form is: one for all would reach them all."""
        if field.data == NOWHERE:
            raise ValidationError(_("Xin chọn đơn vị dùng phiếu này."))


class PublishForm(EditorForm):
    """From which day on a draft is asked."""

    since = DayField(_l("Hỏi từ ngày"), [required()], description=_l("Phiếu đang hỏi sẽ thôi vào ngày này."))
    last_day = DayField(
        _l("Đến hết ngày"),
        [Optional()],
        description=_l("Để trống nếu chưa biết. Sau đó lại dùng phiếu của cấp trên hoặc phiếu chung."),
    )


class EndForm(EditorForm):
    """The last day of a unit's own form."""

    last_day = DayField(
        _l("Hỏi đến hết ngày"), [required()], description=_l("Sau đó lại dùng phiếu của cấp trên hoặc phiếu chung.")
    )
