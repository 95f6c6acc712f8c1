"""The slip of a ticket: a page that prints itself, and a PDF for whoever has no script."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble
from kiosk.office import posters, qr
from kiosk.queue import pages
from kiosk.queue.slips import paper, wording
from kiosk.queue.slips.content import Slip, SlipSize
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.ticket_views import back_to_ticket, opened, read_token, visit_of
from kiosk.queue.tickets import OPEN_STATES
from kiosk.queue.visits import Visit


def show(token: str) -> ResponseReturnValue:
    """Show the slip as it comes out of the printer, ``?size=a6`` or for a roll; ``?print=1`` prints at once."""
    visit, own = _visit(token)
    if not _printable(visit):
        return _too_late(visit, own)
    size, slip = _size(), wording.slip_of(visit, own, pages.settings())
    return pages.draw(
        "slip",
        visit.unit,
        slip=slip,
        code=Markup(_picture(slip, size)),  # noqa: S704 - our own drawing
        size=size,
        other_size=next(other for other in SlipSize if other is not size),
        at_once=request.args.get("print") == "1",
        token=own.text,
    )


def pdf(token: str) -> ResponseReturnValue:
    """Send the slip as a PDF, ``?size=80`` or ``?size=a6``."""
    visit, own = _visit(token)
    if not _printable(visit):
        return _too_late(visit, own)
    size, slip = _size(), wording.slip_of(visit, own, pages.settings())
    try:
        content = paper.slip_as_pdf(slip, size)
    except posters.LettersMissingError as error:
        raise Trouble(
            422,
            _("Tên đơn vị hoặc tên việc có ký tự không in được: %(letters)s", letters=error),
            _("Số vẫn còn. Xin in bằng nút “In phiếu” trên trang, hoặc chép số ra giấy."),
        ) from error
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slip.number}-{size}.pdf"'
    return response


def _visit(token: str) -> tuple[Visit, TicketToken]:
    own = read_token(token)
    with db.read() as session:
        visit = visit_of(session, own, now=clock.now())
    opened(visit, own)
    return visit, own


def _printable(visit: Visit) -> bool:
    """Whether there is still something to do with the paper: wait, or say how it was on the same day."""
    return visit.state in OPEN_STATES or visit.ticket.day == local_day(clock.now())


def _too_late(visit: Visit, own: TicketToken) -> Response:
    return back_to_ticket(
        visit, own, 410, _("Số này đã xong, không in phiếu nữa."), _("Ông/Bà vẫn xem được số này trên điện thoại.")
    )


def _size() -> SlipSize:
    asked = request.args.get("size", "").lower()
    return next((size for size in SlipSize if size == asked), SlipSize.ROLL)


def _picture(slip: Slip, size: SlipSize) -> str:
    label = _("Mã QR của số %(number)s", number=slip.number)
    return qr.svg(slip.url, label=label, module_mm=paper.code_module_mm(slip.url, size), level=paper.LEVEL).decode()
