"""Pages about printed codes: the sheet of all codes, posters and pictures to download, issuing and withdrawing."""

from typing import Final, get_args

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import page_queries, poster_texts, wording
from admin.setup.desk_forms import CodeForm
from admin.setup.forms import SetupForm
from admin.setup.pages import answer, attempt, the_unit, today, unit_by_id
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.ground.settings import Settings
from kiosk.ground.web.errors import Trouble
from kiosk.office import code_actions, posters, qr
from kiosk.office import queries as office
from kiosk.office.poster_content import PaperSize, Poster
from kiosk.office.queries import CodeView, UnitView

SIZES: Final[tuple[PaperSize, ...]] = get_args(PaperSize)
MIMETYPES: Final = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}


@allow(Permission.SET_UP, of=scopes.slug)
def codes(slug: str) -> ResponseReturnValue:
    """Show all codes of a unit with their pictures and downloads, and issue one more."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        found = office.codes_of(session, view.id)
        counters = office.counters_of(session, view.id)
    places = [(0, _("Lối vào")), *((row.id, wording.counter_name(row, locale())) for row in counters)]
    form = CodeForm(request.form, counters=places)
    return answer(
        form,
        lambda s: code_actions.issue_code(s, view.id, counter_id=form.counter.data or None, now=now, staff_id=by),
        template="admin/setup/codes.html",
        done=url_for(".codes", slug=slug),
        view=view,
        codes=found,
        wording=wording,
        label_of=poster_texts.label_of,
        settings=_settings(),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.code)
def withdraw_code(code: str) -> ResponseReturnValue:
    """Ask, then mark a code as no longer in use."""
    by, now = me().id, clock.now()
    with db.read() as session:
        unit, view = _code(session, code)
    form = SetupForm(request.form)
    if request.method == "POST":
        if attempt(form, lambda s: code_actions.withdraw_code(s, code, now=now, staff_id=by)):
            flash(_("Đã thu hồi mã %(code)s.", code=wording.spelled(view.code)))
        return redirect(url_for(".codes", slug=unit.unit.slug), 303)
    return render_template(
        "admin/setup/withdraw.html", view=unit, code=view, wording=wording, unit_sample=unit.unit.is_demo
    )


@allow(Permission.SET_UP, of=scopes.code)
def poster(code: str, kind: str) -> ResponseReturnValue:
    """Send the poster of a code: ``poster.pdf`` or ``poster.png``, ``?size=A4`` or ``A5``, ``?lang=en``."""
    size = next((size for size in SIZES if size == request.args.get("size", "A4").upper()), None)
    if size is None or kind not in {"pdf", "png"}:
        abort(404)
    with db.read() as session:
        unit, view = _code(session, code)
        above = page_queries.above(session, unit, today())
    agency = next((each for each in reversed(above) if each.unit.kind == "organisation"), None)
    content = poster_texts.poster_of(unit, agency, view, _settings(), locale())
    return _file(_drawn(content, size, kind), kind, f"{unit.unit.slug}-{code}-{size}.{kind}")


@allow(Permission.SET_UP, of=scopes.code)
def qr_picture(code: str, kind: str) -> ResponseReturnValue:
    """Send the code alone: ``qr.png`` or ``qr.svg``."""
    if kind not in {"png", "svg"}:
        abort(404)
    with db.read() as session:
        _unit, view = _code(session, code)
    address = poster_texts.address_of(view, _settings())
    if kind == "svg":
        return _file(qr.svg(address, label=poster_texts.label_of(view, locale())), kind)
    return _file(qr.png(address), kind, f"{code}.png")


def _drawn(content: Poster, size: PaperSize, kind: str) -> bytes:
    try:
        return posters.poster_as_pdf(content, size) if kind == "pdf" else posters.poster_as_png(content, size)
    except ValueError as error:
        raise Trouble(
            422,
            _("Tên đơn vị, địa chỉ hoặc tên quầy quá dài, không vừa một trang giấy."),
            _("Xin rút ngắn tên rồi tải lại."),
        ) from error


def _code(session: Session, code: str) -> tuple[UnitView, CodeView]:
    view = office.find_code(session, code)
    if view is None:
        abort(404)
    return unit_by_id(session, view.code.unit_id), view


def _file(content: bytes, kind: str, name: str | None = None) -> Response:
    response = Response(content, mimetype=MIMETYPES[kind])
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _settings() -> Settings:
    chosen: Settings = current_app.config["SETTINGS"]
    return chosen
