"""Mailing each signed checkpoint to whoever outside the office keeps them: at least once, not at every run."""

import hashlib
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, NamedTuple

from kiosk.ground import mail
from kiosk.ground.db import Database
from kiosk.ground.mail_servers import Server, is_address
from survey.ledger import checkpoint_actions, queries
from survey.ledger.queries import Checkpoint

PATIENCE: Final = timedelta(weeks=4)
"""A letter that could not be sent is tried again for so long."""
WORDS: Final = """Kính gửi Ông/Bà,

Dưới đây là dấu kiểm đã ký của sổ phiếu khảo sát {host}: số phiếu trong sổ và một dãy ký tự \
tính từ mọi dòng của sổ. Xin lưu lại thư này. Nếu sau này ai sửa hay xóa một phiếu đã ghi, dấu kiểm sẽ không còn khớp.

{note}
Cách kiểm tra: {url}
Đây là thư tự động, xin không trả lời.

Signed checkpoint of the ballots' log. Keep it: with the file attached anybody can check later that nothing logged \
by then was changed or taken out (python3 verify.py {url} --old checkpoint-{size}.txt).
"""


class Sent(NamedTuple):
    """Letters of one run: taken by the server, to be tried again, refused for good."""

    sent: int = 0
    waiting: int = 0
    refused: int = 0


def letter(checkpoint: Checkpoint, *, url: str, sender: str, address: str) -> EmailMessage:
    """Return the message to one *address*; sent twice it has the same Message-ID, and mailboxes show it once.

    Args:
        checkpoint: A signed one.
        url: The address of the log's page.
        sender: Who it comes from.
        address: Who gets it.
    """
    message = EmailMessage()
    mark = hashlib.sha256(f"{checkpoint.note}\n{address}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{mark}@{sender.partition('@')[2]}>"
    message["From"], message["To"] = sender, address
    message["Subject"] = f"Dấu kiểm sổ phiếu khảo sát: {checkpoint.size} dòng"
    message["Date"] = format_datetime(checkpoint.signed_at)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered
    host = url.partition("://")[2]
    message.set_content(WORDS.format(host=host, note=checkpoint.note, url=url, size=checkpoint.size))
    name = f"checkpoint-{checkpoint.size}.txt"
    message.add_attachment(
        checkpoint.note.encode(), maintype="text", subtype="plain", filename=name, params={"charset": "utf-8"}
    )
    return message


def send(database: Database, server: Server, addresses: tuple[str, ...], *, url: str, now: datetime) -> Sent:
    """Mail what nobody has mailed yet; a server that is away stops this run and loses nothing."""
    told = Sent()
    for address in filter(is_address, addresses):
        with database.read() as session:
            due = queries.unsent(session, address, now - PATIENCE)
        for done, checkpoint in enumerate(due):
            try:
                mail.send(server, letter(checkpoint, url=url, sender=server.sender, address=address))
                taken = True
            except mail.NotTaken as error:
                if not error.for_good:
                    told = told._replace(waiting=told.waiting + len(due) - done)
                    break
                taken = False
            _keep(database, checkpoint.size, address, taken=taken, now=now)
            told = told._replace(sent=told.sent + taken, refused=told.refused + (not taken))
    return told


def _keep(database: Database, size: int, address: str, *, taken: bool, now: datetime) -> None:
    database.write(lambda s: checkpoint_actions.letter_sent(s, size, address, taken=taken, now=now))
