"""Error pages: a real status, what happened, what is safe and what to do, in the reader's language."""

import traceback

import structlog
from flask import Flask, Response, abort, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import Forbidden, HTTPException, LengthRequired, NotFound, SecurityError

from kiosk.ground.db import CommitUnknownError
from kiosk.ground.web import problems
from kiosk.ground.web.origin import foreign
from kiosk.ground.web.problems import Problem

log = structlog.get_logger("errors")
RETRY_SECONDS = 5


class Trouble(HTTPException):
    """A refusal with its own sentence; *what_to_do* tells the reader how to go on, *retry_seconds* a program when.

    Its page says that nothing sent before is lost, unless not *nothing_lost*: where just that may have happened. It
    leads to *retry_url*, a path of ours, if there is one.
    """

    def __init__(
        self,
        code: int,
        what_happened: str,
        what_to_do: str = "",
        *,
        retry_seconds: int | None = None,
        nothing_lost: bool = True,
        retry_url: str | None = None,
    ) -> None:
        """Make the refusal with HTTP status *code*."""
        super().__init__(what_happened)
        self.code = code
        self.what_to_do = what_to_do
        self.nothing_lost = nothing_lost
        self.retry_url = retry_url
        self.retry_after = None if retry_seconds is None else str(retry_seconds)


def init_app(app: Flask) -> None:
    """Answer every fault of *app* with a page (or problem+json below /api/)."""
    app.before_request(refuse_unsafe_requests)
    app.register_error_handler(HTTPException, answer_http_error)
    for kind in (OperationalError, InterfaceError, CommitUnknownError):
        app.register_error_handler(kind, answer_database_down)
    app.register_error_handler(Exception, answer_fault)


def refuse_unsafe_requests() -> None:
    """Stop bodies without a length (a proxy and we could read them differently) and forms of other sites.

    No address of ours has a zero byte in it, and PostgreSQL would take the question for a fault.
    """
    if "\0" in request.path:
        abort(NotFound.code)
    if request.headers.get("Transfer-Encoding") and request.content_length is None:
        raise LengthRequired
    if foreign(request):
        log.warning("foreign form refused", route=str(request.url_rule))
        abort(Forbidden.code)


def answer_http_error(error: HTTPException) -> Response:
    """Draw the page of an expected refusal."""
    # No address can be built for the page of a host name that is not ours.
    if isinstance(error, SecurityError) and not request.path.startswith(problems.BELOW):
        return Response("This host name is not served here.\n", 400, mimetype="text/plain")
    if isinstance(error, Problem):
        return problems.draw(error)
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    happened, to_do = _sentences(error)
    told = (error.nothing_lost, error.retry_url) if isinstance(error, Trouble) else (True, None)
    response = _draw(error.code, happened, to_do, *told)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    if isinstance(error, Trouble) and error.retry_after is not None:
        response.headers["Retry-After"] = error.retry_after
    return response


def answer_database_down(error: Exception) -> Response:
    """Say that nothing was lost and that trying again is safe."""
    log.error("database unavailable", **describe(error))
    response = _draw(
        503,
        _("Hệ thống đang bận hoặc mất kết nối trong giây lát."),
        _("Xin thử lại sau ít giây. Gửi lại không làm mất hay nhân đôi số của Ông/Bà."),
    )
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def answer_fault(error: Exception) -> Response:
    """Log a fault of ours and apologise."""
    log.error("fault", route=str(request.url_rule), **describe(error))
    return _draw(
        500,
        _("Xin lỗi, hệ thống gặp lỗi và lỗi đã được ghi lại."),
        _("Số thứ tự đã lấy và phiếu đã gửi không mất. Xin thử lại, hoặc hỏi quầy hướng dẫn."),
    )


def describe(error: BaseException) -> dict[str, str]:
    """Return what a log may say of *error*: where it happened, never what somebody had written.

    A database's own message quotes values (“Key (…)=(…) already exists”), so only its codes are kept.
    """
    known = {"error": type(error).__name__, "trace": "".join(traceback.format_tb(error.__traceback__))}
    links = _chain(error)
    refused = next((link for link in links if isinstance(link, DBAPIError)), None)
    if refused is None:
        return known | {"message": str(error)}
    driver = getattr(refused, "orig", None)
    constraint = getattr(getattr(driver, "diag", None), "constraint_name", None)
    return known | {"sqlstate": str(getattr(driver, "sqlstate", None)), "constraint": str(constraint)}


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links


def _sentences(error: HTTPException) -> tuple[str, str]:
    if isinstance(error, Trouble):
        return error.description or "", error.what_to_do
    go_back = _("Xin quay lại trang trước, hoặc hỏi quầy hướng dẫn.")
    known = {
        400: _("Yêu cầu không đọc được."),
        403: _("Ông/Bà không có quyền mở trang này."),
        404: _("Không tìm thấy trang này."),
        405: _("Trang này không nhận thao tác đó."),
        409: _("Thao tác này không còn phù hợp."),
        411: _("Yêu cầu thiếu độ dài nội dung."),
        413: _("Nội dung gửi lên quá dài."),
        429: _("Thao tác quá nhiều lần trong thời gian ngắn. Xin chờ một lát."),
    }
    return known.get(error.code or 0, _("Yêu cầu không thực hiện được.")), go_back


def _draw(
    status: int,
    happened: str,
    to_do: str,
    nothing_lost: bool = True,
    retry_url: str | None = None,
) -> Response:
    if request.path.startswith(problems.BELOW):
        return problems.draw_status(status)
    response = make_response(
        render_template(
            "kiosk/ground/error.html",
            status=status,
            what_happened=happened,
            what_to_do=to_do,
            nothing_lost=nothing_lost,
            retry_url=retry_url,
        )
    )
    response.status_code = status
    return response
