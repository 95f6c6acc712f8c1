"""The optional cookie by which a phone finds its own tickets again; every page works without it."""

from collections.abc import Sequence

from flask import Request, request
from werkzeug import Response

from kiosk.ground.i18n import SHARED_SCREEN
from kiosk.queue.ticket_tokens import TicketToken

NAME = "__Host-visits"
MOST = 8
SEPARATOR = "."
SECONDS_PER_DAY = 24 * 3600


def tokens_of(request: Request) -> list[TicketToken]:
    """Return the tokens this phone brings, newest first; whatever else stands in the cookie is left out."""
    parts = request.cookies.get(NAME, "").split(SEPARATOR)[:MOST]
    return [token for part in parts if (token := TicketToken.read(part)) is not None]


def remember(response: Response, token: TicketToken, known: Sequence[TicketToken], *, days: int) -> None:
    """Set the cookie: *token* first, then those *known* before, for *days* days."""
    _keep(response, [token, *(other for other in known if other != token)], days)


def forget(response: Response, token: TicketToken, known: Sequence[TicketToken], *, days: int) -> None:
    """Set the cookie to those *known* but *token*."""
    _keep(response, [other for other in known if other != token], days)


def _keep(response: Response, tokens: Sequence[TicketToken], days: int) -> None:
    if SHARED_SCREEN in request.cookies:  # whoever comes next to a tablet must not find this person's ticket
        return
    response.set_cookie(
        NAME,
        SEPARATOR.join(token.text for token in tokens[:MOST]),
        max_age=days * SECONDS_PER_DAY if tokens else 0,
        path="/",
        secure=True,
        httponly=True,
        samesite="Lax",
    )
