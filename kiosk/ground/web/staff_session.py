"""Flask's session, which only pages of staff use: whoever brings no cookie of it gets an empty one for nothing."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class StaffSession(SecureCookieSessionInterface):
    """Flask's own, without making a signer at every tap of a citizen."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie where there is one."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def init_app(app: Flask) -> None:
    """Let *app* keep its session this way."""
    app.session_interface = StaffSession()
