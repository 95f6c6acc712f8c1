"""Publishing a draft, taking a version back before it begins, ending a unit's own form, throwing a draft away."""

from collections.abc import Callable
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.questionnaires import access, wording
from admin.questionnaires.forms import EditorForm, EndForm, PublishForm
from admin.questionnaires.pages import Opened, address, attempt, draft, opened, press, seen, silent_offices
from admin.setup.pages import today
from kiosk.ground import clock, db
from survey.questionnaires import draft_actions, publish_actions
from survey.questionnaires.faults import faults


@allow(Permission.SET_UP, of=access.to_change)
def publish(questionnaire_id: int) -> ResponseReturnValue:
    """Let a draft be asked from a day on; the page says what is missing, and that nothing can be changed after."""
    by, now, day = me().id, clock.now(), today()
    found = draft(questionnaire_id)
    form = PublishForm(request.form, data={"seen": found.stamp, "since": day + timedelta(days=1)})

    def act(session: Session) -> None:
        publish_actions.publish(
            session,
            questionnaire_id,
            seen=form.seen.data or "",
            since=form.since.data or day,
            last_day=form.last_day.data,
            today=day,
            now=now,
            staff_id=by,
        )

    return _answer(form, act, found, "admin/questionnaires/publish.html", _("Đã ban hành."))


@allow(Permission.SET_UP, of=access.to_change)
def end(questionnaire_id: int) -> ResponseReturnValue:
    """Say until when a unit's own form is asked."""
    by, now, day = me().id, clock.now(), today()
    found = opened(questionnaire_id)
    form = EndForm(request.form, data={"seen": found.stamp, "last_day": day})

    def act(session: Session) -> None:
        publish_actions.end(
            session,
            questionnaire_id,
            seen=form.seen.data or "",
            last_day=form.last_day.data or day,
            today=day,
            now=now,
            staff_id=by,
        )

    return _answer(form, act, found, "admin/questionnaires/end.html", _("Đã đặt ngày cuối."))


@allow(Permission.SET_UP, of=access.to_change)
def withdraw(questionnaire_id: int) -> ResponseReturnValue:
    """Make a version that has not begun a draft again."""
    by, now, stamp, day = me().id, clock.now(), seen(), today()
    return press(
        questionnaire_id,
        lambda s: publish_actions.withdraw(s, questionnaire_id, seen=stamp, today=day, now=now, staff_id=by),
        done=address(questionnaire_id),
        said=_("Đã rút về bản nháp."),
    )


@allow(Permission.SET_UP, of=access.to_change)
def discard(questionnaire_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    by, now, stamp = me().id, clock.now(), seen()
    return press(
        questionnaire_id,
        lambda s: draft_actions.discard(s, questionnaire_id, seen=stamp, now=now, staff_id=by),
        done=url_for("questionnaires.index"),
        said=_("Đã bỏ bản nháp."),
    )


def _answer(
    form: EditorForm, act: Callable[[Session], object], found: Opened, template: str, said: str
) -> ResponseReturnValue:
    status, row = 200, found.form.questionnaire
    if request.method == "POST":
        status = attempt(form, act) if form.validate() else 422
        if status == 303:
            flash(said)
            return redirect(address(row.id), 303)
        if status == 409:
            found = opened(row.id)
            form.seen.data = found.stamp
    with db.read() as session:
        missing = silent_offices(session, found)
    page = render_template(
        template,
        form=form,
        found=found,
        row=found.form.questionnaire,
        faults=wording.fault_lines(faults(publish_actions.drafted(found.form), row.role)),
        untranslated=wording.untranslated(found.form),
        silent=missing,
        scored=any(asked.question.overall for asked in found.form.questions),
        unit_sample=found.sample,
    )
    return page, status
