"""One report: how it will look, its words to edit in versions, its files to take away."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.documents import addresses, kept_reports, making, paper, sections, word
from admin.documents import report_queries as queries
from admin.documents.content import Document
from admin.documents.kept_reports import Preview
from admin.documents.kinds import ReportKind
from admin.documents.models import ReportText
from admin.documents.report_words import PARTS, titled
from admin.documents.text_actions import OvertakenError, Place, Saved, Writer, save_text
from admin.measures.periods import Period
from admin.setup.sentences import sentence
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble
from kiosk.office.refusals import Refused

reads = allow(Permission.SEE_REPORTS, of=scopes.unit_id)
writes = allow(Permission.WRITE_REPORTS, of=scopes.unit_id)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody tried to save: it stays in its field, with why it was not taken."""

    section: str
    text: str
    error: str = ""
    other: Saved | None = None


@reads
def report(unit_id: int, kind: str, period: str) -> ResponseReturnValue:
    """Show the report as it will look, with its words to edit for whoever may write it."""
    return _page(unit_id, *named(kind, period))


@writes
def save(unit_id: int, kind: str, period: str) -> ResponseReturnValue:
    """Keep the words of one section as a new version."""
    which, days = named(kind, period)
    section, text = request.form.get("section", ""), request.form.get("text", "")
    if section not in sections.HEADINGS:
        abort(422)
    person, now = me(), clock.now()
    place, writer = Place(unit_id, which, days.key, section), Writer(person.id, person.name)
    try:
        db.write(lambda session: save_text(session, place, text, base=_base(), by=writer, now=now))
    except OvertakenError as overtaken:
        return _page(unit_id, which, days, Typed(section, text, other=overtaken.latest)), 409
    except Refused as refusal:
        return _page(unit_id, which, days, Typed(section, text, error=sentence(refusal))), 422
    flash(_("Đã lưu."))
    return redirect(url_for(".report", unit_id=unit_id, kind=kind, period=period, _anchor=section), 303)


@reads
def versions(unit_id: int, kind: str, period: str, section: str) -> ResponseReturnValue:
    """List what was saved of one section, and show one of it."""
    which, days = named(kind, period)
    with db.read() as session:
        saved = queries.versions(session, unit_id, which, days.key, section)
    if section not in sections.HEADINGS or not saved:
        abort(404)
    wanted = request.args.get("version", "")
    shown = next((row for row in saved if str(row.version) == wanted), saved[0])
    return render_template(
        "admin/documents/versions.html",
        unit_id=unit_id,
        kind=kind,
        period=period,
        title=titled(which, days),
        section=section,
        part=PARTS[section],
        saved=saved,
        shown=shown,
        may_write=unit_id in units_with(Permission.WRITE_REPORTS),
    )


@reads
def word_file(unit_id: int, kind: str, period: str) -> ResponseReturnValue:
    """Give the report as a Word file."""
    document = _document(unit_id, *named(kind, period))
    return file(word.docx(document), WORD_TYPE, f"{document.name}.docx")


@reads
def pdf_file(unit_id: int, kind: str, period: str) -> ResponseReturnValue:
    """Give the report as a PDF."""
    document = _document(unit_id, *named(kind, period))
    return file(paper.pdf(document), "application/pdf", f"{document.name}.pdf")


@reads
def picture(unit_id: int, kind: str, period: str, name: str) -> ResponseReturnValue:
    """Give one picture of the report, for its page."""
    which, days = named(kind, period)
    if name not in making.CHARTS:
        abort(404)
    tag = kept_reports.etag(kept_reports.Report(unit_id, which, days), name, now=clock.now())
    response: Response = make_response()
    response.set_etag(tag)
    response.content_type = "image/png"
    response.headers["Cache-Control"] = "private, no-cache"
    if response.make_conditional(request).status_code == HTTPStatus.OK:
        response.set_data(kept_reports.picture(tag, lambda: _drawn(unit_id, which, days, name)))
    return response


def file(body: bytes, mimetype: str, name: str) -> Response:
    """Return *body* to be kept under *name*."""
    response = make_response(body)
    response.content_type = mimetype
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def named(kind: str, period: str) -> tuple[ReportKind, Period]:
    """Return the report that the address names; 404 when there is none, or it has not begun."""
    try:
        which, days = addresses.report(kind, period)
    except ValueError:
        abort(404)
    if not addresses.begun(days, local_day(clock.now())):
        raise Trouble(404, _("Kỳ báo cáo này chưa bắt đầu."), _("Xin chọn kỳ khác."))
    return which, days


def _base() -> int:
    text = request.form.get("base", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _drawn(unit_id: int, kind: ReportKind, period: Period, name: str) -> bytes:
    found = _document(unit_id, kind, period).pictures().get(name)
    return abort(404) if found is None else found.draw()


def _document(unit_id: int, kind: ReportKind, period: Period) -> Document:
    with db.read() as session:
        return making.make(session, unit_id, kind, period, now=clock.now())


def _page(unit_id: int, kind: ReportKind, period: Period, typed: Typed | None = None) -> str:
    now = clock.now()
    with db.read() as session:
        shown = kept_reports.preview(session, kept_reports.Report(unit_id, kind, period), now=now)
    return render_template(
        "admin/documents/report.html",
        unit_id=unit_id,
        unit_name=shown.unit.name(locale()),
        unit_sample=shown.unit.unit.is_demo,
        kind=kind,
        period=period.code,
        figures=period,
        title=titled(kind, period),
        sheet=shown.sheet,
        fields=_fields(shown, typed),
        part_names=PARTS,
        drafted=sections.DRAFTED,
        most=sections.MOST_CHARS,
        may_write=unit_id in units_with(Permission.WRITE_REPORTS),
        in_progress=_in_progress(period, local_day(now)),
    )


def _in_progress(period: Period, today: date) -> bool:
    return period.last >= today


def _fields(shown: Preview, typed: Typed | None) -> list[tuple[str, str, ReportText | None, Typed | None]]:
    """Return each section with what stands in its field, what was saved last, and what was refused."""
    fields = []
    for section in sections.HEADINGS:
        saved = shown.texts.get(section)
        refused = typed if typed is not None and typed.section == section else None
        text = refused.text if refused else saved.text if saved else shown.drafts.get(section, "")
        fields.append((section, text, saved, refused))
    return fields
