"""Handing a message to the mail server."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Final

from kiosk.ground.mail_servers import Server

SECONDS: Final = 30.0
FOR_GOOD: Final = 500


class NotTaken(Exception):
    """The server did not take the message. The text says why, without secrets.

    *for_good* says that sending it again is no use: the address is refused (RFC 5321, replies 5yz).
    """

    def __init__(self, text: str, *, for_good: bool = False) -> None:
        super().__init__(text)
        self.for_good = for_good


def send(server: Server, message: EmailMessage) -> None:
    """Return once *server* has taken *message*; it is addressed to one.

    Raises:
        NotTaken: The server is away, refuses us or refuses the address.
    """
    name = f"{server.host}:{server.port}"
    try:
        connection = _connection(server)
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(f"{name}: {type(error).__name__}") from error
    try:
        _hand_over(connection, server, message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotTaken(
            f"{name} refused the address: {codes}", for_good=all(code >= FOR_GOOD for code in codes)
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(f"{name}: {type(error).__name__}") from error
    finally:
        # What was taken stays taken, however the server says goodbye.
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()


def _hand_over(connection: smtplib.SMTP, server: Server, message: EmailMessage) -> None:
    if server.tls == "starttls":
        connection.starttls(context=ssl.create_default_context())
    if server.user:
        connection.login(server.user, server.password)
    connection.send_message(message)


def _connection(server: Server) -> smtplib.SMTP:
    if server.tls == "implicit":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)
