"""One version: its page; for a draft its title, its questions and their order."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.questionnaires import access
from admin.questionnaires.forms import EditorForm, QuestionForm, TitleForm, as_typed
from admin.questionnaires.pages import Opened, address, attempt, draft, draw, press, question, seen
from kiosk.ground import clock, db
from kiosk.ground.i18n import LANGUAGES
from kiosk.ground.keys import key
from survey.questionnaires import draft_actions
from survey.questionnaires.library import QUESTIONS

NEW = {"answering": "levels"}


@allow(Permission.SET_UP, of=access.to_read)
def one(questionnaire_id: int) -> ResponseReturnValue:
    """Show one version, whoever may change it or not."""
    return draw(key(questionnaire_id))


@allow(Permission.SET_UP, of=access.to_change)
def next_version(questionnaire_id: int) -> ResponseReturnValue:
    """Draft the next version, or go to the one that is being drafted."""
    by, now = me().id, clock.now()
    made = db.write(lambda s: draft_actions.new_version(s, questionnaire_id, now=now, staff_id=by).id)
    return redirect(address(made), 303)


@allow(Permission.SET_UP, of=access.to_change)
def title(questionnaire_id: int) -> ResponseReturnValue:
    """Give a draft another title."""
    found = draft(questionnaire_id)
    row = found.form.questionnaire
    form = TitleForm(
        request.form, data={"seen": found.stamp} | {f"name_{code}": getattr(row, f"name_{code}") for code in LANGUAGES}
    )

    def act(session: Session) -> None:
        draft_actions.rename(session, row.id, form.names(), seen=form.seen.data or "")

    return _answer(form, act, found, "admin/questionnaires/title.html")


@allow(Permission.SET_UP, of=access.to_change)
def new_question(questionnaire_id: int) -> ResponseReturnValue:
    """Add a question to a draft."""
    found = draft(questionnaire_id)
    return _question_form(found, None, QuestionForm(request.form, data={"seen": found.stamp} | NEW))


@allow(Permission.SET_UP, of=access.to_change)
def change_question(questionnaire_id: int, question_id: int) -> ResponseReturnValue:
    """Change a question of a draft."""
    found = draft(questionnaire_id)
    asked = question(found, question_id)
    return _question_form(
        found, asked.question.id, QuestionForm(request.form, data={"seen": found.stamp} | as_typed(asked))
    )


@allow(Permission.SET_UP, of=access.to_change)
def move_question(questionnaire_id: int, question_id: int) -> ResponseReturnValue:
    """Let a question change places with its neighbour."""
    up, stamp = request.form.get("way") == "up", seen()
    return press(
        questionnaire_id,
        lambda s: draft_actions.move(s, questionnaire_id, question_id, up=up, seen=stamp),
        done=f"{address(questionnaire_id)}#cau-hoi",
        said=_("Đã đổi thứ tự."),
    )


@allow(Permission.SET_UP, of=access.to_change)
def remove_question(questionnaire_id: int, question_id: int) -> ResponseReturnValue:
    """Take a question out of a draft."""
    stamp = seen()
    return press(
        questionnaire_id,
        lambda s: draft_actions.remove(s, questionnaire_id, question_id, seen=stamp),
        done=f"{address(questionnaire_id)}#cau-hoi",
        said=_("Đã bỏ câu hỏi."),
    )


@allow(Permission.SET_UP, of=access.to_change)
def add_ready(questionnaire_id: int) -> ResponseReturnValue:
    """Add a ready-made question to a draft."""
    asked, stamp = QUESTIONS.get(request.form.get("ready", "")), seen()
    if asked is None:
        abort(404)
    return press(
        questionnaire_id,
        lambda s: draft_actions.add_ready(s, questionnaire_id, asked, seen=stamp),
        done=f"{address(questionnaire_id)}#cau-hoi",
        said=_("Đã thêm câu hỏi."),
    )


def _question_form(found: Opened, question_id: int | None, form: QuestionForm) -> ResponseReturnValue:
    """Show a question to fill in, save it, or only move one of its choices up: then nothing is saved yet."""
    template = "admin/questionnaires/question.html"
    raised = request.form.get("up", "")
    if raised.isascii() and raised.isdecimal() and len(raised) <= 2:
        form.move_up(int(raised))
        return render_template(template, form=form, found=found, unit_sample=found.sample)

    def act(session: Session) -> None:
        row = found.form.questionnaire
        draft_actions.save_question(session, row.id, question_id, form.typed(), seen=form.seen.data or "")

    return _answer(form, act, found, template)


def _answer(form: EditorForm, act: Callable[[Session], object], found: Opened, template: str) -> ResponseReturnValue:
    """Show *form*; when it was sent, carry out its act, or show it again with what was typed."""
    status = 200
    if request.method == "POST":
        status = attempt(form, act) if form.validate() else 422
        if status == 303:
            flash(_("Đã lưu."))
            return redirect(f"{address(found.form.questionnaire.id)}#cau-hoi", 303)
        if status == 409:
            form.seen.data = draft(found.form.questionnaire.id).stamp
    return render_template(template, form=form, found=found, unit_sample=found.sample), status
