"""The survey of one visit, and open feedback without a ticket. Nobody signs in here, and nothing counts who came."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens, ready
from kiosk.ground.web.addresses import digest, read_code
from kiosk.ground.web.errors import Trouble
from kiosk.office import entrances
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue import handed_in
from survey.ballots import actions, asking, casting_queries, noticing, pages, receipt_views
from survey.ballots.actions import FilledIn, Taken, Voter
from survey.ballots.answers import COMMENT_CHARS, Answers, Asked, Problem, read
from survey.ballots.asking import Sent
from survey.ballots.casting_queries import VisitAsked
from survey.ballots.models import BallotChannel
from survey.ballots.tokens import VotingToken, is_code
from survey.questionnaires.queries import Form

bp = Blueprint("survey", __name__, template_folder="templates")
FEEDBACK = "feedback"
NOTHING: Sent = {}


@bp.get("/s/<token>")
def visit(token: str) -> ResponseReturnValue:
    """Show the survey of one visit, or thanks when it was sent."""
    now = clock.now()
    with db.read() as session:
        asked = _there(casting_queries.visit_asked(session, VotingToken(token.lower())))
    unit, form = _unit_and_form(asked, now)
    if asked.voted:
        return pages.thanks(unit, now, VotingToken(token.lower()).receipt)
    _refuse_late(asked, now)
    if not asked.over:
        return _not_yet(unit)
    key = ("survey", unit.id, form.questionnaire.id)
    return pages.shared(now, key, lambda stamp: _draw(unit, form, {}, stamp=stamp), noticing.fresh_stamp)


@bp.post("/s/<token>")
def cast_visit(token: str) -> ResponseReturnValue:
    """Take the survey of one visit; sending it again is thanked for, and told not to count."""
    _refuse_staff()
    now = clock.now()
    sent = request.form.to_dict(flat=False)

    def fill_in(session: Session, asked: VisitAsked) -> FilledIn:
        _refuse_late(asked, now)
        _unit, form = _unit_and_form(asked, now, sent)
        answers = _read(form, sent)
        if answers.problems:
            return FilledIn(form.questionnaire.id, answers)
        signs = noticing.signs_of(session, asked.unit_id, sent, channel=channel, now=now)
        return FilledIn(form.questionnaire.id, answers, signs)

    week, channel = Week.of(local_day(now)), _channel()
    asked, filled = db.write(
        lambda s: actions.cast_visit(s, VotingToken(token.lower()), week, fill_in=partial(fill_in, s), channel=channel),
        replayable=True,
    )
    unit, form = _unit_and_form(_there(asked), now, sent)
    if filled is not None and not filled.answers.problems:
        seen = redirect(url_for(".visit", token=token.lower()), code=303)
        return pages.tell_masked(seen, filled.answers.masked)
    if filled is not None:
        return _draw(unit, form, sent, answers=filled.answers, stamp=noticing.kept_stamp(sent)), 422
    if asked and asked.voted:
        return pages.thanks(unit, now, VotingToken(token.lower()).receipt, again=True)
    return _not_yet(unit)


@bp.get("/q/<code>/feedback")
def feedback(code: str) -> ResponseReturnValue:
    """Show the open form: no ticket is needed."""
    unit, form, withdrawn = _open_form(code)
    if withdrawn:
        return _withdrawn(unit)
    fresh = form_tokens.maker(FEEDBACK, read_code(code))
    token = fresh()
    return ready.keep(make_response(_draw(unit, form, {}, token=token)), fresh, token)


@bp.post("/q/<code>/feedback")
def cast_feedback(code: str) -> ResponseReturnValue:
    """Take an open remark, kept apart from the ballots of visits."""
    _refuse_staff()
    sent = request.form.to_dict(flat=False)
    unit, form, withdrawn = _open_form(code, sent)
    if withdrawn:
        return _withdrawn(unit)
    place = read_code(code)
    try:
        accepted = form_tokens.accept(request.form.get("token", ""), FEEDBACK, place)
    except form_tokens.FormExpiredError:
        message = _("Biểu mẫu đã quá 24 giờ. Câu trả lời của Ông/Bà vẫn còn, xin bấm “Gửi” lần nữa.")
        return _draw(unit, form, sent, token=form_tokens.make(FEEDBACK, place), message=message), 422
    except form_tokens.FormForgedError as error:
        raise Trouble(
            400, _("Biểu mẫu này không đọc được."), _("Chưa có gì được gửi. Xin quét lại mã và thử lần nữa.")
        ) from error
    answers = _read(form, sent)
    if answers.problems:
        return _draw(unit, form, sent, answers=answers, token=request.form["token"]), 422
    now = clock.now()
    spent, promised = digest("spent", accepted.key), VotingToken(accepted.secret)
    week = Week.of(local_day(now))
    voter = Voter(spent, unit.id, BallotChannel.POSTER, week, receipt_hash=promised.receipt_hash)
    form_id = form.questionnaire.id
    taken = db.write(
        lambda s: actions.cast_remark(s, voter, code=place, questionnaire_id=form_id, answers=answers, now=now),
        replayable=True,
    )
    if taken is Taken.TOO_MANY:
        message = _("Mã này đang nhận quá nhiều góp ý. Câu trả lời của Ông/Bà vẫn còn, xin bấm “Gửi” lại sau 10 phút.")
        return _draw(unit, form, sent, token=request.form["token"], message=message), 429
    again = "1" if taken is Taken.BEFORE else None
    seen = redirect(url_for(".feedback_thanks", code=place, receipt=promised.receipt, again=again), code=303)
    return pages.tell_masked(seen, answers.masked)


@bp.get("/q/<code>/feedback/thanks")
@bp.get("/q/<code>/feedback/thanks/<receipt>")
def feedback_thanks(code: str, receipt: str | None = None) -> ResponseReturnValue:
    """Thank for an open remark, and lead to its receipt."""
    unit, _form, _withdrawn_since = _open_form(code)
    known = receipt is not None and is_code(receipt)
    kept, again = receipt.lower() if receipt and known else None, request.args.get("again") == "1"
    return pages.thanks(unit, clock.now(), kept, of_a_visit=False, again=again)


def _channel() -> BallotChannel:
    """Return how a visit's ballot comes in: at a tablet of the hall, or from somebody's own phone."""
    return BallotChannel.VISIT if pages.tablet() is None else BallotChannel.KIOSK


def _there(asked: VisitAsked | None) -> VisitAsked:
    """Return the visit, or answer that there is none."""
    if asked is None:
        raise Trouble(
            404, _("Không tìm thấy phiếu khảo sát này."), _("Xin xem lại đường dẫn, hoặc mở lại trang số của Ông/Bà.")
        )
    return asked


def _unit_and_form(asked: VisitAsked, now: datetime, sent: Sent = NOTHING) -> tuple[UnitView, Form]:
    """Return the unit of a visit as of today, and the questionnaire that is asked there, or that *sent* answers."""
    unit = recent.read(now, office.unit_on, asked.unit_id, local_day(now))
    form = asking.form_of(now, asked.unit_id, "visit", sent)
    if unit is None or form is None:
        raise Trouble(503, _("Phiếu khảo sát chưa sẵn sàng."), _("Xin thử lại sau."))
    return unit, form


def _refuse_late(asked: VisitAsked, now: datetime) -> None:
    """Answer that it is too late for this visit's ballot, and lead to the open form."""
    days = current_app.config["SETTINGS"].survey_days
    if now - asked.arrived_at <= timedelta(days=days):
        return
    unit, _form = _unit_and_form(asked, now)
    entrance = recent.read(now, entrances.entrance_of, unit.id)
    page = render_template("survey/ballots/expired.html", days=days, entrance=entrance, **pages.unit_context(unit))
    abort(make_response(page, 410))


