"""Making the weekly reports of all pilot units and sending them, exactly once however often it is stopped.

Files are written whole, then the report is recorded, then each address is written down before and after its letter.
Begun again after a kill at any place, what is done is found done. Only a kill between the mail server's “taken” and our
record of it leaves a letter that nobody knows about; it goes out again under the same Message-ID.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.orm import Session

from admin.documents import issue_actions, shelf
from admin.documents import issue_queries as queries
from admin.documents.kinds import ReportKind
from admin.documents.mailing import File, letter
from kiosk.ground import mail
from kiosk.ground.db import Database
from kiosk.ground.mail_servers import Server

log = structlog.get_logger("reports")

MIMETYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Order:
    """One report to make and to send.

    Attributes:
        key: The period's, such as ``week/2026-W47``.
        folder: Where its files go, a folder of its own.
        names: Of its files.
        subject, lines: Of the letter.
        addresses: Who gets it, each once.
        make: Returns the files, from one read of the database.
    """

    unit_id: int
    kind: ReportKind
    key: str
    folder: Path
    names: tuple[str, ...]
    subject: str
    lines: tuple[str, ...]
    addresses: tuple[str, ...]
    make: Callable[[Session], Sequence[File]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one order: whether files were made now, and of how many letters.

    Attributes:
        sent: Those that went out now.
        unsent: Those that are tried again.
        refused: Those whose address the mail server refused now, for good.
    """

    made: bool
    sent: int
    unsent: int
    refused: int = 0


def carry_out(order: Order, database: Database, server: Server | None, *, now: datetime) -> Outcome:
    """Make what is not made, send what is not sent; without a *server* nothing is sent."""
    report_id, files, made = _made(order, database, now)
    if server is None or not order.addresses:
        return Outcome(made, 0, 0)
    waiting = database.write(lambda session: issue_actions.begin(session, report_id, order.addresses, now=now))
    unsent = refused = 0
    for one in waiting:
        message = letter(
            f"{order.kind}/{order.key}/{order.unit_id}",
            order.subject,
            order.lines,
            files,
            sender=server.sender,
            address=one.address,
            now=now,
        )
        try:
            mail.send(server, message)
        except mail.NotTaken as error:
            log.error(
                "report not sent", unit=order.unit_id, period=order.key, error=str(error), for_good=error.for_good
            )
            done = issue_actions.refused if error.for_good else None
            unsent, refused = unsent + (not error.for_good), refused + error.for_good
        else:
            done = issue_actions.sent
        if done is not None:
            database.write(lambda session, sent_id=one.id, done=done: done(session, sent_id, now=now))  # type: ignore[misc]
    return Outcome(made, len(waiting) - unsent - refused, unsent, refused)


def _made(order: Order, database: Database, now: datetime) -> tuple[int, Sequence[File], bool]:
    """Return the recorded report with its files: those on the disk, also where the office has worked on them since."""
    with database.read() as session:
        known = queries.issued(session, order.unit_id, order.kind, order.key)
    files: Sequence[File] = shelf.get(order.folder, order.names, MIMETYPES)
    if known is not None and len(files) == len(order.names):
        return known.id, files, False
    with database.read() as session:
        files = sorted(order.make(session))
    shelf.put(order.folder, files, keep=known is not None)
    digest = _digest(files)
    report_id = database.write(
        lambda session: issue_actions.record(session, order.unit_id, order.kind, order.key, digest=digest, now=now)
    )
    return report_id, files, True


def _digest(files: Sequence[File]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.name}\n{len(file.body)}\n".encode() + file.body)
    return found.hexdigest()
