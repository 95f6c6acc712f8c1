"""What a browser never sends, sent to the real server over a bare socket: always refused, never 200, never stored."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from survey.ballots.models import PendingBallot
from survey.questionnaires import actions as questionnaires
from tests import factories
from tests.conftest import address_of, environ
from tests.databases import Copies

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
POST = "POST /q/ABCD2345/feedback HTTP/1.1"


def connect(address: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(20)
    line.connect(address)
    return line


@pytest.fixture(scope="module")
def filled(copies: Copies) -> Iterator[Database]:
    """A database with one printed code; what is refused is refused before the kind of database could matter."""
    address = copies.make("postgresql")
    database = Database(address)

    def fill(session: Session) -> None:
        questionnaires.add_default_forms(session)
        factories.code(session, factories.unit(session), "ABCD2345")

    database.write(fill)
    yield database
    database.engine.dispose()
    copies.drop(address)


@pytest.fixture(scope="module")
def server(filled: Database) -> Iterator[str]:
    """Gunicorn as it is deployed, on a unix socket; yields the socket's path."""
    address = f"/tmp/lang-nghe-{os.getpid()}.sock"  # noqa: S108 - a socket's path must be short
    settings = environ(address_of(filled), BIND=f"unix:{address}", WEB_CONCURRENCY="1", BASE_URL=f"http://{HOST}")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    for line in server.stderr:
        if "Booting worker" in line:
            break
    yield address
    server.terminate()
    server.communicate(timeout=30)
    Path(address).unlink(missing_ok=True)


def say(address: str, *lines: str, body: bytes = b"") -> int:
    """Send a request and return the status of the answer; 0 when the server hangs up without one."""
    with connect(address) as line:
        try:
            line.sendall("\r\n".join((*lines, "", "")).encode() + body)
            answer = line.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            return 0
    return int(answer.split()[1]) if answer else 0


def test_what_no_browser_sends_is_refused(server: str, filled: Database) -> None:
    form = ("Content-Type: application/x-www-form-urlencoded",)
    origin = (f"Origin: http://{HOST}",)
    said = {
        "a chunked form": say(
            server, POST, f"Host: {HOST}", "Transfer-Encoding: chunked", *form, *origin, body=b"3\r\na=b\r\n0\r\n\r\n"
        ),
        "a length and chunks": say(
            server,
            POST,
            f"Host: {HOST}",
            "Content-Length: 3",
            "Transfer-Encoding: chunked",
            *form,
            body=b"3\r\na=b\r\n0\r\n\r\n",
        ),
        "two lengths": say(
            server, POST, f"Host: {HOST}", "Content-Length: 3", "Content-Length: 4", *form, body=b"a=bc"
        ),
        "a negative length": say(server, POST, f"Host: {HOST}", "Content-Length: -1", *form),
        "too much": say(
            server, POST, f"Host: {HOST}", "Content-Length: 10000000", *form, *origin, body=b"a=" + b"x" * 1000
        ),
        "another host": say(server, "GET /healthz HTTP/1.1", "Host: evil.example"),
        "another site": say(
            server, POST, f"Host: {HOST}", "Content-Length: 3", "Origin: https://evil.example", *form, body=b"a=b"
        ),
        "no request": say(server, "\x00\x01\x02"),
    }
    assert {name: status for name, status in said.items() if not (status == 0 or 400 <= status < 500)} == {}
    with filled.read() as session:
        assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_a_spoofed_forwarding_header_changes_nothing(server: str) -> None:
    spoofed = ("X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https")
    assert say(server, "GET /healthz HTTP/1.1", f"Host: {HOST}", *spoofed) == 200
    assert say(server, "GET /healthz HTTP/1.1", "Host: evil.example", f"X-Forwarded-Host: {HOST}") == 400
