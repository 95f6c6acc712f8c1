"""Headers of every answer: nothing from elsewhere, nothing inline, nothing framed, nothing told to others."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "style-src 'self'; "
    "script-src 'self'; "
    "worker-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "media-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
ONE_YEAR = 31_536_000


def init_app(app: Flask, *, https: bool) -> None:
    """Set the headers on every answer of *app*."""
    transport = {"Strict-Transport-Security": f"max-age={ONE_YEAR}"} if https else {}
    always = [(name.lower(), (name, value)) for name, value in (HEADERS | transport).items()]

    @app.after_request
    def set_headers(response: Response) -> Response:
        known = {name.lower() for name, _value in response.headers}
        response.headers.extend(
            [pair for name, pair in always if name not in known]
        )  # one by one costs as much as Flask
        if request.endpoint == "static" and "v" in request.args:
            response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response
