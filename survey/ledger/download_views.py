"""The whole log to take away: every signed checkpoint, every entry, the key, the program that checks them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk.ground import db
from kiosk.ground.web.errors import Trouble
from survey.ledger import answers, promises, queries

AT_ONCE: Final = 4096
VERIFIER: Final = Path(__file__).resolve().parents[2] / "static" / "ledger" / "verify.py"


def checkpoints() -> ResponseReturnValue:
    """Give every signed checkpoint, oldest first, with an empty line between two."""
    with db.read() as session:
        size = answers.signed(session).size
        notes = [one.note for one in queries.checkpoints(session)]
    return answers.asked_again("\n".join(notes), answers.TEXT, f"checkpoints-{size}")


def entries() -> ResponseReturnValue:
    """Give every entry of the signed log, one a line; read and sent in pieces."""
    with db.read() as session:
        found = answers.signed(session)
    return answers.in_pieces(_lines(found.size), "application/jsonl; charset=utf-8", f"entries-{found.root}")


def key() -> ResponseReturnValue:
    """Give the public half of the key, and below it those that the log had before, one a line."""
    signer = promises.signer()
    if signer is None:
        raise Trouble(404, _("Sổ chưa có khóa ký."), _("Người quản trị tạo khóa bằng lệnh flask ledger init."))
    told = "".join(f"{one.vkey}\n" for one in (signer.verifier, *promises.former()))
    return answers.asked_again(told, answers.TEXT, hashlib.sha256(told.encode()).hexdigest()[:24])


def verifier() -> ResponseReturnValue:
    """Give the program that checks the log by itself."""
    code = VERIFIER.read_bytes()
    response = answers.asked_again(code, "text/x-python; charset=utf-8", hashlib.sha256(code).hexdigest()[:24])
    response.headers["Content-Disposition"] = 'attachment; filename="verify.py"'
    return response


def _lines(size: int) -> Iterator[str]:
    for first in range(0, size, AT_ONCE):
        with db.read() as session:
            lines = queries.entries(session, first, min(first + AT_ONCE, size))
        yield "".join(f"{line}\n" for line in lines)
