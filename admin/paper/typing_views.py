"""Typing slips in: the code first, then what is ticked; the second person sees nothing of the first."""

from dataclasses import dataclass
from typing import Final, NoReturn

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.accounts.guard import allow, may, me
from admin.accounts.roles import Permission
from admin.paper import forms, places, words
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.ground.text import clean
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from survey.ballots.answers import COMMENT_CHARS
from survey.paper import actions, comparing, queries, slip_codes
from survey.paper.actions import InsiderError, NotThereError, Outcome, Typist
from survey.paper.comparing import Typed
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.queries import Form

MOST_TYPED: Final = 80


@dataclass(frozen=True, slots=True)
class Desk:
    """A slip that lies before somebody who may type it in.

    Attributes:
        mine: What this person typed before; ``None``: nothing yet.
        apart: Questions that this person and the other one read differently.
    """

    code: str
    unit_name: str
    form: Form
    mine: Typed | None
    apart: list[int]


@allow(Permission.TYPE_BALLOTS)
def ask() -> ResponseReturnValue:
    """Ask for the code of the slip in hand."""
    return _ask()


@allow(Permission.TYPE_BALLOTS)
def find() -> ResponseReturnValue:
    """Go on to the slip with the typed code, or say why it is not taken."""
    typed = clean(request.form.get("slip", "")[:MOST_TYPED], max_chars=4 * MOST_TYPED)
    code = slip_codes.read(typed)
    if code is None:
        return _ask(typed=typed, message=words.no_code())
    try:
        with db.read() as session:
            _opened(session, code)
    except words.REFUSALS as error:
        return _ask(typed=typed, message=words.refused(error))
    return redirect(url_for(".slip", slip_code=code), 303)


@allow(Permission.TYPE_BALLOTS, of=places.slip_code)
def slip(slip_code: str) -> ResponseReturnValue:
    """Show the questions of a slip, with what one typed oneself and where the other read something else."""
    desk = _desk(slip_code)
    return _draw(desk, _as_sent(desk.mine))


@allow(Permission.TYPE_BALLOTS, of=places.slip_code)
def enter(slip_code: str) -> ResponseReturnValue:
    """Keep what is typed; the ballot is cast when two people agree. Of a slip that is through, go on to the next."""
    desk = _desk(slip_code)
    typed, problems = forms.read_slip(desk.form, request.form)
    errors = words.problems(desk.form, problems)
    if not errors and typed.blank != bool(request.form.get(forms.SPOILT)):
        errors = words.blank_or_not(typed.blank)
    if errors:
        return _draw(desk, request.form.to_dict(flat=False), errors)
    week = Week.of(local_day(clock.now()))

    def write(session: Session) -> Outcome:
        found = queries.slip(session, slip_codes.kept(desk.code))
        by = _by(session, found)
        return actions.enter(session, desk.code, desk.form, typed, by=by, week=week)[0]

    try:
        outcome = db.write(write, replayable=True)
    except words.REFUSALS as error:
        _refuse(slip_code, error)
    if outcome is Outcome.DIFFERING:
        return redirect(url_for(".slip", slip_code=desk.code), 303)
    flash(words.told(outcome))
    return redirect(url_for(".ask"), 303)


def _by(session: Session, found: queries.FoundSlip | None) -> Typist:
    """Return the signed-in person as a typist for the slip's unit; as nobody where they may not be one."""
    if found is None or not may(Permission.TYPE_BALLOTS, found.run.unit_id):
        return Typist(me().id, frozenset())
    return places.typist(session, found.run.unit_id)


def _opened(session: Session, code: str) -> queries.FoundSlip:
    by = _by(session, queries.slip(session, slip_codes.kept(code)))
    return actions.open_slip(session, code, by=by)


def _desk(slip_code: str) -> Desk:
    code = slip_codes.read(slip_code) or ""
    try:
        with db.read() as session:
            found = _opened(session, code)
            unit = office.unit_on(session, found.run.unit_id, local_day(clock.now()))
            form = questionnaires.load(session, session.get_one(Questionnaire, found.run.questionnaire_id))
            known = queries.entries(session, found.slip.code_hash)
    except words.REFUSALS as error:
        _refuse(slip_code, error)
    ids = [row.question.id for row in form.questions]
    read = {staff_id: actions.typed_of(entry, ids) for staff_id, entry in known.items()}
    mine = read.pop(me().id, None)
    apart = [] if mine is None else comparing.apart(read.values(), mine, ids)
    return Desk(code, unit.name(locale()) if unit else "", form, mine, apart)


def _refuse(slip_code: str, error: Exception) -> NoReturn:
    """Say why a slip is not taken; where it is through, ask for the next one at once."""
    if isinstance(error, NotThereError | InsiderError):
        raise Trouble(404 if isinstance(error, NotThereError) else 403, words.refused(error)) from error
    code = slip_codes.read(slip_code) or ""
    abort(_ask(message=f"{slip_codes.grouped(code)}: {words.refused(error)}", status=409))


def _as_sent(typed: Typed | None) -> dict[str, list[str]]:
    """Return what was typed before as a form would send it."""
    if typed is None:
        return {}
    if typed.blank:
        return {forms.SPOILT: ["1"]}
    picked = {f"q{question}": [str(value) for value in values] for question, values in typed.picked.items()}
    return picked | {f"q{question}": [text] for question, text in typed.texts.items()}


def _draw(desk: Desk, sent: dict[str, list[str]], errors: dict[str, list[str]] | None = None) -> Response:
    page = render_template(
        "admin/paper/slip.html",
        desk=desk,
        code=slip_codes.grouped(desk.code),
        unit_name=desk.unit_name,
        language=locale(),
        sent=sent,
        apart=words.apart(desk.form, desk.apart) if desk.apart else "",
        errors=errors or {},
        comment_chars=COMMENT_CHARS,
    )
    return make_response(page, 422 if errors else 200)


def _ask(*, typed: str = "", message: str = "", status: int = 422) -> Response:
    with db.read() as session:
        apart = queries.apart_of(session, me().id)
    errors = {"slip": [message]} if message else {}
    page = render_template("admin/paper/ask.html", typed=typed, errors=errors, apart=apart)
    return make_response(page, status if message else 200)
