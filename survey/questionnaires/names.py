"""What the factors of satisfaction are called, on the phone and on pages of staff."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from survey.questionnaires.models import Factor

FACTORS: Final[Mapping[str, LazyString]] = {
    Factor.ACCESS: _l("Tiếp cận dịch vụ"),
    Factor.PROCEDURES: _l("Thủ tục hành chính"),
    Factor.OFFICERS: _l("Công chức trực tiếp giải quyết"),
    Factor.RESULTS: _l("Kết quả giải quyết"),
    Factor.FEEDBACK: _l("Tiếp nhận, giải quyết phản ánh, kiến nghị"),
    Factor.CONDUCT: _l("Chấp hành quy định khi phục vụ"),
}
