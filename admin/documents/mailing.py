"""The letter that carries a report."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple


class File(NamedTuple):
    """A file of a report."""

    name: str
    mimetype: str
    body: bytes


def letter(
    key: str, subject: str, lines: Sequence[str], files: Sequence[File], *, sender: str, address: str, now: datetime
) -> EmailMessage:
    """Return the message to one *address*.

    Its Message-ID follows from *key*, which names the report, and the address alone: a copy that is sent a second time
    because nobody knows whether the first arrived has the same one, and mailboxes show it once.
    """
    message = EmailMessage()
    mark = hashlib.sha256(f"{key}\n{address}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{mark}@{sender.partition('@')[2]}>"
    message["From"], message["To"], message["Subject"] = sender, address, subject
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered
    message.set_content("\n\n".join(lines))
    for file in files:
        main, _, sub = file.mimetype.partition("/")
        message.add_attachment(file.body, maintype=main, subtype=sub, filename=file.name)
    return message
