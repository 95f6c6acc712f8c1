"""Checkpoints are mailed to each address once; a server that is away loses none."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from kiosk.ground import db, mail
from kiosk.ground.db import Database
from kiosk.ground.mail_servers import mail_server
from survey.ledger import letters, notes
from survey.ledger.letters import Sent
from survey.ledger.models import LedgerCheckpoint
from survey.ledger.queries import Checkpoint
from tests.post_office import PostOffice

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
URL = "https://motcua.example/ledger"
FRONT, PAPER, GONE = "mat.tran@example.vn", "bao@example.vn", "gone@example.vn"
SIGNER = notes.Signer("motcua.example/ledger", bytes(32))


def checkpoint(size: int, signed_at: datetime = NOW) -> Checkpoint:
    return Checkpoint(size, "ab" * 32, SIGNER.sign(f"motcua.example/ledger\n{size}\nroot\n"), signed_at)


def keep(database: Database, *all_of_them: Checkpoint) -> None:
    rows = [one._asdict() for one in all_of_them]
    database.write(lambda s: s.execute(insert(db.table(LedgerCheckpoint)), rows))


def send(database: Database, office: PostOffice, *addresses: str) -> Sent:
    return letters.send(database, mail_server(office.url, "so@example.vn"), addresses, url=URL, now=NOW)


def test_each_address_gets_each_checkpoint_once(live_database: Database, post_office: PostOffice) -> None:
    keep(live_database, checkpoint(3, NOW - timedelta(weeks=5)), checkpoint(5), checkpoint(9))
    post_office.unknown = {GONE}
    assert send(live_database, post_office, FRONT, GONE, "no address") == Sent(2, 0, 2)
    assert send(live_database, post_office, FRONT, GONE, PAPER) == Sent(2, 0, 0)
    assert [letter["To"] for letter in post_office.taken] == [FRONT, FRONT, PAPER, PAPER]
    first = post_office.taken[0]
    attached = next(first.iter_attachments())
    assert (attached.get_filename(), attached.get_content()) == ("checkpoint-5.txt", checkpoint(5).note)
    body = first.get_body()
    assert body is not None
    assert checkpoint(5).note in body.get_content()
    assert URL in body.get_content()


def test_what_a_dead_server_did_not_take_is_sent_by_the_next_run(
    live_database: Database, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(live_database, checkpoint(5), checkpoint(9))

    def away(*_args: object) -> None:
        raise mail.NotTaken("away")

    with monkeypatch.context() as patched:
        patched.setattr(mail, "send", away)
        assert send(live_database, post_office, FRONT) == Sent(0, 2, 0)
    assert send(live_database, post_office, FRONT) == Sent(2, 0, 0)


def test_a_letter_that_is_sent_twice_has_the_same_number() -> None:
    once, again = (
        letters.letter(checkpoint(5), url=URL, sender="so@example.vn", address=FRONT)["Message-ID"] for _ in range(2)
    )
    assert once == again
    assert once != letters.letter(checkpoint(5), url=URL, sender="so@example.vn", address=PAPER)["Message-ID"]
