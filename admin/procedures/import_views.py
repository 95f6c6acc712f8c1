"""Many procedures at once: the template, a look at what a file would do, bringing it in, what was refused."""

from contextlib import closing
from pathlib import PurePosixPath
from typing import Final

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.procedures import exports, runs, sheets, wording
from admin.procedures.columns import WrongHeader
from admin.procedures.forms import BringInForm, UploadForm
from admin.procedures.row_actions import Outcome, Unit
from admin.procedures.runs import Report
from admin.procedures.sheets import Row, WrongFile
from admin.setup.pages import the_unit, today
from kiosk.ground import clock, db
from kiosk.office.queries import UnitView
from kiosk.procedures import queries, upload_actions
from kiosk.procedures.models import ProcedureUpload

MOST_ROWS: Final = 500  # a page waits for its file; longer ones go by `flask procedures import`
SHOWN: Final = 50


@allow(Permission.SET_UP, of=scopes.slug)
def upload(slug: str) -> ResponseReturnValue:
    """Take a file, see what it would do, keep both, and go on to show it."""
    now = clock.now()
    with db.read() as session:
        view, unit = _unit(session, slug)
    form = UploadForm()
    if request.method == "GET":
        return _upload_page(view, form)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.file.errors = [_("Xin chọn một tệp.")]
        return _upload_page(view, form), 422
    with closing(sent):
        content = sent.stream.read(sheets.MOST_BYTES + 1)
    try:
        rows = _rows(content)
    except (WrongFile, WrongHeader) as error:
        form.file.errors = [wording.file_fault(error)]
        return _upload_page(view, form), 422
    name = PurePosixPath(sent.filename.replace("\\", "/")).name
    report = runs.rehearse(unit, rows).stored()
    db.write(lambda s: upload_actions.keep(s, view.id, name, content, report, now=now))
    return redirect(url_for("procedure_setup.check", slug=slug), 303)


@allow(Permission.SET_UP, of=scopes.slug)
def check(slug: str) -> ResponseReturnValue:
    """Show what the file that was sent last would do or has done, and do it when told to."""
    with db.read() as session:
        view, unit = _unit(session, slug)
        kept = _kept(session, view)
    rows = _rows(kept.content)
    if request.method == "GET":
        return _check_page(view, kept, runs.recalled(rows, kept.report))
    key = str(BringInForm(request.form).key.data)
    if kept.key != key or kept.done_at is not None:
        flash(_("Tệp này đã được nhập, hoặc đã có tệp khác được gửi lên. Xin xem lại."), "wrong")
        return redirect(url_for("procedure_setup.check", slug=slug), 303)
    report = runs.bring_in(unit, rows, name=kept.name)
    db.write(lambda s: upload_actions.finish(s, view.id, key, report.stored(), now=clock.now()))
    done = len(rows) - report.count(Outcome.REFUSED)
    flash(_("Đã nhập %(done)s dòng; %(refused)s dòng không nhận được.", done=done, refused=len(rows) - done))
    return redirect(url_for("procedure_setup.check", slug=slug), 303)


@allow(Permission.SET_UP, of=scopes.slug)
def rejects(slug: str) -> ResponseReturnValue:
    """Send the rows that were refused, each with its line and the reason, to be mended and sent again."""
    with db.read() as session:
        kept = _kept(session, the_unit(session, slug))
    refused = runs.recalled(_rows(kept.content), kept.report).of(Outcome.REFUSED)
    return _sheet(sheets.write_rejects((told.row, wording.row_fault(told)) for told in refused), f"{slug}-loi.csv")


@allow(Permission.SET_UP, of=scopes.slug)
def template(slug: str) -> ResponseReturnValue:
    """Send an empty file with its first line and an example."""
    return _sheet(sheets.template(), f"{slug}-mau.csv")


@allow(Permission.SEE_REPORTS, of=scopes.slug)
def export(slug: str) -> ResponseReturnValue:
    """Send what the unit receives, to be changed in a spreadsheet and brought in again."""
    with db.read() as session:
        view = the_unit(session, slug)
        text = sheets.write(exports.rows_of(session, view.id, today()))
    return _sheet(text, f"{slug}.csv")


def _unit(session: Session, slug: str) -> tuple[UnitView, Unit]:
    view = the_unit(session, slug)
    return view, runs.unit_of(session, view, may_keep=units_with(Permission.SET_UP), staff_id=me().id)


def _kept(session: Session, view: UnitView) -> ProcedureUpload:
    kept = queries.upload_of(session, view.id)
    if kept is None:
        abort(404)
    return kept


def _rows(content: bytes) -> list[Row]:
    rows = sheets.read(content)
    if len(rows) > MOST_ROWS:
        raise WrongFile("too_many")
    return rows


def _upload_page(view: UnitView, form: UploadForm) -> str:
    return render_template(
        "admin/procedures/upload.html", view=view, form=form, errors=form.errors, unit_sample=view.unit.is_demo
    )


def _check_page(view: UnitView, kept: ProcedureUpload, report: Report) -> str:
    return render_template(
        "admin/procedures/check.html",
        view=view,
        kept=kept,
        report=report,
        refused=report.of(Outcome.REFUSED)[:SHOWN],
        different=[told for told in report.told if told.outcome not in {Outcome.REFUSED, Outcome.SAME}][:SHOWN],
        shown=SHOWN,
        wording=wording,
        unit_sample=view.unit.is_demo,
    )


def _sheet(text: str, name: str) -> Response:
    response = Response(text, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
