"""What the views of the editor share: finding a version, drawing its page, carrying out an act."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from admin.questionnaires import access, wording
from admin.questionnaires.forms import EditorForm
from admin.questionnaires.reach import Silent, silent
from admin.setup.pages import today
from kiosk.ground import db
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.office.refusals import Refused
from survey.questionnaires import draft_actions, queries
from survey.questionnaires.draft_actions import OvertakenError
from survey.questionnaires.faults import faults
from survey.questionnaires.library import QUESTIONS
from survey.questionnaires.publish_actions import drafted
from survey.questionnaires.queries import AskedQuestion, Form
from survey.questionnaires.stamps import stamp
from survey.questionnaires.typed import answering_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A version as its page shows it.

    Attributes:
        form: With its questions.
        stamp: Of what is shown.
        unit: Whose it is; ``None``: for all.
        changes: Whether the signed-in person may change it.
    """

    form: Form
    stamp: str
    unit: UnitView | None
    changes: bool

    @property
    def sample(self) -> bool:
        """Whether it belongs to an office that is not real."""
        return self.unit is not None and self.unit.unit.is_demo


def opened(questionnaire_id: int) -> Opened:
    """Return the version that the guard has let through; 404 when it is gone."""
    with db.read() as session:
        row = queries.find(session, questionnaire_id)
        if row is None:
            abort(404)
        form = queries.load(session, row)
        unit = office.unit_on(session, row.unit_id, today()) if row.unit_id else None
        return Opened(form, stamp(form), unit, access.may_change(session, row))


def draft(questionnaire_id: int) -> Opened:
    """Return a draft to change; one that is published meanwhile leads to its page."""
    found = opened(questionnaire_id)
    if not found.form.questionnaire.is_draft:
        abort(redirect(address(questionnaire_id), 303))
    return found


def question(found: Opened, question_id: int) -> AskedQuestion:
    """Return a question of the version; 404 when it has none of that key."""
    return next((one for one in found.form.questions if one.question.id == question_id), None) or abort(404)


def address(questionnaire_id: int) -> str:
    """Return the address of a version's page."""
    return url_for("questionnaires.one", questionnaire_id=questionnaire_id)


def draw(questionnaire_id: int, *, trouble: str | LazyString = "") -> str:
    """Return the page of a version, with a word on what was not done."""
    found = opened(questionnaire_id)
    row = found.form.questionnaire
    with db.read() as session:
        waiting = queries.draft_of(session, row.key)
        silent = silent_offices(session, found)
    return render_template(
        "admin/questionnaires/one.html",
        found=found,
        form=found.form,
        row=row,
        standing=wording.standing(row, today()),
        faults=wording.fault_lines(faults(drafted(found.form), row.role)),
        untranslated=wording.untranslated(found.form),
        waiting=waiting,
        ready={name: asked for name, asked in QUESTIONS.items() if not draft_actions.is_asked(found.form, asked)},
        silent=silent,
        trouble=trouble,
        wording=wording,
        answering_of=answering_of,
        unit_sample=found.sample,
    )


def silent_offices(session: Session, found: Opened) -> list[Silent]:
    """Return where nobody would read where to denounce, below a draft's questions that should say so."""
    if not found.form.tells_where or not found.form.questionnaire.is_draft:
        return []
    return silent(office.all_units(session, today()), found.form.questionnaire.unit_id)


def attempt(form: EditorForm, act: Callable[[Session], object]) -> int:
    """Run *act* in one transaction; return 303, or 422 when it was refused, or 409 when somebody was faster."""
    try:
        db.write(act)
    except Refused as refusal:
        form.refuse(refusal)
        return 422
    except OvertakenError:
        form.form_errors.append(str(wording.OVERTAKEN_TYPED))
        return 409
    return 303


def press(questionnaire_id: int, act: Callable[[Session], object], *, done: str, said: str) -> ResponseReturnValue:
    """Carry out what a single button does, and say so on *done*; otherwise the version's page says why not."""
    try:
        db.write(act)
    except Refused as refusal:
        return draw(questionnaire_id, trouble=wording.sentence(refusal)), 422
    except OvertakenError:
        return draw(questionnaire_id, trouble=wording.OVERTAKEN), 409
    flash(said)
    return redirect(done, 303)


def seen() -> str:
    """Return the stamp of what the sender saw."""
    return request.form.get("seen", "")
