"""What the pages about ballots on paper may bring."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField
from wtforms.validators import InputRequired, NumberRange

from admin.accounts.forms import ChoiceField
from kiosk.ground.i18n import LANGUAGES
from survey.ballots.answers import Answers, Asked, Problem, read
from survey.paper.comparing import Typed
from survey.questionnaires import queries as questionnaires

MOST_SLIPS: Final = 100
SPOILT: Final = "spoilt"
PER_SHEET: Final = (("2", _l("2 phiếu")), ("4", _l("4 phiếu, chữ nhỏ")), ("1", _l("1 phiếu, chữ to")))


class PrintForm(Form):
    """How many slips of which questionnaire, in which language, how large."""

    form = ChoiceField(_l("Phiếu hỏi"), coerce=int)
    language = ChoiceField(_l("Tiếng"))
    slips = IntegerField(
        _l("Số phiếu"),
        [
            InputRequired(_l("Xin nhập ô này.")),
            NumberRange(1, MOST_SLIPS, _l("Xin nhập từ 1 đến %(most)s.", most=MOST_SLIPS)),
        ],
        description=_l("Nhiều nhất %(most)s phiếu một lần.", most=MOST_SLIPS),
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_SLIPS},
    )
    per_sheet = ChoiceField(_l("Trên một tờ A4"))

    def __init__(self, sent: MultiDict[str, str] | None, offered: Sequence[questionnaires.Form], language: str) -> None:
        known: dict[str, Any] = {"slips": 20, "per_sheet": "2", "language": "vi"}
        super().__init__(sent, data=known)
        self.form.choices = [(one.questionnaire.id, one.questionnaire.name(language)) for one in offered]
        self.language.choices = list(LANGUAGES.items())
        self.per_sheet.choices = list(PER_SHEET)


def read_slip(form: questionnaires.Form, sent: MultiDict[str, str]) -> tuple[Typed, dict[str, Problem]]:
    """Return what somebody typed of a slip, and what is wrong with it, by field; nothing on paper is required."""
    picked: dict[int, tuple[int, ...]] = {}
    texts: dict[int, str] = {}
    problems: dict[str, Problem] = {}
    for row in form.questions:
        found = _one(row, sent)
        picked.update(found.picked)
        if found.comments:
            texts[row.question.id] = found.comments[0]
        problems.update(found.problems)
    return Typed(picked, texts), problems


def _one(row: questionnaires.AskedQuestion, sent: MultiDict[str, str]) -> Answers:
    offered = frozenset(choice.value for choice in row.choices)
    return read([Asked(row.question.id, row.question.kind, offered, required=False)], sent.getlist)
