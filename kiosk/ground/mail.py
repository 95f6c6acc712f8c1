"""Handing a message to the mail server."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Final

from kiosk.ground.mail_servers import Server

SECONDS: Final = 30.0


class NotTaken(Exception):
    """The server did not take the message; it may be sent again. The text says why, without secrets."""


def send(server: Server, message: EmailMessage) -> None:
    """Return once *server* has taken *message* for everybody it is addressed to.

    Raises:
        NotTaken: The server is away, refuses us or refuses an address.
    """
    try:
        with _connection(server) as connection:
            if server.tls == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
            refused = connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(f"{server.host}:{server.port}: {type(error).__name__}") from error
    if refused:
        raise NotTaken(f"{server.host}:{server.port} refused {len(refused)} addresses")


def _connection(server: Server) -> smtplib.SMTP:
    if server.tls == "implicit":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)
