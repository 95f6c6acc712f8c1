"""What all addresses of the log share: the signed tree they speak of, and how long an answer may be kept."""

from collections.abc import Iterator
from typing import Final

from flask import Response, request, stream_with_context
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground.web.errors import Trouble
from survey.ledger import queries
from survey.ledger.queries import Checkpoint

FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, no-cache"
TEXT: Final = "text/plain; charset=utf-8"


def signed(session: Session) -> Checkpoint:
    """Return the last signed checkpoint: nothing beyond it is told.

    Raises:
        Trouble: 404, nothing was signed yet.
    """
    found = queries.latest_checkpoint(session)
    if found is None:
        raise Trouble(404, _("Sổ chưa có dấu kiểm nào."), _("Dấu kiểm đầu tiên có sau lần niêm phong phiếu đầu tiên."))
    return found


def nowhere() -> Trouble:
    """Return the refusal of an address that the signed log does not have."""
    return Trouble(404, _("Sổ không có phần này."), _("Xin xem trang /ledger để biết sổ có những gì."))


def damaged() -> Trouble:
    """Return the answer when the tree cannot be read: it is being set right, or somebody has touched it."""
    return Trouble(503, _("Sổ đang được kiểm tra lại."), _("Xin thử lại sau."), retry_seconds=600)


def kept_for_ever(body: bytes) -> Response:
    """Return bytes that never change at their address."""
    response = Response(body, mimetype="application/octet-stream")
    response.headers["Cache-Control"] = FOR_EVER
    return response


def asked_again(body: str | bytes, kind: str, tag: str) -> Response:
    """Return an answer that grows with the log; whoever has the one of the same *tag* is told so (304)."""
    response = Response(body, content_type=kind)
    response.headers["Cache-Control"] = ASK_AGAIN
    response.set_etag(tag)
    return response.make_conditional(request)  # type: ignore[return-value]


def in_pieces(lines: Iterator[str], kind: str, tag: str) -> Response:
    """Return a long answer that is made while it is sent, or that whoever asks has it already (304)."""
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else Response(stream_with_context(lines), content_type=kind)
    response.headers["Cache-Control"] = ASK_AGAIN
    response.set_etag(tag)
    return response  # make_conditional would gather all of it, to say how long it is
