"""Sentences for people who type slips in."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _

from admin.paper.forms import SPOILT
from survey.ballots.answers import COMMENT_CHARS, Problem
from survey.paper.actions import (
    DoneBeforeError,
    InsiderError,
    NotThereError,
    OthersError,
    Outcome,
    WithdrawnError,
)
from survey.paper.models import SlipState
from survey.questionnaires.queries import Form

REFUSALS: Final = (NotThereError, InsiderError, WithdrawnError, DoneBeforeError, OthersError)


def no_code() -> str:
    """Return what is said about something that cannot be a code."""
    return str(_("Mã phiếu gồm 16 chữ và số, in thành bốn nhóm bốn ký tự. Xin xem lại tờ phiếu."))


def refused(error: Exception) -> str:
    """Return why a slip is not taken, and what to do with it."""
    if isinstance(error, DoneBeforeError) and error.state is SlipState.SPOILT:
        return str(_("Phiếu này đã được hai người ghi là trống hoặc không đọc được."))
    said = {
        NotThereError: _("Không có phiếu nào mang mã này. Xin gõ lại; nếu vẫn không có, xin để riêng tờ phiếu."),
        InsiderError: _("Ông/Bà không được nhập phiếu của đơn vị này: người nhập phải ở ngoài đơn vị."),
        WithdrawnError: _("Lần in của phiếu này đã bị hủy nên phiếu không còn nhận. Xin để riêng tờ phiếu."),
        DoneBeforeError: _("Phiếu này đã được ghi nhận trước đó. Mỗi mã chỉ tính một lần."),
        OthersError: _("Ba người khác đã nhập phiếu này và đọc khác nhau: một trong ba người ấy xem lại."),
    }
    return str(said[type(error)])


def told(outcome: Outcome) -> str:
    """Return what came of typing a slip in, and on which pile it goes."""
    said = {
        Outcome.FIRST: _("Đã giữ lần nhập thứ nhất. Xin để phiếu sang chồng “đã nhập một lần” cho người thứ hai."),
        Outcome.CAST: _("Hai lần nhập giống nhau: phiếu đã được ghi nhận. Xin để sang chồng “xong”."),
        Outcome.SPOILT: _("Cả hai ghi phiếu này trống hoặc không đọc được. Phiếu được đếm, không được tính."),
    }
    return str(said[outcome])


def apart(form: Form, question_ids: list[int]) -> str:
    """Return which questions two people read differently: “câu 1, câu 5”."""
    places = {row.question.id: place for place, row in enumerate(form.questions, start=1)}
    listed = ", ".join(str(_("câu %(place)s", place=places[one])) for one in question_ids)
    return str(
        _(
            "Hai người đọc khác nhau ở %(listed)s. Xin xem lại tờ phiếu: nếu mình gõ nhầm thì sửa, "
            "nếu mình đúng thì để phiếu cho người kia xem lại, hoặc cho người thứ ba nhập.",
            listed=listed,
        )
    )


def problems(form: Form, found: Mapping[str, Problem]) -> dict[str, list[str]]:
    """Return what is wrong with what was typed, by field."""
    places = {row.field: place for place, row in enumerate(form.questions, start=1)}
    return {name: [_problem(places[name], problem)] for name, problem in found.items()}


def blank_or_not(blank: bool) -> dict[str, list[str]]:
    """Return what is said when what was typed and “empty or unreadable” contradict each other."""
    if blank:
        return {SPOILT: [str(_("Chưa nhập câu nào. Nếu phiếu trống hoặc không đọc được, xin chọn ô ấy ở cuối."))]}
    return {SPOILT: [str(_("Đã nhập câu trả lời mà lại chọn “trống hoặc không đọc được”. Xin bỏ một trong hai."))]}


def _problem(place: int, problem: Problem) -> str:
    if problem is Problem.TOO_LONG:
        return str(_("Câu %(place)s: ý kiến dài quá %(most)s ký tự.", place=place, most=COMMENT_CHARS))
    return str(_("Câu %(place)s: câu trả lời không có trong phiếu, xin chọn lại.", place=place))
