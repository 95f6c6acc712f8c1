"""Which server takes our mail, read from one address as the database is."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

PORTS: Final = {"smtp": 587, "smtps": 465}
LONGEST: Final = 254  # RFC 5321, with the erratum on path and address
ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it.

    Attributes:
        tls: ``implicit`` from the first byte, ``starttls`` after a greeting, ``none`` inside the own network.
        user, password: Empty where nobody signs in. The password stands in no log and in no ``repr``.
        sender: The address that mail comes from.
    """

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    sender: str


def mail_server(url: str, sender: str) -> Server:
    """Read ``smtp://user:password@host:587``, ``smtps://…`` or ``smtp://host:25?tls=no``.

    Raises:
        ValueError: It is no such address, or *sender* is no address; the text never holds the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("the server is written like smtp://user:password@host:587")
    if not is_address(sender):
        raise ValueError("the sender is written like bao-cao@cantho.gov.vn")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("the port is a number") from None
    bare = parse_qs(parts.query).get("tls") == ["no"]
    return Server(
        host=parts.hostname,
        port=port,
        tls="implicit" if parts.scheme == "smtps" else "none" if bare else "starttls",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


def is_address(text: str) -> bool:
    """Whether *text* is one mail address of plain letters: no name, no list, nothing that could end a header line."""
    return len(text) <= LONGEST and ADDRESS.fullmatch(text) is not None and ".." not in text