def _refuse_staff() -> None:
    """Nobody answers for citizens: a browser casts nothing in which staff are signed in, or were lately."""
    known = handed_in.current()
    if known.is_staff(request):
        happened = _("Trình duyệt này đang đăng nhập tài khoản cán bộ nên không gửi phiếu được.")
    elif known.is_staff_device(request):
        happened = _("Máy này đã đăng nhập tài khoản cán bộ trong 30 ngày qua nên không gửi phiếu được.")
    else:
        return
    raise Trouble(403, happened, _("Phiếu là của người dân: xin gửi từ điện thoại của người đến làm việc."))


def _open_form(code: str, sent: Sent = NOTHING) -> tuple[UnitView, Form, bool]:
    """Return the unit behind a code, its open form, and whether the code was withdrawn."""
    now = clock.now()
    place = entrances.behind(code, now=now)
    form = asking.form_of(now, place.unit.id, "open", sent)
    if form is None:
        raise Trouble(503, _("Phiếu góp ý chưa sẵn sàng."), _("Xin thử lại sau."))
    return place.unit, form, place.withdrawn


def _read(form: Form, sent: Mapping[str, list[str]]) -> Answers:
    asked = [
        Asked(
            row.question.id, row.question.kind, frozenset(choice.value for choice in row.choices), row.question.required
        )
        for row in form.questions
    ]
    return read(asked, lambda name: sent.get(name, []))


def _draw(
    unit: UnitView,
    form: Form,
    sent: Mapping[str, list[str]],
    *,
    answers: Answers | None = None,
    token: str | None = None,
    stamp: str | None = None,
    message: str | None = None,
) -> str:
    places = {row.field: place for place, row in enumerate(form.questions, start=1)}
    problems = answers.problems if answers else {}
    return render_template(
        "survey/ballots/form.html",
        form=form,
        language=locale(),
        sent=sent,
        errors={name: [_problem(places[name], problem)] for name, problem in problems.items()},
        token=token,
        stamp=stamp,
        message=message,
        comment_chars=COMMENT_CHARS,
        **asking.beside(clock.now(), unit.id, form),
        **pages.unit_context(unit),
    )


def _problem(place: int, problem: Problem) -> str:
    words = {
        Problem.MISSING: _("Câu %(place)s: xin chọn một câu trả lời.", place=place),
        Problem.TOO_LONG: _(
            "Câu %(place)s: ý kiến dài quá %(most)s ký tự, xin viết ngắn hơn.", place=place, most=COMMENT_CHARS
        ),
        Problem.UNKNOWN: _("Câu %(place)s: câu trả lời không có trong phiếu, xin chọn lại.", place=place),
    }
    return str(words[problem])


def _not_yet(unit: UnitView) -> tuple[str, int]:
    days = current_app.config["SETTINGS"].survey_days
    page = render_template("survey/ballots/not_yet.html", days=days, **pages.unit_context(unit))
    return page, 409 if request.method == "POST" else 200


def _withdrawn(unit: UnitView) -> tuple[str, int]:
    return render_template("survey/ballots/withdrawn.html", **pages.unit_context(unit)), 410


bp.add_url_rule("/r/<code>", "receipt", receipt_views.receipt)
bp.add_url_rule("/r/<code>.txt", "promise_text", receipt_views.promise_text)
bp.add_url_rule("/r/<code>.json", "proof_json", receipt_views.proof_json)
