"""What is printed: posters of codes and service groups, all codes of a unit, pictures of codes alone."""

from collections.abc import Callable
from typing import Final

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.setup import poster_texts, printing
from admin.setup.pages import the_unit, today, unit_by_id
from admin.setup.paper import Paper, chosen_paper
from admin.setup.printing import Printing
from kiosk.ground import db
from kiosk.ground.i18n import locale
from kiosk.ground.settings import Settings
from kiosk.ground.web.errors import Trouble
from kiosk.office import posters, qr
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.poster_content import Poster
from kiosk.office.queries import CodeView, UnitView

MIMETYPES: Final = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}


@allow(Permission.SET_UP, of=scopes.code)
def poster(code: str, kind: str) -> ResponseReturnValue:
    """Send the poster of a code: ``poster.pdf`` or ``poster.png``, ``?size=A4`` to ``A6``, ``?language=km``."""
    paper = _paper(kind)
    with db.read() as session:
        view = _code(session, code)
        run = _printing(session, unit_by_id(session, view.code.unit_id), paper)
    return _one(run.of_code(view), paper, kind, f"{run.unit.unit.slug}-{code}")


@allow(Permission.SET_UP, of=scopes.group_id)
def group_poster(group_id: int, kind: str) -> ResponseReturnValue:
    """Send the poster of a service group, as `poster`; 404 before the unit has a code for an entrance."""
    paper = _paper(kind)
    with db.read() as session:
        group = session.get_one(ServiceGroup, group_id)
        entrance = printing.entrance_of(session, group.unit_id)
        run = _printing(session, unit_by_id(session, group.unit_id), paper)
    if entrance is None or group.guidance:
        abort(404)
    return _one(run.of_group(group, entrance), paper, kind, f"{run.unit.unit.slug}-{group.prefix}")


@allow(Permission.SET_UP, of=scopes.slug)
def posters_of_unit(slug: str) -> ResponseReturnValue:
    """Send the posters of all codes in use as one PDF, a page for each."""
    paper = _paper("pdf")
    content = _drawn(lambda: posters.posters_as_pdf(_all(slug, paper), paper.size))
    return _file(content, "pdf", f"{slug}-{paper.size}-{paper.language}.pdf")


@allow(Permission.SET_UP, of=scopes.slug)
def cards_of_unit(slug: str) -> ResponseReturnValue:
    """Send all codes in use on sheets of A4 to cut out."""
    paper = _paper("pdf")
    content = _drawn(lambda: posters.cards_as_pdf(_all(slug, paper)))
    return _file(content, "pdf", f"{slug}-codes-{paper.language}.pdf")


@allow(Permission.SET_UP, of=scopes.code)
def qr_picture(code: str, kind: str) -> ResponseReturnValue:
    """Send the code alone: ``qr.png`` or ``qr.svg``."""
    if kind not in {"png", "svg"}:
        abort(404)
    with db.read() as session:
        view = _code(session, code)
    address = poster_texts.address_of(view, _settings())
    if kind == "svg":
        return _file(qr.svg(address, label=poster_texts.label_of(view, locale())), kind)
    return _file(qr.png(address), kind, f"{code}.png")


def _paper(kind: str) -> Paper:
    paper = chosen_paper(request.args, locale())
    if paper is None or kind not in {"pdf", "png"}:
        abort(404)
    return paper


def _all(slug: str, paper: Paper) -> list[Poster]:
    with db.read() as session:
        run = _printing(session, the_unit(session, slug), paper)
        views = printing.codes_in_use(session, run.unit.id)
    if not views:
        abort(404)
    return [run.of_code(view) for view in views]


def _printing(session: Session, unit: UnitView, paper: Paper) -> Printing:
    return printing.printing(session, unit, _settings(), paper.language, today())


def _one(content: Poster, paper: Paper, kind: str, name: str) -> Response:
    draw = posters.poster_as_pdf if kind == "pdf" else posters.poster_as_png
    drawn = _drawn(lambda: draw(content, paper.size))
    return _file(drawn, kind, f"{name}-{paper.size}-{paper.language}.{kind}")


def _drawn(draw: Callable[[], bytes]) -> bytes:
    try:
        return draw()
    except posters.LettersMissingError as error:
        raise Trouble(
            422,
            _("Tên đơn vị hoặc tên quầy có ký tự không in được trên áp phích: %(letters)s", letters=error),
            _("Xin sửa tên rồi tải lại."),
        ) from error
    except ValueError as error:
        raise Trouble(
            422,
            _("Tên đơn vị, địa chỉ hoặc tên quầy quá dài, không vừa một trang giấy."),
            _("Xin rút ngắn tên rồi tải lại."),
        ) from error


def _code(session: Session, code: str) -> CodeView:
    view = office.find_code(session, code)
    if view is None:
        abort(404)
    return view


def _file(content: bytes, kind: str, name: str | None = None) -> Response:
    response = Response(content, mimetype=MIMETYPES[kind])
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _settings() -> Settings:
    chosen: Settings = current_app.config["SETTINGS"]
    return chosen
