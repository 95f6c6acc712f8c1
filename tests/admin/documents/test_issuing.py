"""The weekly reports are made and sent once, wherever the program is killed."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.documents import issue_actions, issuing
from admin.documents import issue_queries as queries
from admin.documents.issuing import Order, carry_out
from admin.documents.kinds import ReportKind
from admin.documents.mailing import File
from admin.documents.models import IssuedReport, SentReport
from kiosk.ground import mail
from kiosk.ground.db import Database
from kiosk.ground.mail_servers import Server, mail_server
from tests import factories
from tests.factories import MONDAY
from tests.post_office import PostOffice

ADDRESSES = ("lanh-dao@motcua.example", "van-thu@motcua.example")


class Killed(BaseException):
    """What a SIGKILL looks like from inside: nothing after it runs, not even a handler of errors."""


class Fuse:
    """Burns down by one before and after each step, and kills at 0."""

    def __init__(self, length: int) -> None:
        self.left = length

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def around(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def burning(*args: Any, **named: Any) -> object:
            self.burn()
            answer = step(*args, **named)
            self.burn()
            return answer

        return burning


@pytest.fixture
def order(live_database: Database, tmp_path: Path) -> Order:
    unit_id = live_database.write(lambda session: factories.unit(session).id)
    return Order(
        unit_id,
        ReportKind.WEEKLY,
        "week/2026-W47",
        tmp_path / "2026-W47",
        ("bao-cao.docx", "bao-cao.pdf"),
        "Báo cáo tuần 47",
        ("Kính gửi Ông/Bà.",),
        ADDRESSES,
        written,
    )


def written(_session: Session) -> list[File]:
    return [File("bao-cao.docx", "application/msword", b"word"), File("bao-cao.pdf", "application/pdf", b"pdf")]


@pytest.fixture
def server(post_office: PostOffice) -> Server:
    return mail_server(post_office.url, "bao-cao@motcua.example")


def test_a_report_is_written_recorded_and_sent_once(
    live_database: Database, order: Order, server: Server, post_office: PostOffice
) -> None:
    first, second = (carry_out(order, live_database, server, now=MONDAY) for _ in range(2))
    assert (first.made, first.sent, second.made, second.sent) == (True, 2, False, 0)
    assert [letter["To"] for letter in post_office.taken] == list(ADDRESSES)
    assert [part.get_filename() for part in post_office.taken[0].iter_attachments()] == ["bao-cao.docx", "bao-cao.pdf"]
    assert (order.folder / "bao-cao.pdf").read_bytes() == b"pdf"


def test_it_is_once_however_often_it_is_killed(
    live_database: Database, order: Order, server: Server, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run dies one step later; the last one lives."""
    for length in range(1, 40):
        with monkeypatch.context() as patch:
            fuse = Fuse(length)
            patch.setattr(os, "fsync", fuse.around(os.fsync))
            patch.setattr(issue_actions, "record", fuse.around(issue_actions.record))
            patch.setattr(issue_actions, "begin", fuse.around(issue_actions.begin))
            patch.setattr(issue_actions, "sent", fuse.around(issue_actions.sent))
            patch.setattr(mail, "send", fuse.around(mail.send))
            try:
                carry_out(order, live_database, server, now=MONDAY + timedelta(minutes=length))
            except Killed:
                continue
            break
    else:
        pytest.fail("it never came to its end")
    with live_database.read() as session:
        assert session.scalar(select(func.count()).select_from(IssuedReport)) == 1
        assert session.scalar(select(func.count(SentReport.sent_at))) == len(ADDRESSES)
    marks = {(letter["To"], letter["Message-ID"]) for letter in post_office.taken}
    assert {to for to, _ in marks} == set(ADDRESSES)
    assert len(marks) == len(ADDRESSES)
    assert len(post_office.taken) <= 2 * len(ADDRESSES)  # a second copy only of a kill right after “taken”
    assert sorted(path.name for path in order.folder.iterdir()) == ["bao-cao.docx", "bao-cao.pdf"]


def test_an_address_that_is_refused_for_good_is_left_and_any_other_letter_tried_again(
    live_database: Database, order: Order, server: Server, post_office: PostOffice
) -> None:
    post_office.unknown.add(ADDRESSES[0])
    away = mail_server("smtp://127.0.0.1:9", server.sender)
    outcomes = [carry_out(order, live_database, one, now=MONDAY) for one in (away, server, server)]
    assert outcomes == [
        issuing.Outcome(made=True, sent=0, unsent=2),
        issuing.Outcome(made=False, sent=1, unsent=0, refused=1),
        issuing.Outcome(made=False, sent=0, unsent=0),
    ]
    with live_database.read() as session:
        assert queries.unsent(session, order.unit_id, order.kind, since=MONDAY) == []


def test_files_that_are_gone_are_made_again_and_nobody_is_written_to_twice(
    live_database: Database, order: Order, server: Server, post_office: PostOffice
) -> None:
    carry_out(order, live_database, server, now=MONDAY)
    (order.folder / "bao-cao.pdf").unlink()
    (order.folder / "bao-cao.docx").write_bytes(b"what the office made of it")
    (order.folder / "~$bao-cao.docx").write_bytes(b"Word is open")
    assert carry_out(order, live_database, server, now=MONDAY) == issuing.Outcome(made=True, sent=0, unsent=0)
    assert (order.folder / "bao-cao.pdf").exists()
    assert (order.folder / "bao-cao.docx").read_bytes() == b"what the office made of it"
    assert not carry_out(order, live_database, server, now=MONDAY).made
    assert len(post_office.taken) == len(ADDRESSES)


def test_without_a_mail_server_the_files_are_made_and_nothing_waits(live_database: Database, order: Order) -> None:
    assert carry_out(order, live_database, None, now=MONDAY) == issuing.Outcome(made=True, sent=0, unsent=0)
